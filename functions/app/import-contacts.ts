// A contact list in the bucket becomes contacts of its campaign; an import that was cut off goes on at the row where it stood.
import type { CampaignId, ImportId } from '#contract/ids.ts'
import { AppError } from './errors.ts'
import { type Imported, type ImportingPorts, importList, type RemainingMs } from './imports/import-list.ts'
import { openSource } from './imports/open-source.ts'
import { stepImport } from './imports/step-import.ts'
import { enter, leave } from './imports/turn.ts'
import { wakeImport } from './imports/wake-import.ts'
import type { Ports } from './ports.ts'
import type { CampaignRecord, ImportRecord } from './records.ts'
import { startWhenImported } from './start-campaign.ts'

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
    // A redelivered event: the import is done.
    if (seen.state !== 'awaiting-upload' && seen.state !== 'waiting' && seen.state !== 'importing') return
    const campaign = await ports.campaigns.get(campaignId)
    if (!campaign || campaign.deletedAt) return ports.log.info('import.campaign-deleted', { campaignId, importId })
    const opened = seen.state === 'importing' ? seen : await open(ports, { stored: found, seen })
    if (opened?.state !== 'importing') return

    const result = await read(ports, opened, remainingMs)
    if (result.kind === 'overtaken') return
    if (result.kind === 'out-of-time') return wakeImport(ports, result.record)
    await close(ports, { before: result.record, after: { ...result.record, state: 'imported' } })
  }

const open = async (ports: Needs, { stored, seen }: { stored: ImportRecord; seen: ImportRecord }): Promise<ImportRecord | undefined> => {
  const entered = await stepImport(ports, stored, (campaign) => enter(campaign, seen))
  if (entered) await startRun(ports, entered.campaign)
  return entered?.after
}

const startRun = async (ports: Needs, { id, state, run }: CampaignRecord): Promise<void> => {
  if (state === 'active') await ports.machine.start(id, run)
}

/** A file that cannot be used, or turns out to be damaged further on, fails the import for good; whatever else fails is tried again. */
const read = async (ports: Needs, record: ImportRecord, remainingMs: RemainingMs): Promise<Imported> => {
  const fail = async (problem: string): Promise<Imported> => {
    const before = (await ports.imports.get(record.campaignId, record.id)) ?? record
    if (before.state === 'importing') await close(ports, { before, after: { ...before, state: 'failed', problem } })
    return { kind: 'overtaken' }
  }
  try {
    const source = await openSource(ports, record)
    return source.ok ? await importList(ports, { record, source, remainingMs }) : await fail(source.problem)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unprocessable') throw error
    return fail(error.message)
  }
}

const close = async (ports: Needs, { before, after }: { before: ImportRecord; after: ImportRecord }): Promise<void> => {
  const left = await stepImport(ports, before, (campaign) => leave(campaign, after))
  if (!left) return
  await startRun(ports, left.campaign)
  if (after.imported > 0) await startWhenImported(ports, left.campaign.id)
  const [next] = await ports.imports.open(left.campaign.id)
  if (next) await wakeImport(ports, next)
}
