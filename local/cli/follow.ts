// Follows a campaign to its end: one line that says how far it is, from what the viewers of the campaign are told.
import type { CampaignWithStats } from '#contract/campaign.ts'
import type { PushedEvent } from '#contract/events.ts'
import { progressLine, progressOn, type Sample, timeLeft } from '../run/progress.ts'
import { EXIT } from './complaint.ts'
import { eventsOf, type Watched } from './live.ts'
import type { Shell } from './shell.ts'

type Held = { campaign: CampaignWithStats; statsVersion: number }

const OVER: ReadonlySet<CampaignWithStats['state']> = new Set(['completed', 'cancelled'])

export const isOver = ({ state, stats }: CampaignWithStats): boolean => OVER.has(state) && stats.live === 0

/** How the campaign ended, for whoever started the command. */
export const exitCodeOf = ({ state }: CampaignWithStats): number => (state === 'completed' ? EXIT.done : EXIT.cancelled)

/** What is older than what is held is dropped. */
export const withEvent = (held: Held, event: PushedEvent): Held => {
  const { campaign, statsVersion } = held
  if (event.event === 'campaign_update' && event.data.id === campaign.id && event.version > campaign.version) {
    return { campaign: { ...event.data, stats: campaign.stats }, statsVersion }
  }
  if (event.event === 'campaign_progress' && event.data.campaignId === campaign.id && event.version > statsVersion) {
    return { campaign: { ...campaign, stats: event.data.stats }, statsVersion: event.version }
  }
  return held
}

const MINUTE_MS = 60_000

/** Calls a minute and the time that is left, since the first look. */
const lineOf = (campaign: CampaignWithStats, first: Sample & { placed: number }, atMs: number): string => {
  // In the first second every call would be sixty a minute.
  const minutes = Math.max(1_000, atMs - first.atMs) / MINUTE_MS
  const callsPerMinute = (campaign.stats.callsPlaced - first.placed) / minutes
  return progressLine(campaign, { callsPerMinute, left: campaign.state === 'active' ? timeLeft(campaign, first, atMs) : undefined })
}

/** Resolves with the campaign as it ended: completed or cancelled, with no call left. */
export const follow = async (watched: Watched, { terminal }: Pick<Shell, 'terminal'>): Promise<CampaignWithStats> => {
  const { api, campaignId, signal } = watched
  const look = () => api('getCampaign', { params: { id: campaignId }, signal })
  let held: Held = { campaign: await look(), statsVersion: 0 }
  const { finished, callsPlaced: placed } = held.campaign.stats
  const first = { atMs: performance.now(), finished, placed }
  const progress = progressOn(terminal)
  const show = (isLast = false): void => progress.show(lineOf(held.campaign, first, performance.now()), performance.now(), isLast)
  show(isOver(held.campaign))
  if (isOver(held.campaign)) return held.campaign
  for await (const event of eventsOf(watched)) {
    held = withEvent(held, event)
    // The end is told in two messages, and of a campaign that was deleted nothing is told any more: both are asked for.
    if (event.event === 'pong' || isOver(held.campaign)) held = { ...held, campaign: await look() }
    show(isOver(held.campaign))
    if (isOver(held.campaign)) break
  }
  return held.campaign
}

/** How it ended, in a line. */
export const summaryOf = ({ name, state, stats }: CampaignWithStats): string => {
  const { totalContacts, callsPlaced, callsAnswered, successRate, outcomes } = stats
  const reached = successRate === null ? '' : `, ${Math.round(successRate * 100)} % of those finished reached`
  const meant = Object.entries(outcomes).map(([outcome, calls]) => `${outcome} ${calls}`)
  return `${name} ${state}: ${totalContacts} contacts, ${callsPlaced} calls placed, ${callsAnswered} answered${reached}${meant.length > 0 ? ` (${meant.join(', ')})` : ''}`
}
