// Each time the caller began to speak while the agent was heard: for how long the caller still heard the agent.
import { isSpeech, type Sound } from './caller.ts'
import type { Playout } from './playout.ts'

/** `atMs`: the caller's first word, since the stream began. `heardForMs`: from then to the agent's last word that was heard while the caller spoke. */
export type Overlap = { atMs: number; heardForMs: number }

export type Overlaps = {
  /** What the caller sends at this moment. */
  sends(sound: Sound | undefined, at: number): void
  /** Nothing more is sent. */
  end(at: number): void
  found: readonly Overlap[]
}

export const createOverlaps = (playout: Pick<Playout, 'heard'>): Overlaps => {
  const found: Overlap[] = []
  let isSpeaking = false
  let interruptsAt: number | undefined

  const settle = (at: number): void => {
    isSpeaking = false
    if (interruptsAt === undefined) return
    const from = interruptsAt
    interruptsAt = undefined
    const last = playout.heard().findLast(({ fromMs }) => fromMs < at)
    const heardUntil = Math.min(last?.untilMs ?? from, at)
    found.push({ atMs: Math.round(from), heardForMs: Math.round(heardUntil) - Math.round(from) })
  }

  return {
    found,
    sends(sound, at) {
      if (!isSpeech(sound)) {
        if (isSpeaking) settle(at)
      } else if (!isSpeaking) {
        isSpeaking = true
        const isOver = playout.heard().some(({ fromMs, untilMs }) => fromMs <= at && at < untilMs)
        interruptsAt = isOver ? at : undefined
      }
    },
    end: settle,
  }
}
