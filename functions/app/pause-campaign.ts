// Pause: from the answer on, no dial begins. Live calls end by themselves and are counted.
import type { CampaignId } from '#contract/ids.ts'
import { can } from '#domain/campaign.ts'
import { changeCampaign } from './change-campaign.ts'
import { finishClosing, PATIENCE_MS } from './close-lanes.ts'
import { AppError } from './errors.ts'
import type { Ports } from './ports.ts'
import type { CampaignRecord } from './records.ts'

type Needs = Pick<Ports, 'campaigns' | 'lanes' | 'attempts' | 'clock' | 'random'>

/** `reason`: why Ringmaster pauses by itself; absent when a person does. */
export const pauseCampaign =
  (ports: Needs) =>
  async (id: CampaignId, { reason }: { reason?: string } = {}): Promise<CampaignRecord> => {
    const { campaign } = await changeCampaign(ports, id, (current) => {
      const verdict = can('pause', current.state)
      if (verdict.kind === 'refused') throw new AppError('conflict', verdict.why)
      return verdict.kind === 'go' ? { state: verdict.to, run: current.run + 1, reason } : undefined
    })
    return (await finishClosing(ports, id, { patienceMs: PATIENCE_MS })) ?? campaign
  }
