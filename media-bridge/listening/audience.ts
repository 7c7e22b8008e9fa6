// Whoever listens to one call: each gets one copy of what caller and agent say, or loses what it is too slow for.
import { FromListener, type ToListener, type Voice } from '#contract/listening.ts'
import type { Line } from '../line.ts'
import type { Timing } from '../timing.ts'

/** More ears than this at one call are no supervision. */
const PLACES = 4
/** Bytes that may wait for a listener, some three seconds of both voices: who is further behind hears the call too late to act on it. */
const BACKLOG = 64 * 1024
/** Between two hints of one listener: an agent that is told something every moment attends to nothing else. */
const HINT_REST_MS = 1_000

export type Audience = {
  /** A piece of audio, after the call itself has dealt with it. */
  hear(by: Voice, payload: string): void
  /** What the agent had still to say was taken back. */
  silence(): void
  hasPlace(): boolean
  join(listener: Line): void
  /** The call is over. */
  leave(): void
}

type Parts = {
  /** False when the agent cannot be told now. */
  hint: (text: string) => boolean
  timing: Timing
  /** Told whenever somebody has come or gone. */
  onCount: (listeners: number) => void
}

export const gatherAudience = ({ hint, timing, onCount }: Parts): Audience => {
  const openedAt = timing.machine()
  const listeners = new Set<Line>()
  const now = (): number => Math.max(0, Math.round(timing.machine() - openedAt))

  const sendTo = (listener: Line, message: ToListener): void => listener.send(JSON.stringify(message))
  const tell = (message: ToListener, isKept: (listener: Line) => boolean): void => {
    const text = JSON.stringify(message)
    for (const listener of listeners) if (isKept(listener)) listener.send(text)
  }
  const isQuick = (line: Line): boolean => line.backlog() <= BACKLOG
  const always = (): boolean => true

  const drop = (listener: Line): void => {
    if (listeners.delete(listener)) onCount(listeners.size)
  }
  const refuse = (listener: Line): void => {
    drop(listener)
    listener.close(1008, 'not a message of a listener')
  }
  const join = (listener: Line): void => {
    let hintedAt = Number.NEGATIVE_INFINITY
    const take = (text: string): boolean => {
      if (now() - hintedAt < HINT_REST_MS || !hint(text)) return false
      hintedAt = now()
      return true
    }
    listeners.add(listener)
    onCount(listeners.size)
    listener.attach({
      opened: () => {},
      text(text) {
        const asked = FromListener.safeParse(jsonOf(text))
        if (!asked.success) return refuse(listener)
        sendTo(listener, { type: 'hint', isTaken: take(asked.data.text) })
      },
      broken: () => refuse(listener),
      closed: () => drop(listener),
    })
  }

  return {
    hear(by, payload) {
      if (listeners.size > 0) tell({ type: 'audio', by, atMs: now(), payload }, isQuick)
    },
    silence() {
      if (listeners.size > 0) tell({ type: 'silenced', atMs: now() }, always)
    },
    hasPlace: () => listeners.size < PLACES,
    join,
    leave() {
      tell({ type: 'over' }, always)
      for (const listener of listeners) {
        drop(listener)
        listener.close(1000, 'over')
      }
    },
  }
}

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    // The schema refuses undefined.
    return undefined
  }
}
