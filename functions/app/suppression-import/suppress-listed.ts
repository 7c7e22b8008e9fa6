// Numbers of a list that nobody calls from this moment on, in any campaign. Contacts that wait for their turn are not looked for: the gate
// finds their number suppressed when it comes, as it does before each dial.
import { cancelUnanswered } from '#app/calls/cancel-unanswered.ts'
import type { EndingPorts } from '#app/calls/end-calls.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { Ports } from '#app/ports.ts'
import type { NumberRecord } from '#app/records/number.ts'
import type { E164, ImportId } from '#contract/ids.ts'
import type { Listed } from './read-listed.ts'

/** As many as one transaction writes and one request reads (DynamoDB). */
const GROUP = 100
/** Groups at the same time: one is written while another is read. */
const AT_ONCE = 2
/** Somebody may take numbers off the list, or put them on it, meanwhile. */
const TRIES = 12

export type SuppressingPorts = EndingPorts & { ledger: Pick<Ports['ledger'], 'suppressNumbers'> }
type Found = Pick<NumberRecord, 'suppressedBy' | 'lockedBy'>
type Why = { importId: ImportId; at: string; because: string }
export type Counted = { suppressed: number; alreadySuppressed: number; cancelledCalls: number }

/** Every number of the group is suppressed when this is over: by which row of which list, and who holds its lock. */
const suppressGroup = async (
  { ledger, numbers }: Pick<SuppressingPorts, 'ledger' | 'numbers'>,
  group: readonly { e164: E164; by: string }[],
  why: Omit<Why, 'importId'>,
): Promise<ReadonlyMap<E164, Found>> => {
  const all = group.map(({ e164 }) => e164)
  // Somebody who was forgotten is known only here: written again, the number would stand in the table.
  let found = await numbers.suppressionsOf(all)
  for (let tries = 1; tries <= TRIES; tries++) {
    const left = group.filter(({ e164 }) => !found.has(e164))
    if (left.length === 0) return found
    const written = await ledger.suppressNumbers({ ...why, numbers: left })
    found = await numbers.suppressionsOf(all)
    if (written.ok) return found
  }
  throw new Error(`Numbers of a list could not be suppressed in ${TRIES} tries`)
}

/** Counts are the same whoever does the same numbers again: each bears the row that suppressed it. */
export const suppressListed = async (ports: SuppressingPorts, listed: readonly Listed[], { importId, ...why }: Why): Promise<Counted> => {
  const rows = new Map<E164, string>()
  for (const { e164, line } of listed) if (!rows.has(e164)) rows.set(e164, `${importId}#${line}`)
  const all = [...rows].map(([e164, by]) => ({ e164, by }))
  const groups = Array.from({ length: Math.ceil(all.length / GROUP) }, (_, i) => all.slice(i * GROUP, (i + 1) * GROUP))
  const found = (await inParallel(groups, AT_ONCE, (group) => suppressGroup(ports, group, why))).flatMap((each) => [...each])
  // Of this list alone: a call to a number that was suppressed before has been looked after.
  const own = found.filter(([e164, { suppressedBy }]) => suppressedBy === rows.get(e164))
  const calls = own.flatMap(([, { lockedBy }]) => (lockedBy ? [lockedBy] : []))
  const cancelled = calls.length > 0 ? await cancelUnanswered(ports, calls) : []
  return { suppressed: own.length, alreadySuppressed: listed.length - own.length, cancelledCalls: cancelled.length }
}
