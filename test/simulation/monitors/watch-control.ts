// Watches that a pause, a stop, a suppression and a window hold once they are visible (I4, I9, I10).

import type { DialRequest } from '#app/ports/telephony.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignState } from '#contract/campaign-parts.ts'
import { partsOf } from '#domain/ids.ts'
import type { Item } from '#store/table-operations.ts'
import type { NetworkCall } from '../network/call.ts'
import { type Books, text } from './books.ts'
import type { Violations } from './violations.ts'

type Needs = {
  books: Books
  violations: Violations
  now: () => number
  /** Whether the contact may hear a telephone now. */
  isOpen: (campaign: CampaignRecord, contact: Item) => boolean
  /** Whether the provider could be told to cancel calls, all of this time. */
  wasReachable: (sinceMs: number) => boolean
}

/** While these are visible no dial begins. `pausing` and `stopping` say that one may be in flight. */
const AT_REST: ReadonlySet<CampaignState> = new Set(['draft', 'paused', 'completed', 'cancelled'])
/** A stopped campaign's telephones are silent so soon. */
const SILENT_AFTER_MS = 5_000
/** What the last look before the dial may miss: it is not older than the claim's lease. */
const LOOK_MS = 15_000
/** So much before it closes a window lets nobody through any more: a call that is held up for longer on its way is beyond our reach. */
const EARLY_MS = 40_000

export const watchControl = ({ books, violations, now, isOpen, wasReachable }: Needs) => {
  const stoppedAt = new Map<string, number>()
  const suppressedAt = new Map<string, number>()
  const activeSince = new Map<string, number>()
  const dialledAt = new Map<string, number>()
  books.watch(({ kind, id, before, after }) => {
    if (kind === 'campaign') {
      if (text(after, 'state') !== 'cancelled') stoppedAt.delete(id)
      else if (text(before, 'state') !== 'cancelled') stoppedAt.set(id, now())
      if (text(after, 'state') !== 'active') activeSince.delete(id)
      else if (!activeSince.has(id)) activeSince.set(id, now())
    }
    if (kind === 'number' && after?.suppressed === true && before?.suppressed !== true) suppressedAt.set(id, now())
    if (kind === 'number' && after?.suppressed !== true) suppressedAt.delete(id)
  })

  return {
    dialled({ attemptId, to }: DialRequest): void {
      dialledAt.set(attemptId, now())
      const { campaignId } = partsOf(attemptId)
      const state = books.campaign(campaignId)?.state
      if (!state || AT_REST.has(state)) violations.add('I4', `${attemptId} is dialled while the campaign is ${state}`)
      const suppressed = suppressedAt.get(to)
      if (suppressed !== undefined && now() > suppressed + LOOK_MS) violations.add('I10', `${attemptId} to ${to}`)
    },

    rang({ sid, attemptId, placedAt }: NetworkCall): void {
      const { campaignId, contactId } = partsOf(attemptId)
      const stopped = stoppedAt.get(campaignId)
      // A call that arrived after the stop is cancelled when the provider lists it.
      const isLate = stopped !== undefined && placedAt < stopped && now() > stopped + SILENT_AFTER_MS
      if (isLate && wasReachable(stopped)) {
        violations.add('I4', `${sid} of ${attemptId} rings ${now() - stopped} ms after the stop`)
      }
      const [campaign, contact] = [books.campaign(campaignId), books.get('contact', `${campaignId} ${contactId}`)]
      const isHeldUp = now() - (dialledAt.get(attemptId) ?? now()) > EARLY_MS
      if (campaign && contact && !isHeldUp && !isOpen(campaign, contact)) violations.add('I9', `${sid} of ${attemptId}`)
    },

    halted(askedAt: number): void {
      for (const [id, since] of activeSince) if (since < askedAt) violations.add('I4', `${id} is active after an emergency stop`)
    },
  }
}
