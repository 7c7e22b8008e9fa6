// How long after its due time each retry is claimed, read off the writes of the table.
import type { Item } from '#store/table-operations.ts'

/** A reservation moves the due time, so the first one counts. */
export const retryLateness = (now: () => number) => {
  const dueBy = new Map<unknown, number>()
  const all: number[] = []
  return {
    all,
    onWrite(before: Item | undefined, after: Item | undefined): void {
      if (after?.state === 'retrying' && before?.state === 'calling' && typeof after.dueAt === 'string') {
        dueBy.set(after.id, Date.parse(after.dueAt))
      }
      const dueAt = after?.state === 'calling' && before?.state === 'retrying' ? dueBy.get(after.id) : undefined
      if (dueAt === undefined) return
      dueBy.delete(after?.id)
      all.push(Math.max(0, now() - dueAt))
    },
  }
}
