// The gate over what the table holds.

import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { NumberRecord } from '#app/records/number.ts'
import type { AttemptId } from '#contract/ids.ts'
import { canDial, type Gate, type GateFacts } from '#domain/compliance.ts'
import { countriesToCall } from '#domain/costly-numbers.ts'
import type { DialRules } from './turn.ts'

type Held = {
  campaign: CampaignRecord
  contact: ContactRecord
  number: NumberRecord | undefined
  rules: DialRules
  /** What the campaign has used up, where it has a budget. */
  spent?: GateFacts['spent']
}

const recentOf = (number: NumberRecord, except?: AttemptId): { at: number }[] =>
  number.recent.filter(({ attemptId }) => attemptId !== except).map(({ at }) => ({ at: Date.parse(at) }))

const factsOf = ({ campaign, contact, number, rules, spent }: Held): GateFacts => ({
  contact,
  settings: campaign.settings,
  allowed: countriesToCall({ ...campaign.settings, defaultCountry: campaign.defaultCountry }),
  isCampaignAttested: campaign.consent !== undefined,
  number: number && { suppressed: number.suppressed, lockedBy: number.lockedBy, recent: recentOf(number) },
  rules,
  spent,
})

/** Before the claim. */
export const gate = (held: Held, when: { now: number; jitter: number }): Gate => canDial(factsOf(held), when)

/** Between claim and dial: the attempt's own lock, count and entry in the number's calls do not stand in its way. */
export const gateAfterClaim = (held: Held, { own, now }: { own: AttemptId; now: number }): Gate => {
  const { contact, number } = held
  const facts = factsOf({ ...held, contact: { ...contact, attempts: contact.attempts - 1 } })
  return canDial({ ...facts, number: number && { suppressed: number.suppressed, recent: recentOf(number, own) } }, { now, jitter: 0 })
}
