// One direction of one call: which frames were sent when, and how they arrived.
import { FRAME_MS } from './speech.ts'

/** Delays in milliseconds while they are measured. */
export type Delays = {
  isMeasuring: boolean
  /** Of the oldest frame of each message, which has waited longest, and of the newest. */
  ofOldest: number[]
  ofNewest: number[]
  /** Of every frame, the wait for those that it is joined with included. */
  ofFrames: number[]
  /** From the agent's interruption to the caller's silence. */
  ofClears: number[]
}

export const noDelays = (): Delays => ({ isMeasuring: false, ofOldest: [], ofNewest: [], ofFrames: [], ofClears: [] })

export class Tally {
  sent = 0
  /** The first frame that arrived; those before it were lost at the start of the call. */
  private first: number | undefined
  private expected = 0
  private arrived = 0
  private outOfOrder = 0
  private readonly sentAt: number[] = []
  private readonly delays: Delays
  private interruptedAt: number | undefined

  constructor(delays: Delays) {
    this.delays = delays
  }

  /** Gives the number of the first of these frames. */
  send(frames: number): number {
    const at = performance.now()
    for (let n = 0; n < frames; n++) this.sentAt.push(at)
    this.sent += frames
    return this.sent - frames
  }

  hear(frames: readonly number[]): void {
    const now = performance.now()
    for (const frame of frames) {
      this.first ??= frame
      if (frame < this.expected) this.outOfOrder++
      this.expected = frame + 1
      this.arrived++
      if (this.delays.isMeasuring) this.delays.ofFrames.push(now - (this.sentAt[frame] ?? now))
    }
    if (!this.delays.isMeasuring) return
    const [oldest = 0, newest = oldest] = [frames[0], frames.at(-1)]
    this.delays.ofOldest.push(now - (this.sentAt[oldest] ?? now))
    this.delays.ofNewest.push(now - (this.sentAt[newest] ?? now))
  }

  interrupt(): void {
    this.interruptedAt = performance.now()
  }

  clear(): void {
    if (this.delays.isMeasuring && this.interruptedAt !== undefined) this.delays.ofClears.push(performance.now() - this.interruptedAt)
    this.interruptedAt = undefined
  }

  lostAtStartMs(): number {
    return (this.first ?? this.sent) * FRAME_MS
  }

  /** After the first that arrived: lost or out of order. All of them when none arrived. */
  wrong(): number {
    return this.sent - (this.first ?? 0) - this.arrived + this.outOfOrder
  }
}
