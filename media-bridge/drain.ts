// The bridge's life: RUNNING takes calls, DRAINING lets the live ones finish, CLOSED has none.
import type { Timing } from './timing.ts'

type LifeState = 'running' | 'draining' | 'closed'

/** A call's place, from its upgrade until it is over and told. */
type Place = {
  /** Aborted when the bridge cannot wait for the call any longer. */
  mustEnd: AbortSignal
  leave(): void
}

export type Life = {
  state(): LifeState
  live(): number
  /** Undefined when every place is taken, or no more calls are. */
  enter(): Place | undefined
  /** Resolves when the last call is over; those that live after so many milliseconds are ended. */
  drain(ms: number): Promise<void>
}

type Parts = {
  /** Calls at the same time. */
  capacity: number
  timing: Timing
  /** Told whenever the number of calls has changed. */
  onLive: (live: number) => void
}

export const startLife = ({ capacity, timing, onLive }: Parts): Life => {
  const calls = new Set<AbortController>()
  const empty = Promise.withResolvers<void>()
  let state: LifeState = 'running'

  const closeIfEmpty = (): void => {
    if (state !== 'draining' || calls.size > 0) return
    state = 'closed'
    empty.resolve()
  }

  return {
    state: () => state,
    live: () => calls.size,
    enter() {
      if (state !== 'running' || calls.size >= capacity) return undefined
      const call = new AbortController()
      calls.add(call)
      onLive(calls.size)
      return {
        mustEnd: call.signal,
        leave() {
          if (!calls.delete(call)) return
          onLive(calls.size)
          closeIfEmpty()
        },
      }
    },
    async drain(ms) {
      if (state === 'running') state = 'draining'
      closeIfEmpty()
      const cancel = timing.after(ms, () => {
        for (const call of calls) call.abort()
      })
      await empty.promise
      cancel()
    },
  }
}
