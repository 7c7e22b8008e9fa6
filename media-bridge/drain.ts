// The bridge's life: INITIALIZING takes no calls yet, RUNNING takes them, DRAINING lets the live ones finish, CLOSED has none.
import type { Timing } from './timing.ts'

type LifeState = 'initializing' | 'running' | 'draining' | 'closed'

/** A call's place, from its upgrade until it is over and told. */
type Place = {
  /** Aborted when the bridge cannot wait for the call any longer. */
  mustEnd: AbortSignal
  leave(): void
}

export type Life = {
  state(): LifeState
  live(): number
  /** From now on it takes calls, unless it ends already. */
  run(): void
  /** Whether one more call would find a place. */
  hasRoom(): boolean
  /** Undefined when there is no room. */
  enter(): Place | undefined
  /** Resolves when the last call is over; those that live after so many milliseconds are ended. */
  drain(ms: number): Promise<void>
}

type Parts = {
  /** Calls at the same time. */
  capacity: number
  /** Whether one more call would be felt by the others, however few they are. */
  isStrained: () => boolean
  timing: Timing
  /** Told whenever the number of calls has changed. */
  onLive: (live: number) => void
}

export const startLife = ({ capacity, isStrained, timing, onLive }: Parts): Life => {
  const calls = new Set<AbortController>()
  const empty = Promise.withResolvers<void>()
  let state: LifeState = 'initializing'

  const hasRoom = (): boolean => state === 'running' && calls.size < capacity && !isStrained()
  const closeIfEmpty = (): void => {
    if (state !== 'draining' || calls.size > 0) return
    state = 'closed'
    empty.resolve()
  }

  return {
    state: () => state,
    live: () => calls.size,
    run() {
      if (state === 'initializing') state = 'running'
    },
    hasRoom,
    enter() {
      if (!hasRoom()) return undefined
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
      if (state !== 'closed') state = 'draining'
      closeIfEmpty()
      const cancel = timing.after(ms, () => {
        for (const call of calls) call.abort()
      })
      await empty.promise
      cancel()
    },
  }
}
