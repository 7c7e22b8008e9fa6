// What happens when a number is called: the documented test numbers, and the distribution for everybody else.
import { BEEP_MS, GREETING_MS, type Manner } from '../media-stream/caller.ts'
import { between, seeded } from '../simulated/seeded.ts'

const SECOND_MS = 1_000
const MINUTE_MS = 60 * SECOND_MS

/** All times are campaign time. */
export type Fate =
  /** The provider refuses to dial. */
  | { kind: 'invalid' }
  | { kind: 'busy'; afterMs: number }
  | { kind: 'failed'; afterMs: number; sipResponseCode: number }
  /** Rings so long, unless the caller's own timeout is shorter. */
  | { kind: 'no-answer'; ringMs: number }
  /** `talkMs`: hangs up after so long, if nobody else did. */
  | { kind: 'answers'; ringMs: number; manner: Manner; talkMs: number }

export type Dialled = {
  number: string
  /** Calls to the number that the provider accepted before this one. */
  callsBefore: number
}

/** Time until a busy tone, and until the network gives up. */
const BUSY_MS = 4 * SECOND_MS
const FAILED_MS = 2 * SECOND_MS
const GIVES_UP_MS = 25 * SECOND_MS
const SERVICE_UNAVAILABLE = 503

const MAILBOX_SILENCE_MS = 30 * SECOND_MS
const VOICEMAIL_MS = GREETING_MS + BEEP_MS + MAILBOX_SILENCE_MS

const busy: Fate = { kind: 'busy', afterMs: BUSY_MS }
const failed: Fate = { kind: 'failed', afterMs: FAILED_MS, sipResponseCode: SERVICE_UNAVAILABLE }
const answers = (manner: Manner, talkMs: number, ringMs = 4 * SECOND_MS): Fate => ({ kind: 'answers', ringMs, manner, talkMs })

/** By the last four digits of the number, in every country. */
export const TEST_NUMBERS: Record<string, { says: string; fate: (callsBefore: number) => Fate }> = {
  '0187': {
    says: 'asks at the first call to be called back in an hour, and talks at the second',
    fate: (callsBefore) => answers(callsBefore === 0 ? 'call-back' : 'talks', 40 * SECOND_MS),
  },
  '0188': { says: 'asks never to be called again', fate: () => answers('do-not-call', 40 * SECOND_MS) },
  '0189': { says: 'answers, presses 1 after the first message, then talks', fate: () => answers('presses-key', 40 * SECOND_MS) },
  '0190': { says: 'answers and talks', fate: () => answers('talks', 40 * SECOND_MS) },
  '0191': { says: 'is busy', fate: () => busy },
  '0192': { says: 'does not answer', fate: () => ({ kind: 'no-answer', ringMs: GIVES_UP_MS }) },
  '0193': { says: 'is not a valid number: the dial is refused (21211)', fate: () => ({ kind: 'invalid' }) },
  '0194': { says: 'is a voicemail: greeting, beep, 30 s of silence', fate: () => answers('voicemail', VOICEMAIL_MS) },
  '0195': { says: 'hangs up 2 s after the first word of the agent', fate: () => answers('hangs-up-early', 20 * SECOND_MS) },
  '0196': { says: 'talks over the agent', fate: () => answers('talks-over', 40 * SECOND_MS) },
  '0197': {
    says: 'is busy at the first call and answers at the second',
    fate: (callsBefore) => (callsBefore === 0 ? busy : answers('talks', 40 * SECOND_MS)),
  },
  '0198': { says: 'cannot be reached: carrier failure, SIP 503', fate: () => failed },
  '0199': { says: 'rings for 25 s, then answers and talks', fate: () => answers('talks', 40 * SECOND_MS, 25 * SECOND_MS) },
}

/** Upper ends of the shares: 45 % talk, 10 % voicemail, 30 % no answer, 12 % busy, 3 % failed. */
const SHARE = { talks: 0.45, voicemail: 0.55, noAnswer: 0.85, busy: 0.97 }

const MEAN_TALK_MS = MINUTE_MS
const SHORTEST_TALK_MS = 5 * SECOND_MS
const LONGEST_TALK_MS = 5 * MINUTE_MS
const TALK_SPREAD = 0.8

/** Lognormal, as conversations are; the spread is that of the logarithm. */
const talkMs = (random: () => number): number => {
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  const length = MEAN_TALK_MS * Math.exp(TALK_SPREAD * normal - TALK_SPREAD ** 2 / 2)
  return Math.round(Math.min(Math.max(length, SHORTEST_TALK_MS), LONGEST_TALK_MS))
}

/** A pure function of seed, number and how often the number was called: runs repeat, in whatever order they dial. */
export const fateOf = (seed: number, { number, callsBefore }: Dialled): Fate => {
  const test = TEST_NUMBERS[number.slice(-4)]
  if (test) return test.fate(callsBefore)
  const random = seeded(seed, 'fate', number, callsBefore)
  const share = random()
  const ringMs = Math.round(between(random, 4, 12) * SECOND_MS)
  if (share < SHARE.talks) return answers('talks', talkMs(random), ringMs)
  if (share < SHARE.voicemail) return answers('voicemail', VOICEMAIL_MS, ringMs)
  if (share < SHARE.noAnswer) return { kind: 'no-answer', ringMs: GIVES_UP_MS }
  return share < SHARE.busy ? busy : failed
}
