// The one logger: a line of JSON with a static message, and no telephone number in full anywhere in it.
import { clock } from '#app/clock.ts'
import type { Log } from '#app/ports/log.ts'
import { maskWithin } from '#domain/mask.ts'
import { traceId } from '#env/read.ts'

/** Nothing else of an error: those of HTTP clients carry the whole request, with its credentials and its numbers. */
const shown = (error: unknown): unknown => {
  if (!(error instanceof Error)) return String(error)
  const { name, message, stack, cause } = error
  const code = 'code' in error ? { code: error.code } : {}
  return { name, message, ...code, stack, ...(cause === undefined ? {} : { cause: shown(cause) }) }
}

const withError = ({ error, ...fields }: Record<string, unknown> = {}): Record<string, unknown> =>
  error === undefined ? fields : { ...fields, error: shown(error) }

const masked = (_key: string, value: unknown): unknown => (typeof value === 'string' ? maskWithin(value) : value)

const write =
  (level: string): Log['info'] =>
  (message, fields) => {
    const line = { level, message, timestamp: new Date(clock.machine()).toISOString(), service: 'ringmaster', traceId: traceId() }
    // Lambda's own `console` would write the time and more before it, and nothing would read the line as JSON.
    process.stdout.write(`${JSON.stringify({ ...line, ...withError(fields) }, masked)}\n`)
  }

export const log: Log = { info: write('INFO'), warn: write('WARN'), error: write('ERROR') }
