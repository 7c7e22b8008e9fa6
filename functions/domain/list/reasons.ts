// Rejects counted by their reason: what differs from row to row is left out of it.

export type CountedReason = { column: string; reason: string; rows: number }

/** As many as anybody reads; what comes after them is counted together. */
const MOST_REASONS = 50
const OTHERS = { column: '', reason: 'other reasons' }

/** What a cell held stands in quotes. */
const general = (reason: string): string => reason.replace(/“[^”]*”/g, '“…”').replace(/\d+ cells?\b/g, '… cells')

export const countReasons = () => {
  const counted = new Map<string, CountedReason>()
  return {
    add({ column, reason }: { column: string; reason: string }): void {
      const own = { column, reason: general(reason) }
      const isKept = counted.size < MOST_REASONS || counted.has(`${own.column}\n${own.reason}`)
      const kept = isKept ? own : OTHERS
      const key = `${kept.column}\n${kept.reason}`
      counted.set(key, { ...kept, rows: (counted.get(key)?.rows ?? 0) + 1 })
    },
    /** The commonest first. */
    list: (): CountedReason[] => [...counted.values()].sort((a, b) => b.rows - a.rows),
  }
}
