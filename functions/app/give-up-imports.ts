// An import that nobody carries on any more must not hold its campaign open for ever.
import type { CampaignId } from '#contract/ids.ts'
import type { Ports } from './ports.ts'
import { stepImport } from './step-import.ts'

/** Lambda runs an event three times, for a quarter of an hour each at most: after that nobody comes. */
const ABANDONED_MS = 50 * 60_000

export const giveUpImports = async (
  ports: Pick<Ports, 'campaigns' | 'imports' | 'ledger' | 'clock' | 'random' | 'log'>,
  campaignId: CampaignId,
): Promise<void> => {
  const now = ports.clock.machine()
  for (const before of await ports.imports.open(campaignId)) {
    if (now < (before.touchedMs ?? now) + ABANDONED_MS) continue
    const problem = `The import stopped after ${before.rows} rows and could not go on. Those rows are in the campaign; upload the rest again.`
    await stepImport(ports, { before, after: { ...before, state: 'failed', problem } }, -1)
    ports.log.error('import.given-up', { campaignId, importId: before.id, rows: before.rows })
  }
}
