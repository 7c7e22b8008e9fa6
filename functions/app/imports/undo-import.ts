// An import taken back: contacts that it alone brought and that nobody has called leave the campaign again, a part of the list at a time. Each
// part is one transaction with the place in the list, so that whoever goes on takes nobody out twice.
import { AppError } from '#app/errors.ts'
import type { ContactUpdate } from '#app/ports/ledger.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { ImportRecord } from '#app/records/import.ts'
import type { CampaignId, ImportId } from '#contract/ids.ts'
import type { RemainingMs } from './import-list.ts'
import { type SteppingPorts, stepImport } from './step-import.ts'
import { leave, progressOf } from './turn.ts'
import { wakeImport, wakeNext } from './wake-import.ts'

/** Each contact of a page is a write at most; the campaign, the import and the watch entry come on top. */
const PAGE = 97
const RESERVE_MS = 5_000
const TRIES = 12

export type UndoPorts = SteppingPorts & Pick<Ports, 'imports' | 'contacts' | 'machine' | 'files'>

/** What the import becomes that a person wants to take back; it is as it was when it has been taken back already. */
export const beginUndo = async (ports: UndoPorts, campaignId: CampaignId, importId: ImportId): Promise<ImportRecord> => {
  const found = await ports.imports.get(campaignId, importId)
  if (!found) throw new AppError('not_found', `The campaign ${campaignId} has no import ${importId}.`)
  if (found.state === 'undoing' || found.state === 'undone') return found
  if (found.state !== 'imported' && found.state !== 'failed') {
    throw new AppError('conflict', 'The list is not read to its end yet. Wait until it is, then take it back.')
  }
  const begun = await stepImport(ports, found, (campaign) => {
    if (campaign.importing) throw new AppError('conflict', 'Another list of the campaign is being read. Wait until it is, then try again.')
    const after: ImportRecord = { ...found, state: 'undoing', undone: { removed: 0, kept: 0 }, undoCursor: undefined }
    return { after, patch: { openImports: campaign.openImports + 1, importing: progressOf(after, 'undoing') } }
  })
  return begun?.after ?? beginUndo(ports, campaignId, importId)
}

const isUncalled = ({ state, n, heldBy }: ContactRecord): boolean => state === 'pending' && n === 0 && heldBy === undefined

type Part = { removals: ContactRecord[]; updates: ContactUpdate[]; kept: number }

/** Who is taken out, and who stays though the import brought them. */
const sort = (contacts: readonly ContactRecord[], { id }: ImportRecord): Part => {
  const part: Part = { removals: [], updates: [], kept: 0 }
  for (const contact of contacts) {
    const { importIds = [] } = contact
    const isOfIt = importIds.includes(id)
    const isItsAlone = isOfIt && importIds.length === 1
    if (isItsAlone && isUncalled(contact)) part.removals.push(contact)
    // Only now does the other import have it alone.
    else if (isOfIt && !isItsAlone) part.updates.push({ id: contact.id, patch: { importIds: importIds.filter((other) => other !== id) } })
    if (contact.listedBy === id || isOfIt) part.kept += isItsAlone && isUncalled(contact) ? 0 : 1
  }
  return part
}

/** One part; undefined when another invocation has taken it, or the campaign is gone. */
const undoPart = async (ports: UndoPorts, before: ImportRecord): Promise<ImportRecord | undefined> => {
  for (let tries = 1; tries <= TRIES; tries++) {
    const campaign = await ports.campaigns.get(before.campaignId)
    if (!campaign || campaign.deletedAt) return undefined
    const page = await ports.contacts.list(campaign, { limit: PAGE, cursor: before.undoCursor })
    const { removals, updates, kept } = sort(page.items, before)
    const sum = { removed: (before.undone?.removed ?? 0) + removals.length, kept: (before.undone?.kept ?? 0) + kept }
    const counted: ImportRecord = { ...before, undone: sum, undoCursor: page.nextCursor ?? undefined, touchedMs: ports.clock.machine() }
    const isLast = page.nextCursor === null
    const step = isLast ? leave(campaign, { ...counted, state: 'undone' }) : { after: counted, patch: {} }
    const patch: Partial<CampaignRecord> = {
      totalContacts: campaign.totalContacts - removals.length,
      ...step.patch,
      // Whoever waits for somebody who is gone looks again.
      ...(isLast && campaign.state === 'active' ? { run: campaign.run + 1 } : {}),
    }
    const written = await ports.ledger.importSlice({
      campaign,
      patch,
      contacts: [],
      updates,
      removals,
      imported: { before, after: step.after },
    })
    if (written.ok) {
      if (patch.run !== undefined) await ports.machine.start(campaign.id, patch.run)
      return step.after
    }
    if (written.refused.includes('import')) return undefined
    await ports.clock.rest(ports.random() * 15 * 2 ** Math.min(tries, 6))
  }
  throw new Error(`The import ${before.id} could not be taken back in ${TRIES} tries`)
}

/** The import as it then is; `undoing` when the time was over first, and another invocation goes on. */
export const carryOnUndo = async (ports: UndoPorts, begun: ImportRecord, remainingMs: RemainingMs): Promise<ImportRecord> => {
  let current = begun
  while (current.state === 'undoing' && remainingMs() > RESERVE_MS) {
    const after = await undoPart(ports, current)
    if (!after) return (await ports.imports.get(begun.campaignId, begun.id)) ?? current
    current = after
  }
  if (current.state === 'undoing') await wakeImport(ports, current)
  else await wakeNext(ports, current.campaignId)
  return current
}
