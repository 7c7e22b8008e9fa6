// The gate over what the table holds.
import type { AttemptId } from '#contract/ids.ts'
import { canDial, type Gate } from '#domain/compliance.ts'
import type { CampaignRecord, ContactRecord, NumberRecord } from './records.ts'
import type { DialRules } from './turn.ts'

type Held = { campaign: CampaignRecord; contact: ContactRecord; number: NumberRecord | undefined; rules: DialRules }

const recentOf = (number: NumberRecord, except?: AttemptId): { at: number }[] =>
  number.recent.filter(({ attemptId }) => attemptId !== except).map(({ at }) => ({ at: Date.parse(at) }))

/** Before the claim. */
export const gate = ({ campaign, contact, number, rules }: Held, when: { now: number; jitter: number }): Gate =>
  canDial(
    {
      contact,
      settings: campaign.settings,
      number: number && { suppressed: number.suppressed, lockedBy: number.lockedBy, recent: recentOf(number) },
      callsPerDay: rules.callsPerDay,
    },
    when,
  )

/** Between claim and dial: the attempt's own lock, count and entry in the number's calls do not stand in its way. */
export const gateAfterClaim = ({ campaign, contact, number, rules }: Held, { own, now }: { own: AttemptId; now: number }): Gate =>
  canDial(
    {
      contact: { attempts: contact.attempts - 1 },
      settings: campaign.settings,
      number: number && { suppressed: number.suppressed, recent: recentOf(number, own) },
      callsPerDay: rules.callsPerDay,
    },
    { now, jitter: 0 },
  )
