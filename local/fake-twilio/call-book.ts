// The provider's own list of calls, which outlives its process: a line is on disk before anybody hears of the change.
import '#contract/english.ts'
import { appendFileSync, existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import * as z from 'zod/mini'
import { isOver, SimulatedCall } from './call.ts'

export type CallBook = {
  add(call: SimulatedCall): void
  /** Changes a call, stamps it, and gives what it is now. */
  change(sid: string, changes: Partial<SimulatedCall>): SimulatedCall
  find(sid: string): SimulatedCall | undefined
  /** In the order in which they were created. */
  all(): SimulatedCall[]
  /** How many calls to the number there are. */
  callsTo(number: string): number
}

const read = (file: string): Map<string, SimulatedCall> => {
  const calls = new Map<string, SimulatedCall>()
  const lines = readFileSync(file, 'utf8').split('\n')
  // Only a line with its end was written whole: what follows the last one was cut off by a kill, before anybody was told.
  for (const [index, line] of lines.slice(0, -1).entries()) {
    const call = SimulatedCall.safeParse(JSON.parse(line))
    if (!call.success) throw new Error(`${file}, line ${index + 1}, is not a call: ${z.prettifyError(call.error)}`)
    calls.set(call.data.sid, call.data)
  }
  return calls
}

/** What the network does with a call whose telephone exchange died: nobody answers any more, and a conversation ends where it was. */
const endedByNetwork = (call: SimulatedCall, lastSeenAt: number): SimulatedCall => {
  if (isOver(call.status)) return call
  const endedAt = Math.max(lastSeenAt, call.updatedAt)
  return { ...call, status: call.status === 'in-progress' ? 'completed' : 'no-answer', endedAt, updatedAt: endedAt }
}

const lineOf = (call: SimulatedCall): string => `${JSON.stringify(call)}\n`

/** Without a file the list lives in memory. With one, calls that were not over end here, without callbacks: those were lost with the process. */
export const openCallBook = ({ file, now }: { file?: string | undefined; now: () => number }): CallBook => {
  const calls = file !== undefined && existsSync(file) ? read(file) : new Map<string, SimulatedCall>()
  const lastSeenAt = [...calls.values()].reduce((latest, call) => Math.max(latest, call.updatedAt), 0)
  for (const [sid, call] of calls) calls.set(sid, endedByNetwork(call, lastSeenAt))
  if (file !== undefined) {
    // One line for each call, whole or not at all.
    writeFileSync(`${file}.new`, [...calls.values()].map(lineOf).join(''))
    renameSync(`${file}.new`, file)
  }

  const counts = new Map<string, number>()
  const count = (number: string) => counts.set(number, (counts.get(number) ?? 0) + 1)
  for (const call of calls.values()) count(call.to)

  const keep = (call: SimulatedCall) => {
    if (file !== undefined) appendFileSync(file, lineOf(call))
    calls.set(call.sid, call)
  }
  return {
    add(call) {
      keep(call)
      count(call.to)
    },
    change(sid, changes) {
      const call = calls.get(sid)
      if (!call) throw new Error(`There is no call ${sid}`)
      const changed = { ...call, ...changes, updatedAt: now() }
      keep(changed)
      return changed
    },
    find: (sid) => calls.get(sid),
    all: () => [...calls.values()],
    callsTo: (number) => counts.get(number) ?? 0,
  }
}
