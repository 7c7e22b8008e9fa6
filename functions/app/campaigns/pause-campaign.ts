// Pause: from the answer on, no dial begins. Live calls end by themselves and are counted.

import { type ClosingPorts, finishClosing, PATIENCE_MS } from '#app/lanes/close-lanes.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { Activity } from '#contract/activity.ts'
import type { CampaignId } from '#contract/ids.ts'
import { can } from '#domain/campaign.ts'
import { changeCampaign, verdictOn } from './change-campaign.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'

type Why = { reason?: string; evidence?: NonNullable<Activity['evidence']> }

/** `reason`: why Ringmaster pauses by itself, which it does only to what is active; absent when a person does. */
export const pauseCampaign =
  (ports: ClosingPorts & NotingPorts) =>
  async (id: CampaignId, { reason, evidence }: Why = {}): Promise<CampaignRecord> => {
    const { campaign, changed } = await changeCampaign(ports, id, (current) => {
      const verdict = reason === undefined ? verdictOn('pause', current) : can('pause', current.state)
      return verdict.kind === 'go' ? { state: verdict.to, run: current.run + 1, reason } : undefined
    })
    const closed = await finishClosing(ports, id, { patienceMs: PATIENCE_MS })
    if (changed) {
      const why = reason === undefined ? { by: 'person' as const } : { by: 'ringmaster' as const, because: reason }
      await noteActivity(ports, { campaignId: id, action: 'paused', ...why, ...(evidence ? { evidence } : {}) })
    }
    return closed ?? campaign
  }
