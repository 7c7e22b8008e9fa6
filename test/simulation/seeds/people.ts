// Who is called, and what becomes of a call to them: the same for the same seed, in whatever order they are dialled.
import type { ContactRow } from '#contract/contact.ts'
import { E164 } from '#contract/ids.ts'
import { seeded } from '../../../local/simulated/seeded.ts'
import type { Fate, FateOf } from '../network/call.ts'

/** Numbers that are reserved for fiction, and valid: +1 202 555 0100 to 0199, then London's, which are a thousand. */
export const numberOf = (i: number): E164 =>
  E164.parse(i < 100 ? `+1202555${String(100 + i).padStart(4, '0')}` : `+442079460${String(i - 100).padStart(3, '0')}`)

export const ordinalOf = (number: E164): number =>
  number.startsWith('+1') ? Number(number.slice(-4)) - 100 : Number(number.slice('+442079460'.length)) + 100

/** Minutes ahead of UTC. They are so near to each other that a window opens for all of them, and closes, within an hour. */
export const MINUTES_AHEAD: Readonly<Record<string, number>> = { 'Asia/Dhaka': 360, 'Asia/Kathmandu': 345, 'Asia/Kolkata': 330 }
const TIME_ZONES = Object.keys(MINUTES_AHEAD)

/** By the numbers' country codes. */
export const countryOf = (number: string): string => (number.startsWith('+1') ? 'US' : 'GB')

export const rowOf = (i: number): ContactRow => ({ phone: numberOf(i), timeZone: TIME_ZONES[i % TIME_ZONES.length], variables: {} })

/** Shares of all calls; what is left are carriers that fail. */
export type Shares = { answered: number; voicemail: number; notAnswered: number; busy: number }
export const USUAL: Shares = { answered: 0.25, voicemail: 0.07, notAnswered: 0.56, busy: 0.09 }
export const MACHINES: Shares = { answered: 0.25, voicemail: 0.35, notAnswered: 0.28, busy: 0.09 }

const MEDIAN_TALK_MS = 43_000
const TALK_SPREAD = 0.8
const LONGEST_TALK_MS = 600_000
const MESSAGE_MS = 45_000
const DETECTED_MS = 4_000

/** Lognormal, as conversations are. */
const talkMs = (random: () => number): number => {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.min(LONGEST_TALK_MS, MEDIAN_TALK_MS * Math.exp(TALK_SPREAD * normal))
}

export const fatesOf =
  (seed: number, { answered, voicemail, notAnswered, busy }: Shares): FateOf =>
  ({ to, callsBefore }): Fate => {
    const random = seeded(seed, 'fate', to, callsBefore)
    let left = random() - answered
    if (left < 0) return { kind: 'answers', ringMs: 8_000, talkMs: talkMs(random) }
    left -= voicemail
    if (left < 0) return { kind: 'voicemail', ringMs: 12_000, talkMs: MESSAGE_MS, detectedMs: DETECTED_MS }
    left -= notAnswered
    if (left < 0) return { kind: 'no-answer', ringMs: 25_000 }
    return left < busy ? { kind: 'busy', ringMs: 4_000 } : { kind: 'failed', ringMs: 2_000 }
  }
