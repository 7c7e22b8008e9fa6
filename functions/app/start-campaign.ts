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

export const startCampaign = activate('start')
export const resumeCampaign = activate('resume')
