// A contact list in the bucket becomes contacts of its campaign; an import that was cut off goes on at the row where it stood.
import type { CampaignId, ImportId } from '#contract/ids.ts'
import type { ImportStep } from './ledger-port.ts'
import { type Added, addSlice, SLICE } from './new-contacts.ts'
import type { Ports } from './ports.ts'
import { type List, readLines, readList } from './read-list.ts'
import type { ImportRecord } from './records.ts'
import { startWhenImported } from './start-campaign.ts'
import { stepImport } from './step-import.ts'

type Needs = Parameters<typeof addSlice>[0] & Pick<Ports, 'imports' | 'files' | 'machine'>

/** Rejects that are kept with the import; all are counted. */
const KEPT_REJECTS = 100

export const importContacts =
  (ports: Needs) =>
  async ({ campaignId, importId, key }: { campaignId: CampaignId; importId: ImportId; key: string }): Promise<void> => {
    const seen = await ports.imports.get(campaignId, importId)
    if (!seen) return ports.log.warn('import.unknown', { campaignId, importId })
    // A redelivered event: the import is done.
    if (seen.state === 'imported' || seen.state === 'failed') return
    const campaign = await ports.campaigns.get(campaignId)
    if (!campaign || campaign.deletedAt) return ports.log.info('import.campaign-deleted', { campaignId, importId })
    const opened = seen.state === 'importing' ? seen : await open(ports, seen)
    if (!opened) return

    const list = readList(await ports.files.read(key))
    const end = 'problem' in list ? { ...opened, state: 'failed' as const, problem: list.problem } : await importLines(ports, opened, list)
    if (end) await close(ports, { before: 'problem' in list ? opened : { ...end, state: 'importing' }, after: end })
  }

const open = async (ports: Needs, before: ImportRecord): Promise<ImportRecord | undefined> => {
  const after: ImportRecord = { ...before, state: 'importing', touchedMs: ports.clock.machine() }
  const campaign = await stepImport(ports, { before, after }, 1)
  if (campaign?.state === 'active') await ports.machine.start(campaign.id, campaign.run)
  return campaign && after
}

const importLines = async (ports: Needs, opened: ImportRecord, list: List): Promise<ImportRecord | undefined> => {
  let current = opened
  while (current.rows < list.lines.length) {
    const lines = list.lines.slice(current.rows, current.rows + SLICE)
    const { rows, rejects } = readLines(list, lines)
    const before = current
    const goOn = (added: Added): ImportStep => {
      const unreadable = added.rejects.map((reject) => ({ ...reject, column: list.phone }))
      const all = [...rejects, ...unreadable].sort((a, b) => a.line - b.line)
      current = {
        ...before,
        rows: before.rows + lines.length,
        imported: before.imported + added.imported,
        duplicates: before.duplicates + added.duplicates,
        rejected: before.rejected + all.length,
        rejects: [...before.rejects, ...all].slice(0, KEPT_REJECTS),
        touchedMs: ports.clock.machine(),
      }
      return { before, after: current }
    }
    if ((await addSlice(ports, { campaignId: opened.campaignId, rows, ofRows: list.lines.length, step: goOn })) === 'overtaken')
      return undefined
  }
  return { ...current, state: 'imported' }
}

const close = async (ports: Needs, imported: ImportStep): Promise<void> => {
  const campaign = await stepImport(ports, imported, -1)
  if (campaign?.state === 'active') await ports.machine.start(campaign.id, campaign.run)
  if (campaign && imported.after.imported > 0) await startWhenImported(ports, campaign.id)
}
