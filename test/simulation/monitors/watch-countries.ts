// Watches that nobody is dialled in a country that the campaign has ruled out.

import type { DialRequest } from '#app/ports/telephony.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { partsOf } from '#domain/ids.ts'
import type { Books } from './books.ts'
import type { Violations } from './violations.ts'

type Needs = { books: Books; violations: Violations; now: () => number; countryOf: (number: string) => string }

/** What the last look before the dial may miss: it is not older than the claim's lease. */
const LOOK_MS = 15_000

const allowedBy = ({ defaultCountry, settings: { allowedCountries = [defaultCountry] } }: CampaignRecord) => allowedCountries

export const watchCountries = ({ books, violations, now, countryOf }: Needs): { dialled(request: DialRequest): void } => {
  /** By campaign: since when what it allows has been so. */
  const since = new Map<string, { allowed: string; at: number }>()
  books.watch(({ kind, id }) => {
    const campaign = kind === 'campaign' ? books.campaign(id) : undefined
    if (!campaign) return
    const allowed = String(allowedBy(campaign))
    if (since.get(id)?.allowed !== allowed) since.set(id, { allowed, at: now() })
  })
  return {
    dialled({ attemptId, to }) {
      const campaign = books.campaign(partsOf(attemptId).campaignId)
      if (!campaign) return
      const allowed = allowedBy(campaign)
      const known = now() > (since.get(campaign.id)?.at ?? 0) + LOOK_MS
      if (known && allowed !== 'any' && !allowed.includes(countryOf(to))) violations.add('country', `${attemptId} to ${to}`)
    },
  }
}
