// A draft is told when it starts by itself, or that it does not.

import { AppError } from '#app/errors.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId, Instant } from '#contract/ids.ts'
import { startTimeProblem } from '#domain/start-time.ts'
import { needConsent } from './campaign-consent.ts'
import { type ChangingPorts, changeCampaign, needPresent, needVersion } from './change-campaign.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'
import { needContacts } from './start-campaign.ts'

type Needs = ChangingPorts & NotingPorts
/** Absent: whatever version it is. */
type Seen = { ifVersion?: number | undefined }

export const needLater = ({ clock }: Pick<Needs, 'clock'>, startsAt: Instant): void => {
  const problem = startTimeProblem(startsAt, clock.now())
  if (problem === undefined) return
  throw new AppError('unprocessable', `The moment to start at ${problem}. Give a later one, or start the campaign now.`, [
    { pointer: '/body/startsAt', detail: problem },
  ])
}

const needDraft = (campaign: CampaignRecord): void => {
  needPresent(campaign)
  if (campaign.state === 'draft') return
  throw new AppError('conflict', `The campaign is ${campaign.state}: only a draft starts by itself.`)
}

/** Refused for what a start would be refused for: at night there is nobody to be told. */
export const scheduleCampaign =
  (ports: Needs, rules: Pick<DialRules, 'consent'>) =>
  async (id: CampaignId, { startsAt, ifVersion }: Seen & { startsAt: Instant }): Promise<CampaignRecord> => {
    const { campaign, changed } = await changeCampaign(ports, id, (current) => {
      needDraft(current)
      needVersion(current, ifVersion)
      needLater(ports, startsAt)
      needContacts(current)
      needConsent(rules, current)
      // A person has the last word: a list that arrives before does not start it.
      return current.startsAt === startsAt ? undefined : { startsAt, startWhenImported: undefined, reason: undefined }
    })
    if (changed) await noteActivity(ports, { campaignId: id, by: 'person', action: 'scheduled', evidence: { startsAt } })
    return campaign
  }

export const unscheduleCampaign =
  (ports: Needs) =>
  async (id: CampaignId, { ifVersion }: Seen = {}): Promise<CampaignRecord> => {
    const { campaign, changed } = await changeCampaign(ports, id, (current) => {
      needDraft(current)
      needVersion(current, ifVersion)
      return current.startsAt === undefined ? undefined : { startsAt: undefined }
    })
    if (changed) await noteActivity(ports, { campaignId: id, by: 'person', action: 'unscheduled' })
    return campaign
  }
