// The telephone provider: placing calls, asking how they are, and ending them.
import type { AnsweredBy } from '#contract/attempt.ts'
import type { AnsweringMachine } from '#contract/campaign-settings.ts'
import type { AttemptId, E164 } from '#contract/ids.ts'
import type { AgentLanguage } from '#contract/language.ts'
import type { EndState, LiveState } from '#domain/attempt.ts'

export type DialOutcome =
  /** `queueMs`: how long the provider will keep the call before it rings. */
  | { kind: 'accepted'; callSid: string; queueMs: number }
  | { kind: 'refused'; by: 'contact'; outcome: 'invalid-number' | 'rejected' | 'carrier-failure'; code: number }
  /** Nothing is wrong with the contact: the account may not call now. */
  | { kind: 'refused'; by: 'account'; code: number; message: string }
  /** Too fast: proven not to have been processed. */
  | { kind: 'refused'; by: 'rate'; code: number }
  /** The account has as many calls as it may have: proven not to have been processed. */
  | { kind: 'refused'; by: 'concurrency'; code: number }
  /** It may ring, or not. Never dialled again before it is known. */
  | { kind: 'unknown'; why: string }

export type ProviderCall = {
  callSid: string
  state: LiveState | EndState
  /** Campaign time; whole seconds. */
  createdAt: number
  seconds?: number
  answeredBy?: AnsweredBy
}

export type DialRequest = {
  attemptId: AttemptId
  to: E164
  /** Absent: the deployment's own number. */
  from?: E164 | undefined
  answeringMachine: AnsweringMachine
  /** A conversation may be so long; the provider ends a call that goes on, whoever else has forgotten to. */
  longestMs: number
  isRecorded?: boolean
}

export type Telephony = {
  /** Makes ready to dial, so that nothing slow is left between the last look at the claim and the dial; throws when it cannot be. */
  connect(): Promise<void>
  dial(call: DialRequest): Promise<DialOutcome>
  get(callSid: string): Promise<ProviderCall | undefined>
  /** Recent calls to the number, whatever their state. `from` absent: from the deployment's own number. */
  find(to: E164, from?: E164): Promise<ProviderCall[]>
  /** Cancels a call that has not been answered; gives the call as it then is. */
  cancel(callSid: string): Promise<ProviderCall | undefined>
  /** Ends a call in whatever state; gives the call as it then is. */
  end(callSid: string): Promise<ProviderCall | undefined>
  /** A live call says this and hangs up; false when it was over already. Without a language: English. */
  say(callSid: string, text: string, language?: AgentLanguage): Promise<boolean>
}
