// An import takes a step, and its campaign with it: both or neither.
import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ImportRecord } from '#app/records/import.ts'

const TRIES = 12

export type SteppingPorts = Pick<Ports, 'campaigns' | 'ledger' | 'clock' | 'random'>
export type Step = { after: ImportRecord; patch: Partial<CampaignRecord> }

/**
 * `decide` gives the step for the campaign as it is, or undefined to take none. Undefined when none was taken, or another invocation has
 * taken it. The run of an active campaign moves on with the step: whoever takes it starts it, or the reconciler does.
 */
export const stepImport = async (
  ports: SteppingPorts,
  before: ImportRecord,
  decide: (campaign: CampaignRecord) => Step | undefined,
): Promise<{ campaign: CampaignRecord; after: ImportRecord } | undefined> => {
  for (let tries = 1; tries <= TRIES; tries++) {
    const campaign = await campaignOrThrow(ports, before.campaignId)
    const step = decide(campaign)
    if (!step) return undefined
    const patch = { ...step.patch, ...(campaign.state === 'active' ? { run: campaign.run + 1 } : {}) }
    const imported = { before, after: { ...step.after, touchedMs: ports.clock.machine() } }
    const written = await ports.ledger.importSlice({ campaign, patch, contacts: [], imported })
    if (written.ok) return { campaign: { ...campaign, ...patch, version: campaign.version + 1 }, after: imported.after }
    if (written.refused.includes('import')) return undefined
    await ports.clock.rest(ports.random() * 15 * 2 ** Math.min(tries, 6))
  }
  throw new Error(`The import ${before.id} could not be written in ${TRIES} tries`)
}
