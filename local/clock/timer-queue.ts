// Timers by the time that they are due, and those of one time in the order that they were set: a binary heap that knows where each is.
export type TimerQueue = {
  /** Returns what cancels it. */
  add(dueAt: number, fn: () => void): () => void
  /** When the first is due. */
  nextAt(): number | undefined
  /** Takes the first that is due by then and was set before the fence. */
  take(until: number, fence?: number): (() => void) | undefined
  /** Timers set later are at or above it: whoever fires timers that set timers stops there. */
  fence(): number
  clear(): void
}

type Timer = { dueAt: number; ordinal: number; place: number; fn: () => void }

const isBefore = (a: Timer, b: Timer): boolean => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.ordinal < b.ordinal)

export const timerQueue = (): TimerQueue => {
  const heap: Timer[] = []
  let issued = 0

  const put = (timer: Timer, place: number): void => {
    heap[place] = timer
    timer.place = place
  }

  const rise = (timer: Timer): void => {
    for (let place = timer.place; place > 0; ) {
      const above = (place - 1) >> 1
      const parent = heap[above]
      if (!parent || !isBefore(timer, parent)) break
      put(parent, place)
      put(timer, above)
      place = above
    }
  }

  const sink = (timer: Timer): void => {
    for (;;) {
      const left = heap[2 * timer.place + 1]
      const right = heap[2 * timer.place + 2]
      const smaller = left && right && isBefore(right, left) ? right : left
      if (!smaller || !isBefore(smaller, timer)) break
      const place = smaller.place
      put(smaller, timer.place)
      put(timer, place)
    }
  }

  const remove = (timer: Timer): void => {
    if (heap[timer.place] !== timer) return
    const last = heap.pop()
    if (!last || last === timer) return
    put(last, timer.place)
    rise(last)
    sink(last)
  }

  return {
    add: (dueAt, fn) => {
      const timer = { dueAt, ordinal: issued++, place: heap.length, fn }
      heap.push(timer)
      rise(timer)
      return () => remove(timer)
    },
    nextAt: () => heap[0]?.dueAt,
    take: (until, fence = Number.POSITIVE_INFINITY) => {
      const first = heap[0]
      if (!first || first.dueAt > until || first.ordinal >= fence) return undefined
      remove(first)
      return first.fn
    },
    fence: () => issued,
    clear: () => {
      heap.length = 0
    },
  }
}
