// Writes news into the query cache, where it is held.
import type { QueryClient } from '@tanstack/react-query'
import type { Campaign } from '#contract/campaign.ts'
import type { PushedEvent } from '#contract/events.ts'
import { applyCall, applyTurns } from './call-queries.ts'
import { type HeldCall, withCalls } from './calls.ts'
import { type HeldCampaign, type Progress, withProgress, withUpdate } from './campaign.ts'
import { type CampaignList, changeOne, withListed, withSnapshots } from './campaign-list.ts'
import { CAMPAIGNS, callsKey, campaignKey } from './queries.ts'

/** Also for the campaign that a command answers with. */
export const applyCampaign = (client: QueryClient, campaign: Campaign): void => {
  client.setQueryData<HeldCampaign>(campaignKey(campaign.id), (held) => held && withUpdate(held, campaign))
  client.setQueryData<CampaignList>(CAMPAIGNS, (list) => list && withListed(list, campaign))
}

const applyProgress = (client: QueryClient, progress: Progress, now: number): void => {
  const change = (held: HeldCampaign): HeldCampaign => withProgress(held, progress, now)
  client.setQueryData<HeldCampaign>(campaignKey(progress.campaignId), (held) => held && change(held))
  client.setQueryData<CampaignList>(CAMPAIGNS, (list) => list && changeOne(list, progress.campaignId, change))
}

export const applyEvent = (client: QueryClient, event: PushedEvent, now: number): void => {
  if (event.event === 'campaign_update') applyCampaign(client, event.data)
  if (event.event === 'campaign_progress') applyProgress(client, { ...event.data, version: event.version }, now)
  if (event.event === 'campaign_call_update') {
    const { campaignId, calls } = event.data
    client.setQueryData<readonly HeldCall[]>(callsKey(campaignId), (held) => held && withCalls(held, calls, now))
    for (const call of calls) applyCall(client, call)
  }
  if (event.event === 'transcript_update') applyTurns(client, event.data.campaignId, event.data.turns)
  if (event.event === 'active_campaigns_list') {
    const asked = { askedAt: now, at: now }
    client.setQueryData<CampaignList>(CAMPAIGNS, (list) => list && withSnapshots(list, event.data.campaigns, asked))
  }
}
