// What happens to each call, fixed by seed, contact and attempt: the simulated campaign and the ideal queue meet the same people.
import { seeded } from '../../../local/simulated/seeded.ts'
import type { Fate } from '../../simulation/network/call.ts'

// Three in ten answer; a conversation lasts 44 s in the median and 60 s in the mean, ten minutes at most.
const ANSWERED = 0.3
const BUSY_OF_OTHERS = 0.15
const TALK_MEDIAN_S = 60 * Math.exp(-0.32)
const TALK_SPREAD = 0.8
const LONGEST_TALK_S = 600

/** Box–Muller: one draw of the normal distribution from two of the uniform one. */
const normal = (random: () => number): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())

export const fatesOf =
  (seed: number) =>
  (contact: number, attempt: number): Fate => {
    const random = seeded(seed, contact, attempt)
    if (random() < ANSWERED) {
      const talkMs = 1_000 * Math.min(LONGEST_TALK_S, TALK_MEDIAN_S * Math.exp(TALK_SPREAD * normal(random)))
      return { kind: 'answers', ringMs: 8_000, talkMs }
    }
    return random() < BUSY_OF_OTHERS ? { kind: 'busy', ringMs: 4_000 } : { kind: 'no-answer', ringMs: 25_000 }
  }

export const lineMs = (fate: Fate): number => fate.ringMs + (fate.kind === 'answers' ? fate.talkMs : 0)
