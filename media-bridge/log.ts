// One JSON line for each thing worth knowing: a static message and fields, never a number, a name or what was said.
import { clock } from '#app/clock.ts'
import type { Log as UseCaseLog } from '#app/ports/log.ts'

export type Log = (level: 'INFO' | 'WARN' | 'ERROR', message: LogMessage, fields?: Record<string, unknown>) => void

export type LogMessage =
  | 'bridge.listening'
  | 'bridge.not-ready'
  | 'bridge.metrics'
  | 'bridge.draining'
  | 'bridge.closed'
  | 'bridge.not-started'
  | 'agent.no-address'
  | 'agent.lost'
  | 'stream.refused'
  | 'stream.failed'
  | 'stream.not-diverted'
  | 'stream.opened'
  | 'stream.closed'
  | 'session.crashed'
  | 'call.listeners'
  | 'listener.refused'
  | 'listener.failed'
  | 'address.unknown'
  | 'begin.failed'
  | 'heartbeat.failed'
  | 'turn.failed'
  | 'wish.failed'
  | 'apology.failed'
  | 'hang-up.failed'
  | 'report.failed'
  | 'protection.failed'

const write = (level: string, message: string, fields: Record<string, unknown> = {}): void =>
  console.log(JSON.stringify({ level, message, timestamp: new Date(clock.machine()).toISOString(), ...fields }))

export const jsonLog: Log = write

export const errorFields = (error: unknown): { error: string; reason: string } =>
  error instanceof Error ? { error: error.name, reason: error.message } : { error: 'unknown', reason: String(error) }

const shown = ({ error, ...fields }: Record<string, unknown> = {}): Record<string, unknown> =>
  error === undefined ? fields : { ...fields, ...errorFields(error) }

/** The same log, for the use cases, whose messages are their own. */
export const useCaseLog: UseCaseLog = {
  info: (message, fields) => write('INFO', message, shown(fields)),
  warn: (message, fields) => write('WARN', message, shown(fields)),
  error: (message, fields) => write('ERROR', message, shown(fields)),
}
