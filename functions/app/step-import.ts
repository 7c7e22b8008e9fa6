// An import opens or ends, and its campaign counts one open import more or less: both or neither.
import { campaignOrThrow } from './change-campaign.ts'
import type { ImportStep } from './ledger-port.ts'
import type { Ports } from './ports.ts'
import type { CampaignRecord } from './records.ts'

const TRIES = 12

/**
 * The campaign as it then is; undefined when another invocation has taken the step. The run of an active campaign moves on with it: whoever
 * takes the step starts it, or the reconciler does.
 */
export const stepImport = async (
  ports: Pick<Ports, 'campaigns' | 'ledger' | 'clock' | 'random'>,
  imported: ImportStep,
  opens: 1 | -1,
): Promise<CampaignRecord | undefined> => {
  for (let tries = 1; tries <= TRIES; tries++) {
    const campaign = await campaignOrThrow(ports, imported.before.campaignId)
    const { state, run } = campaign
    const patch = { openImports: Math.max(0, campaign.openImports + opens), ...(state === 'active' ? { run: run + 1 } : {}) }
    const written = await ports.ledger.importSlice({ campaign, patch, contacts: [], imported })
    if (written.ok) return { ...campaign, ...patch }
    if (written.refused.includes('import')) return undefined
    await ports.clock.rest(ports.random() * 15 * 2 ** Math.min(tries, 6))
  }
  throw new Error(`The import ${imported.before.id} could not be written in ${TRIES} tries`)
}
