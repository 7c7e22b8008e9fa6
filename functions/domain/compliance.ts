// The gate: may this contact be called now? Fails closed, and always says why and until when.
import type { CampaignSettings } from '#contract/campaign.ts'

export type GateFacts = {
  contact: { attempts: number }
  settings: Pick<CampaignSettings, 'retryCount'>
  /** The number's own record; undefined when it was never called. */
  number: { suppressed: boolean; lockedBy?: string | undefined; recent: readonly { at: number }[] } | undefined
  /** Calls that one number may get in any 24 hours, over all campaigns. */
  callsPerDay: number
}

export type Gate =
  | { kind: 'open' }
  /** Not now: look again at `at`. */
  | { kind: 'later'; at: number; because: string }
  | { kind: 'never'; state: 'suppressed' | 'failed'; because: string }

const DAY_MS = 24 * 60 * 60 * 1000
/** Reserved for the number's lock: a call of another campaign ends within minutes, mostly. */
const LOCKED_AGAIN_MS = 20_000

/** `jitter` in [0, 1) spreads those who wait for the same number. */
export const canDial = ({ contact, settings, number, callsPerDay }: GateFacts, { now, jitter }: { now: number; jitter: number }): Gate => {
  if (number?.suppressed) return { kind: 'never', state: 'suppressed', because: 'the number is on the suppression list' }
  if (contact.attempts > settings.retryCount) return { kind: 'never', state: 'failed', because: 'no attempts are left' }
  if (number?.lockedBy) {
    return { kind: 'later', at: now + LOCKED_AGAIN_MS * (1 + jitter), because: 'another campaign is calling the number' }
  }
  const lately = (number?.recent ?? []).map((call) => call.at).filter((at) => at > now - DAY_MS)
  const earliest = lately.sort((a, b) => a - b).at(-callsPerDay)
  if (earliest !== undefined) {
    return { kind: 'later', at: earliest + DAY_MS + 1_000, because: `the number was called ${callsPerDay} times within a day` }
  }
  return { kind: 'open' }
}
