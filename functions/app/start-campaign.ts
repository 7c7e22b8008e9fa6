// Start and resume: the campaign becomes active under a new run, and the run's execution starts.
import type { CampaignId } from '#contract/ids.ts'
import { can } from '#domain/campaign.ts'
import { changeCampaign } from './change-campaign.ts'
import { AppError } from './errors.ts'
import type { Ports } from './ports.ts'
import type { CampaignRecord } from './records.ts'

type Needs = Pick<Ports, 'campaigns' | 'clock' | 'random' | 'machine'>

const activate =
  (command: 'start' | 'resume') =>
  (ports: Needs) =>
  async (id: CampaignId): Promise<CampaignRecord> => {
    const { campaign } = await changeCampaign(ports, id, (current) => {
      const verdict = can(command, current.state)
      if (verdict.kind === 'refused') throw new AppError('conflict', verdict.why)
      if (verdict.kind === 'already') return undefined
      if (current.totalContacts === 0 && current.openImports === 0) {
        throw new AppError('unprocessable', 'The campaign has no contacts. Add some, or upload a list, then start it.')
      }
      const startedAt = current.startedAt ?? new Date(ports.clock.now()).toISOString()
      return { state: verdict.to, run: current.run + 1, startedAt, endedAt: undefined, reason: undefined, startWhenImported: undefined }
    })
    // Also when it was active already: an execution that a crash kept from starting starts now, and one that runs is left alone.
    await ports.machine.start(campaign.id, campaign.run)
    return campaign
  }

/** Only a draft that waits for its list: a person who has paused or stopped it since has the last word. */
export const startWhenImported = async (ports: Needs, id: CampaignId): Promise<void> => {
  const startedAt = new Date(ports.clock.now()).toISOString()
  const { campaign, changed } = await changeCampaign(ports, id, ({ state, run, startWhenImported: waits, openImports, totalContacts }) =>
    waits && state === 'draft' && openImports === 0 && totalContacts > 0
      ? { state: 'active', run: run + 1, startedAt, startWhenImported: undefined }
      : undefined,
  )
  if (changed) await ports.machine.start(id, campaign.run)
}

export const startCampaign = activate('start')
export const resumeCampaign = activate('resume')
