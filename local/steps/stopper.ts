// Tells whatever runs in an execution that it has been stopped: an AbortSignal without its events, which cost more than a state does.

export class Stopped extends Error {
  constructor() {
    super('The execution has been stopped.')
    this.name = 'Stopped'
  }
}

/** What runs sees this much of it. */
export type StopSignal = {
  /** Gives what withdraws `fn`, which is called once. */
  onStop(fn: () => void): () => void
  throwIfStopped(): void
}

export type Stopper = StopSignal & { stop(): void }

export const createStopper = (): Stopper => {
  const listeners = new Set<() => void>()
  let isStopped = false
  return {
    onStop: (fn) => {
      listeners.add(fn)
      return () => listeners.delete(fn)
    },
    throwIfStopped: () => {
      if (isStopped) throw new Stopped()
    },
    stop: () => {
      isStopped = true
      for (const listener of listeners) {
        listeners.delete(listener)
        listener()
      }
    },
  }
}
