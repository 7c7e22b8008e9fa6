// What the page holds of all campaigns: newest first, as far as the viewer has paged.
import type { Campaign, CampaignWithStats } from '#contract/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { type HeldCampaign, withSnapshot, withUpdate } from './campaign.ts'

export type CampaignList = {
  items: readonly HeldCampaign[]
  /** Where the next page begins; null when everything is held. */
  nextCursor: string | null
}

const newestFirst = (one: HeldCampaign, other: HeldCampaign): number => other.campaign.createdAt.localeCompare(one.campaign.createdAt)

export const find = (list: CampaignList | undefined, id: CampaignId): HeldCampaign | undefined =>
  list?.items.find(({ campaign }) => campaign.id === id)

/** Changes the campaign where it is held. */
export const changeOne = (list: CampaignList, id: CampaignId, change: (held: HeldCampaign) => HeldCampaign): CampaignList => ({
  ...list,
  items: list.items.map((held) => (held.campaign.id === id ? change(held) : held)),
})

/** A `campaign_update`: a campaign that nobody here has heard of is new, and is put in its place. */
export const withListed = (list: CampaignList, campaign: Campaign): CampaignList =>
  find(list, campaign.id)
    ? changeOne(list, campaign.id, (held) => withUpdate(held, campaign))
    : { ...list, items: [...list.items, withUpdate(undefined, campaign)].sort(newestFirst) }

type Asked = { askedAt: number; at: number }

/** Campaigns read over HTTP or listed by the socket, beside those that are held already. */
export const withSnapshots = (list: CampaignList | undefined, snapshots: readonly CampaignWithStats[], asked: Asked): CampaignList => {
  const read = new Set(snapshots.map(({ id }) => id))
  const others = list?.items.filter(({ campaign }) => !read.has(campaign.id)) ?? []
  const merged = snapshots.map((snapshot) => withSnapshot(find(list, snapshot.id), snapshot, asked))
  return { nextCursor: list?.nextCursor ?? null, items: [...others, ...merged].sort(newestFirst) }
}
