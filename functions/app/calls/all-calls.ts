// The calls of all campaigns: campaign by campaign, the newest first, so that no index over all of them is needed.

import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import type { Ports } from '#app/ports.ts'
import type { CallRecord } from '#app/records/call.ts'
import { viewCall } from '#app/views.ts'
import type { AttemptState } from '#contract/attempt.ts'
import type { Call } from '#contract/call.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import type { Outcome } from '#contract/outcome.ts'

type Needs = Pick<Ports, 'attempts' | 'campaigns'>

export type CallsAsked = PageRequest & {
  live?: boolean | undefined
  campaignId?: CampaignId | undefined
  contactId?: ContactId | undefined
  state?: AttemptState | undefined
  outcome?: Outcome | undefined
  from?: string | undefined
  to?: string | undefined
}

/** Where the next page begins: before a campaign of the list, behind a call of it. Both are cursors of their own lists. */
type Place = { before: string | undefined; behind: string | undefined }

/** A filter that fits hardly any call would otherwise read them all: the page may be short, and its cursor goes on. */
const MOST_READS = 30

const SEPARATOR = '.'
const placeOf = (cursor: string | undefined): Place => {
  const [before = '', behind = ''] = (cursor ?? '').split(SEPARATOR)
  return { before: before || undefined, behind: behind || undefined }
}
const cursorOf = ({ before, behind }: Place): string => `${before ?? ''}${SEPARATOR}${behind ?? ''}`

const isAsked = (call: CallRecord, { contactId, state, outcome, from = '', to }: CallsAsked): boolean =>
  (contactId === undefined || call.contactId === contactId) &&
  (state === undefined || call.state === state) &&
  (outcome === undefined || call.outcome === outcome) &&
  call.claimedAt >= from &&
  (to === undefined || call.claimedAt < to)

type Listed = { id: CampaignId | undefined; next: string | null }

/** The campaign that the place is before; undefined where there is none, or none any more. */
const campaignAt = async ({ campaigns }: Needs, asked: CallsAsked, { before }: Place): Promise<Listed> => {
  if (asked.campaignId) return { id: asked.campaignId, next: null }
  const { items, nextCursor } = await campaigns.list({ limit: 1, cursor: before })
  const [campaign] = items
  return { id: campaign && !campaign.deletedAt ? campaign.id : undefined, next: nextCursor }
}

export const allCalls =
  (ports: Needs) =>
  async (asked: CallsAsked): Promise<Page<Call>> => {
    const { limit, live = false } = asked
    if (asked.campaignId) await campaignOrThrow(ports, asked.campaignId)
    const calls: CallRecord[] = []
    let place = placeOf(asked.cursor)
    for (let reads = 0; reads < MOST_READS && calls.length < limit; reads++) {
      const { id, next } = await campaignAt(ports, asked, place)
      const cursor = place.behind
      const page = id ? await ports.attempts.list(id, { limit: limit - calls.length, cursor, live }) : { items: [], nextCursor: null }
      calls.push(...page.items.filter((call) => isAsked(call, asked)))
      if (page.nextCursor !== null) place = { before: place.before, behind: page.nextCursor }
      else if (next !== null) place = { before: next, behind: undefined }
      else return { items: calls.map(viewCall), nextCursor: null }
    }
    return { items: calls.map(viewCall), nextCursor: cursorOf(place) }
  }
