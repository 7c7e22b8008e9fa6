// Read, decide, write if nobody came between: the one way in which a campaign is changed.

import { AppError } from '#app/errors.ts'
import type { Campaigns } from '#app/ports/campaigns.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { type Command, can, type Verdict } from '#domain/campaign.ts'

const TRIES = 12
const REST_MS = 15

export type ChangingPorts = Pick<Ports, 'campaigns' | 'clock' | 'random'>

const notFound = (id: CampaignId): AppError => new AppError('not_found', `There is no campaign ${id}.`)

/** To people a campaign that was deleted is not there, though its last calls may still be ending. */
export const needPresent = ({ id, deletedAt }: CampaignRecord): void => {
  if (deletedAt) throw notFound(id)
}

export const campaignOrThrow = async ({ campaigns }: { campaigns: Pick<Campaigns, 'get'> }, id: CampaignId): Promise<CampaignRecord> => {
  const campaign = await campaigns.get(id)
  if (!campaign) throw notFound(id)
  needPresent(campaign)
  return campaign
}

/** Whoever changes it has seen this version; absent: whatever it is. */
export const needVersion = ({ version }: CampaignRecord, ifVersion: number | undefined): void => {
  if (ifVersion === undefined || ifVersion === version) return
  throw new AppError(
    'precondition_failed',
    `You have seen version ${ifVersion}, and the campaign is at version ${version} by now. Read it again, then edit that.`,
  )
}

/** What a person's command may do with the campaign as it is; a refusal is thrown, in words for that person. */
export const verdictOn = (command: Command, campaign: CampaignRecord): Exclude<Verdict, { kind: 'refused' }> => {
  needPresent(campaign)
  const verdict = can(command, campaign.state)
  if (verdict.kind === 'refused') throw new AppError('conflict', verdict.why)
  return verdict
}

/** `decide` gives the patch, or undefined to leave the campaign as it is. It is asked about deleted campaigns, too. */
export const changeCampaign = async (
  { campaigns, clock, random }: ChangingPorts,
  id: CampaignId,
  decide: (campaign: CampaignRecord) => Partial<CampaignRecord> | undefined,
): Promise<{ campaign: CampaignRecord; changed: boolean }> => {
  for (let tries = 1; tries <= TRIES; tries++) {
    const campaign = await campaigns.get(id)
    if (!campaign) throw notFound(id)
    const patch = decide(campaign)
    if (!patch) return { campaign, changed: false }
    const changed = await campaigns.change(campaign, patch)
    if (changed) return { campaign: changed, changed: true }
    await clock.rest(random() * REST_MS * 2 ** Math.min(tries, 6))
  }
  throw new AppError('conflict', `The campaign ${id} is being changed by many at once. Try again in a moment.`, undefined, 1)
}
