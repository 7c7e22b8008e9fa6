// The buffer from which a telephone call plays what our server sent: audio in order, marks when everything before them was heard.
import { BYTES_PER_MS, FRAME_BYTES, isVoiced } from '../simulated/ulaw.ts'

/** All times are milliseconds since the stream began. */
export type Stretch = { fromMs: number; untilMs: number }

/** What becomes of audio that arrives. */
export type PlayoutEvents = {
  /** It will be heard from then on, unless it is cut off. */
  played?: (audio: Uint8Array, fromMs: number) => void
  /** What was to be heard after that is not. */
  cut?: (at: number) => void
}

export type Playout = {
  /** Gives false when the buffer is full and the audio was thrown away. */
  play(audio: Uint8Array, at: number): boolean
  mark(name: string, at: number): void
  /** Empties the buffer; its marks are due at once. True when audio was cut off. */
  clear(at: number): boolean
  /** Takes the marks whose time has come. */
  due(at: number): string[]
  /** When the last audio ends; in the past when nothing plays. */
  endsAt(): number
  /** When the caller heard a voice, and, unless it is cleared, will hear one: in order, without gaps inside. */
  heard(): readonly Stretch[]
}

/** What Twilio holds. */
const LONGEST_MS = 10 * 60 * 1_000
/** Rounding of times must not cut a word in two. */
const SAME_MS = 1

export const createPlayout = (on: PlayoutEvents = {}): Playout => {
  let endsAt = Number.NEGATIVE_INFINITY
  let marks: { name: string; at: number }[] = []
  let heard: Stretch[] = []

  const hear = (fromMs: number, untilMs: number): void => {
    const last = heard.at(-1)
    if (last && fromMs - last.untilMs <= SAME_MS) last.untilMs = untilMs
    else heard.push({ fromMs, untilMs })
  }

  return {
    play(audio, at) {
      const from = Math.max(endsAt, at)
      const until = from + audio.length / BYTES_PER_MS
      if (until - at > LONGEST_MS) return false
      endsAt = until
      on.played?.(audio, from)
      for (let byte = 0; byte < audio.length; byte += FRAME_BYTES) {
        const frame = audio.subarray(byte, byte + FRAME_BYTES)
        if (isVoiced(frame)) hear(from + byte / BYTES_PER_MS, from + (byte + frame.length) / BYTES_PER_MS)
      }
      return true
    },
    mark(name, at) {
      marks.push({ name, at: Math.max(endsAt, at) })
    },
    clear(at) {
      const cut = endsAt > at
      if (cut) on.cut?.(at)
      endsAt = Math.min(endsAt, at)
      marks = marks.map(({ name }) => ({ name, at }))
      heard = heard.flatMap(({ fromMs, untilMs }) => (fromMs < at ? [{ fromMs, untilMs: Math.min(untilMs, at) }] : []))
      return cut
    },
    due(at) {
      // Marks are in the order of their times, because audio only ever ends later.
      const count = marks.findIndex((mark) => mark.at > at)
      return marks.splice(0, count === -1 ? marks.length : count).map(({ name }) => name)
    },
    endsAt: () => endsAt,
    heard: () => heard,
  }
}
