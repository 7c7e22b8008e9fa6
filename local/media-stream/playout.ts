// The buffer from which a telephone call plays what our server sent: audio in order, marks when everything before them was heard.
import { BYTES_PER_MS } from '../simulated/ulaw.ts'

export type Playout = {
  /** Gives false when the buffer is full and the audio was thrown away. */
  play(bytes: number, at: number): boolean
  mark(name: string, at: number): void
  /** Empties the buffer; its marks are due at once. True when audio was cut off. */
  clear(at: number): boolean
  /** Takes the marks whose time has come. */
  due(at: number): string[]
  /** When the last audio ends; in the past when nothing plays. */
  endsAt(): number
}

/** What Twilio holds. */
const LONGEST_MS = 10 * 60 * 1_000

export const createPlayout = (): Playout => {
  let endsAt = Number.NEGATIVE_INFINITY
  let marks: { name: string; at: number }[] = []
  return {
    play(bytes, at) {
      const until = Math.max(endsAt, at) + bytes / BYTES_PER_MS
      if (until - at > LONGEST_MS) return false
      endsAt = until
      return true
    },
    mark(name, at) {
      marks.push({ name, at: Math.max(endsAt, at) })
    },
    clear(at) {
      const cut = endsAt > at
      endsAt = Math.min(endsAt, at)
      marks = marks.map(({ name }) => ({ name, at }))
      return cut
    },
    due(at) {
      // Marks are in the order of their times, because audio only ever ends later.
      const count = marks.findIndex((mark) => mark.at > at)
      return marks.splice(0, count === -1 ? marks.length : count).map(({ name }) => name)
    },
    endsAt: () => endsAt,
  }
}
