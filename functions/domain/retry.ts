// What becomes of a contact when an attempt ends: done, called again, or given up.
import type { CampaignSettings } from '#contract/campaign-settings.ts'
import { type Outcome, RetriedOutcome } from '#contract/outcome.ts'

export type RetrySettings = Pick<CampaignSettings, 'retryCount' | 'retryDelay' | 'retries'>

/** What `retryCount` and `retryDelay` are about. A voicemail is called again only when a ladder names it. */
const WORTH_ANOTHER = RetriedOutcome.options.filter((outcome) => outcome !== 'voicemail')

/** The waits after each outcome; one without waits is not called again. */
type Waits = Partial<Record<Outcome, readonly number[]>>

export type NextStep =
  | { state: 'done' }
  | { state: 'failed' }
  /** Nobody calls the number any more. */
  | { state: 'suppressed' }
  /** `refund`: the attempt does not count against the contact's budget. */
  | { state: 'retrying'; dueAt: number; refund: boolean }

/** The attempt used up nothing of its contact's budget. */
export const isRefunded = (next: NextStep | undefined): boolean => next?.state === 'retrying' && next.refund

const waitsOf = ({ retries, retryCount, retryDelay }: RetrySettings): Waits =>
  retries ?? Object.fromEntries(WORTH_ANOTHER.map((outcome) => [outcome, Array.from({ length: retryCount }, () => retryDelay)]))

/** One budget for the contact, whatever its attempts meant: the first call, and as many more as the longest list has waits. */
export const maxAttempts = (settings: RetrySettings): number =>
  1 + Math.max(0, ...Object.values(waitsOf(settings)).map(({ length }) => length))

/** Nobody was reached and nobody is to blame: as soon as after any outcome. */
const waitAfterCancel = (settings: RetrySettings): number => {
  const first = Object.values(waitsOf(settings)).flatMap((waits) => waits.slice(0, 1))
  return first.length > 0 ? Math.min(...first) : settings.retryDelay
}

type Circumstances = {
  settings: RetrySettings
  now: number
  callbackAt?: string | undefined
  verdict?: 'success' | 'failure' | undefined
}

/**
 * `attempts` counts the one that has just ended; `now` in epoch milliseconds; `callbackAt`: when the contact asked to be called again.
 * After the contact's first attempt the first wait of its outcome's list holds, after the second the second, whatever came before.
 */
export const nextStep = (
  outcome: Outcome,
  { attempts }: { attempts: number },
  { settings, now, callbackAt, verdict }: Circumstances,
): NextStep => {
  if (outcome === 'opted-out') return { state: 'suppressed' }
  // Whoever asks to be called again has not used up a call.
  if (outcome === 'human' && callbackAt !== undefined)
    return { state: 'retrying', dueAt: Math.max(now, Date.parse(callbackAt)), refund: true }
  // Somebody was spoken with, and nobody calls them again; whether it was a success is the evaluation's to say.
  if (outcome === 'human') return { state: verdict === 'failure' ? 'failed' : 'done' }
  if (outcome === 'canceled') return { state: 'retrying', dueAt: now + waitAfterCancel(settings), refund: true }
  const wait = waitsOf(settings)[outcome]?.[attempts - 1]
  return wait === undefined ? { state: 'failed' } : { state: 'retrying', dueAt: now + wait, refund: false }
}
