// What becomes of a contact when an attempt ends: done, called again, or given up.
import type { CampaignSettings, Outcome } from '#contract/campaign.ts'

/** Outcomes after which calling again makes sense. `unresolved` is not among them: it may have rung. */
const WORTH_ANOTHER: ReadonlySet<Outcome> = new Set(['no-answer', 'busy', 'carrier-failure', 'media-failure'])

export type NextStep =
  | { state: 'done' }
  | { state: 'failed' }
  /** `refund`: the attempt does not count against the contact's budget. */
  | { state: 'retrying'; dueAt: number; refund: boolean }

/** `attempts` counts the one that has just ended; `now` in epoch milliseconds. */
export const nextStep = (
  outcome: Outcome,
  contact: { attempts: number },
  { settings, now }: { settings: Pick<CampaignSettings, 'retryCount' | 'retryDelay'>; now: number },
): NextStep => {
  if (outcome === 'human') return { state: 'done' }
  if (outcome === 'canceled') return { state: 'retrying', dueAt: now + settings.retryDelay, refund: true }
  if (WORTH_ANOTHER.has(outcome) && contact.attempts <= settings.retryCount) {
    return { state: 'retrying', dueAt: now + settings.retryDelay, refund: false }
  }
  return { state: 'failed' }
}
