// One attempt to reach a contact: its states, their rank, and what each event makes of it.
import type { AttemptState } from '#contract/attempt.ts'
import type { Outcome } from '#contract/campaign.ts'

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
  | { kind: 'ended'; state: EndState; callSid: string; seconds?: number; sipCode?: number }
  /** The provider refused to place this call, for a reason that lies in the contact. */
  | { kind: 'refused'; outcome: Extract<Outcome, 'invalid-number' | 'rejected' | 'carrier-failure'>; code: number }
  /** The dial's fate is not known. */
  | { kind: 'doubted' }
  /** It could never be known. */
  | { kind: 'given-up' }

/** What the rules need to know of an attempt. */
export type AttemptFacts = {
  state: AttemptState
  callSid?: string | undefined
  /** The bridge's word on an answered call: media broke before the agent was heard. */
  mediaFailed?: boolean | undefined
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

const outcomeOf = (attempt: AttemptFacts, event: Extract<AttemptEvent, { kind: 'ended' }>): Outcome => {
  if (event.state === 'completed') return attempt.mediaFailed ? 'media-failure' : 'human'
  if (event.state === 'failed' && event.sipCode !== undefined) {
    if (NUMBER_IS_WRONG.has(event.sipCode)) return 'invalid-number'
    if (REJECTED.has(event.sipCode)) return 'rejected'
  }
  return OUTCOME_OF_END[event.state]
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
    return { state: event.state, callSid, outcome: outcomeOf(attempt, event), placed, answered, wasAnswered }
  }
  if (RANK[event.state] > RANK[attempt.state])
    return { state: event.state, callSid, placed, answered: event.state === 'answered', wasAnswered }
  return placed ? { state: attempt.state, callSid, placed, answered: false, wasAnswered } : undefined
}
