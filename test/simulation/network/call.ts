// A call as the provider knows it, and what becomes of it.

import type { DialRequest } from '#app/ports/telephony.ts'
import type { AttemptId, E164 } from '#contract/ids.ts'
import type { EndState, LiveState } from '#domain/attempt.ts'

export type NetworkCall = DialRequest & {
  sid: string
  state: LiveState | EndState
  /** When it was placed, and when the provider says so: in whole seconds, by its own clock. */
  placedAt: number
  dateCreated: number
  rangAt?: number
  answeredAt?: number
  endedAt?: number
  /** Billed, once it has ended: 0 when nobody answered. */
  seconds?: number
}

/** What becomes of a call, from the first ring on. */
export type Fate =
  | { kind: 'answers'; ringMs: number; talkMs: number }
  /** Answers too, hears itself out, and is heard to be a machine. */
  | { kind: 'voicemail'; ringMs: number; talkMs: number; detectedMs: number }
  | { kind: 'no-answer'; ringMs: number }
  | { kind: 'busy'; ringMs: number }
  | { kind: 'failed'; ringMs: number }

/** `callsBefore`: those to the number that were placed before this one. */
export type FateOf = (call: { to: E164; attemptId: AttemptId; callsBefore: number }) => Fate

export const isOver = ({ endedAt }: NetworkCall): boolean => endedAt !== undefined
