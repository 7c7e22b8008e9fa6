// The state machine that drives campaigns.
import type { CampaignId } from '#contract/ids.ts'

export type Machine = {
  /** Starts the run's execution; one that exists already is a success. */
  start(campaignId: CampaignId, run: number): Promise<void>
  status(campaignId: CampaignId, run: number): Promise<'running' | 'ended' | 'absent'>
  /** Ends a turn: go round again at once. A token that is spent is a success. */
  again(token: string): Promise<void>
  /** Ends a turn: go round again after so many milliseconds, rounded up to whole seconds. */
  wait(token: string, ms: number): Promise<void>
  /** Ends a turn and its lane. */
  leave(token: string): Promise<void>
}
