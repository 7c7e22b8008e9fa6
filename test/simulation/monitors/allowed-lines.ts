// How many live calls a campaign may have: after its lines were lowered, calls above them may end by themselves.
import type { Books } from './books.ts'

/** A call that was claimed before its line was taken away is placed so much later at most. */
const PLACED_WITHIN_MS = 90_000

type Lowered = { before: number; at: number }

/** `placedAts`: when its live calls were placed. */
export type AllowedLines = (campaignId: string, placedAts: Iterable<number>) => number

export const allowedLines = ({ books, now }: { books: Books; now: () => number }): AllowedLines => {
  const lowered = new Map<string, Lowered>()
  const current = new Map<string, number>()
  books.watch(({ kind, id }) => {
    if (kind !== 'campaign') return
    const lines = books.campaign(id)?.settings.maxConcurrentCalls ?? 0
    const before = current.get(id)
    if (before !== undefined && before > lines) lowered.set(id, { before, at: now() })
    current.set(id, lines)
  })
  return (id, placedAts) => {
    const lines = current.get(id) ?? 0
    const last = lowered.get(id)
    if (!last) return lines
    const older = [...placedAts].filter((at) => at < last.at + PLACED_WITHIN_MS).length
    return Math.max(lines, Math.min(last.before, lines + older))
  }
}
