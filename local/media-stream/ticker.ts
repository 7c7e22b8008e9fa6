// One timer for the frames of all calls: it beats every 20 ms while anybody listens.
import { FRAME_MS } from '../simulated/ulaw.ts'

export type Ticker = {
  /** Calls `beat` with machine milliseconds, from any moment on, until the returned function is called. */
  listen(beat: (at: number) => void): () => void
  now(): number
}

export const createTicker = (): Ticker => {
  const listeners = new Set<(at: number) => void>()
  let timer: NodeJS.Timeout | undefined
  const now = () => performance.now()
  return {
    now,
    listen(beat) {
      listeners.add(beat)
      timer ??= setInterval(() => {
        const at = now()
        for (const listener of listeners) listener(at)
      }, FRAME_MS)
      return () => {
        listeners.delete(beat)
        if (listeners.size > 0) return
        clearInterval(timer)
        timer = undefined
      }
    },
  }
}
