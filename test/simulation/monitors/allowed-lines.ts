// How many lines a campaign may use: after they were lowered, calls above them may end by themselves.
import type { Books } from './books.ts'

/** The longest call, with its ringing and a while in the provider's queue. */
const DRAINED_AFTER_MS = 12 * 60_000

export const allowedLines = ({ books, now }: { books: Books; now: () => number }): ((campaignId: string) => number) => {
  const lowered = new Map<string, { lines: number; at: number }[]>()
  const current = new Map<string, number>()
  books.watch(({ kind, id }) => {
    if (kind !== 'campaign') return
    const lines = books.campaign(id)?.settings.maxConcurrentCalls ?? 0
    const before = current.get(id)
    if (before !== undefined && before > lines) lowered.set(id, [...(lowered.get(id) ?? []), { lines: before, at: now() }])
    current.set(id, lines)
  })
  return (id) => {
    const recent = (lowered.get(id) ?? []).filter(({ at }) => at > now() - DRAINED_AFTER_MS)
    return Math.max(current.get(id) ?? 0, ...recent.map(({ lines }) => lines))
  }
}
