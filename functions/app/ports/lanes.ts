// Where lanes are kept.
import type { LaneRecord } from '#app/records/lane.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { Deltas } from '#domain/progress.ts'

/** All lanes of a campaign taken together. */
export type LaneSum = {
  counters: Deltas
  /** Lanes that hold an attempt, and those of them that claimed it so lately that it may not be placed yet. */
  busy: number
  dialling: number
}

export type Lanes = {
  list(campaignId: CampaignId): Promise<LaneRecord[]>
  /** `maxAgeMs`: a sum that was read so long ago, machine time, will do. */
  sum(campaignId: CampaignId, freshness: { maxAgeMs: number }): Promise<LaneSum>
  get(campaignId: CampaignId, k: number): Promise<LaneRecord | undefined>
  /** Opens the lane for the run; false when a newer run has it, or this run has closed it. */
  open(campaignId: CampaignId, lane: { k: number; run: number }): Promise<boolean>
  /** Closes the lane, unless a newer run has it. */
  close(campaignId: CampaignId, lane: { k: number; run: number }): Promise<void>
  /** Keeps a reservation or a dial slot on the open lane; false when the lane is no longer this run's. */
  keep(campaignId: CampaignId, lane: LaneRecord, what: Pick<LaneRecord, 'reserved'> | Pick<LaneRecord, 'slot'>): Promise<boolean>
}
