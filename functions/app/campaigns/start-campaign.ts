// Start and resume: the campaign becomes active under a new run, and the run's execution starts.

import { AppError } from '#app/errors.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { ACTIVATED } from './activated.ts'
import { needConsent } from './campaign-consent.ts'
import { type ChangingPorts, changeCampaign, verdictOn } from './change-campaign.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'

type Needs = ChangingPorts & NotingPorts & Pick<Ports, 'machine'>

export const needContacts = ({ totalContacts, openImports }: CampaignRecord): void => {
  if (totalContacts > 0 || openImports > 0) return
  throw new AppError('unprocessable', 'The campaign has no contacts. Add some, or upload a list, then start it.')
}

const activate =
  (command: 'start' | 'resume', action: 'started' | 'resumed') =>
  (ports: Needs, rules: Pick<DialRules, 'consent'>) =>
  async (id: CampaignId): Promise<CampaignRecord> => {
    const { campaign, changed } = await changeCampaign(ports, id, (current) => {
      const verdict = verdictOn(command, current)
      if (verdict.kind === 'already') return undefined
      needContacts(current)
      needConsent(rules, current)
      const startedAt = current.startedAt ?? new Date(ports.clock.now()).toISOString()
      return { ...ACTIVATED, state: verdict.to, run: current.run + 1, startedAt }
    })
    // Also when it was active already: an execution that a crash kept from starting starts now, and one that runs is left alone.
    await ports.machine.start(campaign.id, campaign.run)
    if (changed) await noteActivity(ports, { campaignId: id, by: 'person', action, evidence: { run: campaign.run } })
    return campaign
  }

/** Only a draft that waits for its list: a person who has paused or stopped it since has the last word. */
export const startWhenImported = async (ports: Needs, id: CampaignId): Promise<void> => {
  const startedAt = new Date(ports.clock.now()).toISOString()
  const { campaign, changed } = await changeCampaign(ports, id, ({ state, run, startWhenImported: waits, openImports, totalContacts }) =>
    waits && state === 'draft' && openImports === 0 && totalContacts > 0
      ? { ...ACTIVATED, state: 'active', run: run + 1, startedAt }
      : undefined,
  )
  if (!changed) return
  await ports.machine.start(id, campaign.run)
  const evidence = { run: campaign.run, contacts: campaign.totalContacts }
  await noteActivity(ports, { campaignId: id, by: 'ringmaster', action: 'started', because: 'its list is imported', evidence })
}

export const startCampaign = activate('start', 'started')
export const resumeCampaign = activate('resume', 'resumed')
