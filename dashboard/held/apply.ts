// Writes news into the query cache, where it is held.
import { notifyManager, type QueryClient } from '@tanstack/react-query'
import type { Campaign } from '#contract/campaign.ts'
import type { PushedEvent } from '#contract/events.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { News } from '../connection/gather.ts'
import { applyDials, noteState } from './account-query.ts'
import { applyActivity } from './activity-query.ts'
import { applyBreakdown } from './breakdown-query.ts'
import { applyCall, applyTurns } from './call-queries.ts'
import { type HeldCall, heard, withCalls } from './calls.ts'
import { type HeldCampaign, type Progress, withProgress, withUpdate } from './campaign.ts'
import { type CampaignList, changeOne, withListed, withSnapshots } from './campaign-list.ts'
import { noteCalls } from './contact-queries.ts'
import { applyExport } from './export-queries.ts'
import { FOUND_CAMPAIGNS } from './found-campaigns.ts'
import { CAMPAIGNS, callsKey, campaignKey } from './queries.ts'
import { applySuppressionImport } from './suppression-queries.ts'

/** Also for the campaign that a command answers with. */
export const applyCampaign = (client: QueryClient, campaign: Campaign): void => {
  client.setQueryData<HeldCampaign>(campaignKey(campaign.id), (held) => held && withUpdate(held, campaign))
  client.setQueryData<CampaignList>(CAMPAIGNS, (list) => list && withListed(list, campaign))
  changeFound(client, campaign.id, (held) => withUpdate(held, campaign))
  noteState(client, campaign)
}

/** In every list that was asked for with a filter or an order of its own. */
const changeFound = (client: QueryClient, id: CampaignId, change: (held: HeldCampaign) => HeldCampaign): void => {
  client.setQueriesData<CampaignList>({ queryKey: FOUND_CAMPAIGNS }, (list) => list && changeOne(list, id, change))
}

/** After it was deleted: no news of it comes any more. */
export const forgetCampaign = (client: QueryClient, id: CampaignId): void => {
  const without = (list: CampaignList | undefined) => list && { ...list, items: list.items.filter(({ campaign }) => campaign.id !== id) }
  client.setQueryData<CampaignList>(CAMPAIGNS, without)
  client.setQueriesData<CampaignList>({ queryKey: FOUND_CAMPAIGNS }, without)
  client.removeQueries({ queryKey: campaignKey(id) })
}

const applyProgress = (client: QueryClient, progress: Progress, now: number): void => {
  const change = (held: HeldCampaign): HeldCampaign => withProgress(held, progress, now)
  client.setQueryData<HeldCampaign>(campaignKey(progress.campaignId), (held) => held && change(held))
  client.setQueryData<CampaignList>(CAMPAIGNS, (list) => list && changeOne(list, progress.campaignId, change))
  changeFound(client, progress.campaignId, change)
  applyDials(client, progress, now)
}

/** Of one campaign: they are merged into hundreds of others, once for all that was heard of them together. */
const applyCalls = (client: QueryClient, campaignId: CampaignId, news: readonly HeldCall[]): void => {
  client.setQueryData<readonly HeldCall[]>(callsKey(campaignId), (held) => held && withCalls(held, news))
  const calls = news.map(({ call }) => call)
  for (const call of calls) applyCall(client, call)
  noteCalls(client, campaignId, calls)
}

const applyEvent = (client: QueryClient, event: PushedEvent, now: number): void => {
  if (event.event === 'campaign_update') applyCampaign(client, event.data)
  if (event.event === 'campaign_progress') applyProgress(client, { ...event.data, version: event.version }, now)
  if (event.event === 'campaign_activity') applyActivity(client, event.data.campaignId, event.data.items)
  if (event.event === 'campaign_breakdown') applyBreakdown(client, event.data)
  if (event.event === 'campaign_export') applyExport(client, event.data)
  if (event.event === 'suppression_import_update') applySuppressionImport(client, event.data)
  if (event.event === 'transcript_update') applyTurns(client, event.data.campaignId, event.data.turns)
  if (event.event === 'active_campaigns_list') {
    const asked = { askedAt: now, at: now }
    client.setQueryData<CampaignList>(CAMPAIGNS, (list) => list && withSnapshots(list, event.data.campaigns, asked))
  }
}

/** The page is told of all of it at once. */
export const applyNews = (client: QueryClient, news: readonly News[]): void =>
  notifyManager.batch(() => {
    const calls = news.flatMap(({ event, at }) => (event.event === 'campaign_call_update' ? heard(event.data.calls, at) : []))
    for (const [campaignId, ofOne] of Map.groupBy(calls, ({ call }) => call.campaignId)) applyCalls(client, campaignId, ofOne)
    for (const { event, at } of news) applyEvent(client, event, at)
  })
