// A binary heap of what is due when; of two that are due at once, the one that was added first comes first.
export type Heap<T> = {
  add(at: number, item: T): void
  nextAt(): number | undefined
  take(): { at: number; item: T } | undefined
}

type Entry<T> = { at: number; order: number; item: T }

const isBefore = <T>(a: Entry<T>, b: Entry<T>): boolean => a.at < b.at || (a.at === b.at && a.order < b.order)

export const heapOf = <T>(): Heap<T> => {
  const entries: Entry<T>[] = []
  let added = 0

  const put = (entry: Entry<T>, from: number): void => {
    let i = from
    while (i > 0) {
      const parent = (i - 1) >> 1
      const above = entries[parent]
      if (!above || isBefore(above, entry)) break
      entries[i] = above
      i = parent
    }
    entries[i] = entry
  }

  const sink = (entry: Entry<T>): void => {
    let i = 0
    for (;;) {
      const [left, right] = [entries[2 * i + 1], entries[2 * i + 2]]
      if (!left) break
      const [child, next] = right && isBefore(right, left) ? [right, 2 * i + 2] : [left, 2 * i + 1]
      if (isBefore(entry, child)) break
      entries[i] = child
      i = next
    }
    entries[i] = entry
  }

  return {
    add(at, item) {
      put({ at, order: added, item }, entries.length)
      added += 1
    },
    nextAt: () => entries[0]?.at,
    take() {
      const first = entries[0]
      const last = entries.pop()
      if (first && last && entries.length > 0) sink(last)
      return first && { at: first.at, item: first.item }
    },
  }
}
