// Delete: from the answer on nobody sees the campaign and no dial begins. Its last calls end, and are still recorded.

import type { EndingPorts } from '#app/calls/end-calls.ts'
import type { ClosingPorts } from '#app/lanes/close-lanes.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { changeCampaign, verdictOn } from './change-campaign.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'
import { bringToRest, STOPPED } from './stop-campaign.ts'

/** The record stays as a tombstone: callbacks that come late find their campaign, and the reconciler brings the last call to its end. */
export const deleteCampaign =
  (ports: ClosingPorts & EndingPorts & NotingPorts) =>
  async (id: CampaignId): Promise<CampaignRecord> => {
    const deletedAt = new Date(ports.clock.now()).toISOString()
    const { campaign } = await changeCampaign(ports, id, (current) => {
      const verdict = verdictOn('delete', current)
      return { ...STOPPED, deletedAt, ...(verdict.kind === 'go' ? { state: verdict.to, run: current.run + 1 } : {}) }
    })
    const closed = await bringToRest(ports, id)
    // In the account's log: the campaign's own goes with it.
    await noteActivity(ports, { by: 'person', action: 'deleted', evidence: { campaignId: id, contacts: campaign.totalContacts } })
    return closed ?? campaign
  }
