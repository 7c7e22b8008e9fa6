// One attempt to reach a contact: its states, their rank, and what each event makes of it.
import type { AnsweredBy, AttemptState } from '#contract/attempt.ts'
import type { Outcome } from '#contract/outcome.ts'

/** An attempt never goes back: an event of lower or equal rank changes nothing but what was not known. */
export const RANK: Record<AttemptState, number> = {
  claimed: 0,
  unknown: 1,
  queued: 2,
  initiated: 3,
  ringing: 4,
  answered: 5,
  completed: 9,
  busy: 9,
  'no-answer': 9,
  failed: 9,
  canceled: 9,
  void: 9,
}

export const isOver = (state: AttemptState): boolean => RANK[state] === RANK.completed

export type EndState = 'completed' | 'busy' | 'no-answer' | 'failed' | 'canceled'
export type LiveState = 'queued' | 'initiated' | 'ringing' | 'answered'

export type AttemptEvent =
  /** The provider has the call: its answer to the dial, a callback, or a look-up. */
  | { kind: 'progressed'; state: LiveState; callSid: string }
  | { kind: 'ended'; state: EndState; callSid: string; seconds?: number; sipCode?: number; answeredBy?: AnsweredBy }
  /** The provider refused to place this call, for a reason that lies in the contact. */
  | { kind: 'refused'; outcome: Extract<Outcome, 'invalid-number' | 'rejected' | 'carrier-failure'>; code: number }
  /** The dial's fate is not known. */
  | { kind: 'doubted' }
  /** It could never be known. */
  | { kind: 'given-up' }

/** What the rules need to know of an attempt: the claims of all who saw it. */
export type AttemptFacts = {
  state: AttemptState
  callSid?: string | undefined
  /** The carrier's answering machine detection. */
  answeredBy?: AnsweredBy | undefined
  /** The bridge's word on an answered call. */
  streamOpenedMs?: number | undefined
  mediaFailure?: string | undefined
  /** The agent held the call without the bridge. */
  heldDirectly?: boolean | undefined
  agentSpoke?: boolean | undefined
  /** The caller wants no more calls. */
  optedOut?: boolean | undefined
  /** The agent's own evaluation of the conversation. */
  verdict?: 'success' | 'failure' | undefined
  /** What it was taken to mean when it ended, and whether that has been corrected. */
  outcome?: Outcome | undefined
  refined?: boolean | undefined
}

export type AttemptChange = {
  state: AttemptState
  callSid?: string
  /** Set when the attempt ends. */
  outcome?: Outcome
  /** The provider's acceptance is learned with this event. */
  placed: boolean
  /** The answer is learned with this event. */
  answered: boolean
  /** It had been answered before this event. */
  wasAnswered: boolean
}

const OUTCOME_OF_END: Record<Exclude<EndState, 'completed'>, Outcome> = {
  busy: 'busy',
  'no-answer': 'no-answer',
  failed: 'carrier-failure',
  canceled: 'canceled',
}

// SIP answers that say the number itself is wrong (RFC 3261 §21.4: 404 Not Found, 410 Gone, 484 Address Incomplete, 604 Does Not Exist).
const NUMBER_IS_WRONG = new Set([404, 410, 484, 604])
// RFC 3261 §21.6.2: 603 Decline. The callee, or their network, rejected the call.
const REJECTED = new Set([603, 607, 608])

/** A fax counts: nobody can be talked to there either. `unknown` is left to the conversation. */
export const isMachine = (answeredBy: AnsweredBy | undefined): boolean =>
  answeredBy !== undefined && answeredBy !== 'human' && answeredBy !== 'unknown'

/** Answered, and the agent was never connected, or never heard. */
const mediaFailed = ({ streamOpenedMs, heldDirectly, mediaFailure, agentSpoke }: AttemptFacts): boolean =>
  (streamOpenedMs === undefined && heldDirectly !== true) || (mediaFailure !== undefined && agentSpoke !== true)

/** Derived from every claim, so that it is the same in whatever order they come. */
const outcomeOf = (end: EndState, claims: AttemptFacts, sipCode?: number): Outcome => {
  if (end === 'completed') {
    // Only a person can say that.
    if (claims.optedOut) return 'opted-out'
    // What a machine broke off, or never let begin, is no failure of the media.
    if (isMachine(claims.answeredBy)) return 'voicemail'
    return mediaFailed(claims) ? 'media-failure' : 'human'
  }
  if (end === 'failed' && sipCode !== undefined) {
    if (NUMBER_IS_WRONG.has(sipCode)) return 'invalid-number'
    if (REJECTED.has(sipCode)) return 'rejected'
  }
  return OUTCOME_OF_END[end]
}

/** Outcomes that depend on what can be told after the call: by the detection and by the bridge. */
const PROVISIONAL: ReadonlySet<Outcome> = new Set(['human', 'voicemail', 'media-failure'])

/** What an attempt that is over turns out to have meant; undefined when that is known already, or was corrected before. A verdict may leave it as it is. */
export const refinement = (attempt: AttemptFacts): Outcome | undefined => {
  const { state, outcome, refined } = attempt
  if (state !== 'completed' || refined || !outcome || !PROVISIONAL.has(outcome)) return undefined
  const meant = outcomeOf(state, attempt)
  // The same outcome, but not the success that it was taken for.
  return meant !== outcome || (meant === 'human' && attempt.verdict === 'failure') ? meant : undefined
}

/** What the event makes of the attempt; undefined when it makes nothing of it. */
export const apply = (attempt: AttemptFacts, event: AttemptEvent): AttemptChange | undefined => {
  if (isOver(attempt.state)) return undefined
  const wasAnswered = RANK[attempt.state] >= RANK.answered
  const nothingNew = { placed: false, answered: false, wasAnswered }
  if (event.kind === 'doubted') return RANK[attempt.state] < RANK.unknown ? { state: 'unknown', ...nothingNew } : undefined
  if (event.kind === 'given-up') return { state: 'failed', outcome: 'unresolved', ...nothingNew }
  if (event.kind === 'refused') return { state: 'failed', outcome: event.outcome, ...nothingNew }

  const placed = attempt.callSid === undefined
  const callSid = attempt.callSid ?? event.callSid
  if (event.kind === 'ended') {
    const answered = event.state === 'completed' && !wasAnswered
    const claims = { ...attempt, answeredBy: event.answeredBy ?? attempt.answeredBy }
    return { state: event.state, callSid, outcome: outcomeOf(event.state, claims, event.sipCode), placed, answered, wasAnswered }
  }
  if (RANK[event.state] > RANK[attempt.state])
    return { state: event.state, callSid, placed, answered: event.state === 'answered', wasAnswered }
  return placed ? { state: attempt.state, callSid, placed, answered: false, wasAnswered } : undefined
}
