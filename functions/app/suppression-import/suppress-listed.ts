// Numbers of a list that nobody calls from this moment on, in any campaign. Contacts that wait for their turn are not looked for: the gate
// finds their number suppressed when it comes, as it does before each dial.
import { cancelUnanswered } from '#app/cancel-unanswered.ts'
import type { EndingPorts } from '#app/end-calls.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { NumberRecord } from '#app/records.ts'
import type { E164, ImportId } from '#contract/ids.ts'
import type { Listed } from './read-listed.ts'

/** Numbers that are looked up with one request (DynamoDB). */
const LOOKED_UP = 100
/** Written at the same time: a table answers within milliseconds, and one core writes no faster. */
const WRITTEN = 50

type Found = Pick<NumberRecord, 'suppressedBy' | 'lockedBy'>
export type Counted = { suppressed: number; alreadySuppressed: number; cancelledCalls: number }

/** Counts are the same whoever does the same numbers again: each bears the row that suppressed it. */
export const suppressListed = async (
  ports: EndingPorts,
  listed: readonly Listed[],
  { importId, at, because }: { importId: ImportId; at: string; because: string },
): Promise<Counted> => {
  const lines = new Map<E164, number>()
  for (const { e164, line } of listed) if (!lines.has(e164)) lines.set(e164, line)
  const all = [...lines.keys()]
  const groups = Array.from({ length: Math.ceil(all.length / LOOKED_UP) }, (_, i) => all.slice(i * LOOKED_UP, (i + 1) * LOOKED_UP))
  const known = new Map((await Promise.all(groups.map((group) => ports.numbers.suppressionsOf(group)))).flatMap((found) => [...found]))
  const rowOf = (e164: E164): string => `${importId}#${lines.get(e164)}`

  const suppress = async (e164: E164): Promise<Found | undefined> =>
    known.get(e164) ?? (await ports.numbers.suppress(e164, { at, because, by: rowOf(e164) })) ?? (await ports.numbers.get(e164))
  const found = await inParallel(all, WRITTEN, async (e164) => ({ e164, ...(await suppress(e164)) }))
  // Of this list alone: a call to a number that was suppressed before has been looked after.
  const own = found.filter(({ e164, suppressedBy }) => suppressedBy === rowOf(e164))
  const calls = own.flatMap(({ lockedBy }) => (lockedBy ? [lockedBy] : []))
  const cancelled = calls.length > 0 ? await cancelUnanswered(ports, calls) : []
  return { suppressed: own.length, alreadySuppressed: listed.length - own.length, cancelledCalls: cancelled.length }
}
