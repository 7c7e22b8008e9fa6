// Stop: no dial begins any more, what has not been answered is cancelled, live calls end by themselves or are ended.

import { type EndingPorts, endCalls, LISTED_WITHIN_MS } from '#app/calls/end-calls.ts'
import { type ClosingPorts, finishClosing, PATIENCE_MS } from '#app/lanes/close-lanes.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { changeCampaign, verdictOn } from './change-campaign.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'

type Needs = ClosingPorts & EndingPorts & NotingPorts

/** Whatever would have set the campaign going later is called off. */
export const STOPPED = { startWhenImported: undefined, startsAt: undefined, reopening: undefined } as const

/** Brings a campaign that was told to stop to rest, as far as that is possible while somebody waits for the answer. */
export const bringToRest = async (ports: Needs, id: CampaignId): Promise<CampaignRecord | undefined> => {
  const closed = await finishClosing(ports, id, { patienceMs: PATIENCE_MS })
  await endCalls(ports, id, { patienceMs: LISTED_WITHIN_MS })
  return closed
}

/** `hangUpLive`: live calls are ended, too; also of a campaign that was stopped before. */
export const stopCampaign =
  (ports: Needs) =>
  async (id: CampaignId, { hangUpLive = false } = {}): Promise<CampaignRecord> => {
    const asked = hangUpLive ? { hangUpLive } : {}
    const { campaign, changed } = await changeCampaign(ports, id, (current) => {
      const verdict = verdictOn('stop', current)
      if (verdict.kind === 'go') return { ...STOPPED, ...asked, state: verdict.to, run: current.run + 1 }
      return current.reopening || (hangUpLive && !current.hangUpLive) ? { ...STOPPED, ...asked } : undefined
    })
    const closed = await bringToRest(ports, id)
    if (changed) await noteActivity(ports, { campaignId: id, by: 'person', action: 'stopped', evidence: { hangUpLive } })
    return closed ?? campaign
  }
