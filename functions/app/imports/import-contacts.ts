// A contact list in the bucket becomes contacts of its campaign; an import that was cut off goes on at the row where it stood.

import { startWhenImported } from '#app/campaigns/start-campaign.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ImportRecord } from '#app/records/import.ts'
import type { CampaignId, ImportId } from '#contract/ids.ts'
import { contactReport } from './contact-report.ts'
import { type ImportingPorts, importList, type RemainingMs } from './import-list.ts'
import { openSource } from './open-source.ts'
import { writeResults } from './results.ts'
import { stepImport } from './step-import.ts'
import { enter, leave } from './turn.ts'
import { carryOnUndo } from './undo-import.ts'
import { wakeImport, wakeNext } from './wake-import.ts'

type Needs = ImportingPorts & Pick<Ports, 'imports' | 'files' | 'machine'>
type Which = { campaignId: CampaignId; importId: ImportId; key?: string; versionId?: string | undefined }

const endless: RemainingMs = () => Number.POSITIVE_INFINITY

/** `key`: the object that has arrived; absent when the import is woken to go on. */
export const importContacts =
  (ports: Needs, remainingMs: RemainingMs = endless) =>
  async ({ campaignId, importId, key, versionId }: Which): Promise<void> => {
    const found = await ports.imports.get(campaignId, importId)
    if (!found) return ports.log.warn('import.unknown', { campaignId, importId })
    const seen = found.source || !key ? found : { ...found, source: { key, ...(versionId ? { versionId } : {}) } }
    if (found.state === 'undoing') return void (await carryOnUndo(ports, found, remainingMs))
    // A redelivered event: the import is done.
    if (seen.state !== 'awaiting-upload' && seen.state !== 'waiting' && seen.state !== 'importing') return
    const campaign = await ports.campaigns.get(campaignId)
    if (!campaign || campaign.deletedAt) return ports.log.info('import.campaign-deleted', { campaignId, importId })
    const opened = seen.state === 'importing' ? seen : await open(ports, { stored: found, seen })
    if (opened?.state !== 'importing') return

    const source = await openSource(ports, opened)
    if (!source.ok) return close(ports, { before: opened, problem: source.problem })
    const result = await importList(ports, { record: opened, source, remainingMs })
    if (result.kind === 'out-of-time') await wakeImport(ports, opened)
    if (result.kind === 'ended') await close(ports, { ...result, before: result.record })
  }

const open = async (ports: Needs, { stored, seen }: { stored: ImportRecord; seen: ImportRecord }): Promise<ImportRecord | undefined> => {
  const entered = await stepImport(ports, stored, (campaign) => enter(campaign, seen, ports.clock.now()))
  if (entered) await startRun(ports, entered.campaign)
  return entered?.after
}

const startRun = async (ports: Needs, { id, state, run }: CampaignRecord): Promise<void> => {
  if (state === 'active') await ports.machine.start(id, run)
}

type Ending = { before: ImportRecord; rejects?: string; problem?: string | undefined }

/** A file that cannot be used, or turns out to be damaged further on, ends the import for good; whatever else fails is tried again. */
const close = async (ports: Needs, { before, rejects, problem }: Ending): Promise<void> => {
  const after: ImportRecord =
    problem === undefined ? { ...before, state: 'imported', readBytes: before.totalBytes } : { ...before, state: 'failed', problem }
  await writeResults(ports, { read: after, report: contactReport(after), pending: rejects })
  const left = await stepImport(ports, before, (campaign) => leave(campaign, after))
  if (!left) return
  await startRun(ports, left.campaign)
  if (after.imported > 0) await startWhenImported(ports, left.campaign.id)
  await wakeNext(ports, left.campaign.id)
}
