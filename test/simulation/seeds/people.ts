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

/** Hours ahead of UTC in the first week of March, when the worlds play. */
export const HOURS_AHEAD: Readonly<Record<string, number>> = { 'Europe/London': 0, 'America/Sao_Paulo': -3, 'Australia/Perth': 8 }
const TIME_ZONES = Object.keys(HOURS_AHEAD)

export const rowOf = (i: number): ContactRow => ({ phone: numberOf(i), timeZone: TIME_ZONES[i % TIME_ZONES.length], variables: {} })

/** Shares of all calls. */
const ANSWERED = 0.25
const VOICEMAIL = 0.32
const NOT_ANSWERED = 0.88
const BUSY = 0.97

const MEDIAN_TALK_MS = 43_000
const TALK_SPREAD = 0.8
const LONGEST_TALK_MS = 600_000

/** Lognormal, as conversations are. */
const talkMs = (random: () => number): number => {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return Math.min(LONGEST_TALK_MS, MEDIAN_TALK_MS * Math.exp(TALK_SPREAD * normal))
}

export const fatesOf =
  (seed: number): FateOf =>
  ({ to, callsBefore }): Fate => {
    const random = seeded(seed, 'fate', to, callsBefore)
    const share = random()
    if (share < ANSWERED) return { kind: 'answers', ringMs: 8_000, talkMs: talkMs(random) }
    if (share < VOICEMAIL) return { kind: 'voicemail', ringMs: 12_000, talkMs: 45_000, detectedMs: 4_000 }
    if (share < NOT_ANSWERED) return { kind: 'no-answer', ringMs: 25_000 }
    return share < BUSY ? { kind: 'busy', ringMs: 4_000 } : { kind: 'failed', ringMs: 2_000 }
  }
