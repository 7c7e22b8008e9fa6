// Rows as contacts of a campaign: numbers read, new ones told from known ones, rejects named. Each slice is all or nothing.

import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import { AppError } from '#app/errors.ts'
import type { Brought } from '#app/ports/contacts.ts'
import type { ContactUpdate, ImportStep } from '#app/ports/ledger.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { ImportRecord } from '#app/records/import.ts'
import type { ContactRow } from '#contract/contact.ts'
import type { CampaignId, ContactId, ImportId } from '#contract/ids.ts'
import type { Reject } from '#contract/import.ts'
import { shardsFor } from '#domain/ids.ts'
import { readCallable } from '#domain/list/callable.ts'
import { queuesWith } from '#domain/queues.ts'
import { type Judge, judgeOf } from './judge.ts'
import { knownAgain } from './known-contact.ts'

type Needs = NotingPorts & Pick<Ports, 'campaigns' | 'contacts' | 'ledger' | 'ids' | 'random'>

/** A transaction takes a hundred items: three are the campaign, its watch entry and the import. */
export const SLICE = 97
const TRIES = 12

export type NumberedRow = { line: number; row: ContactRow }
type Problem = Pick<Reject, 'column' | 'reason'>
export type Added = { imported: number; updated: number; duplicates: number; rejects: Reject[] }

/**
 * New contacts bring a completed campaign back to work, and those that come with a request wake one that waits for a later hour: its run
 * moves on with the slice, so that the reconciler starts what a crash keeps the caller from starting.
 */
const wokenBy = ({ state, run }: CampaignRecord, { isImport }: { isImport: boolean }): Partial<CampaignRecord> => {
  if (state === 'completed') return { state: 'active', run: run + 1, endedAt: undefined }
  return state === 'active' && !isImport ? { run: run + 1 } : {}
}

/** What rows are read for, and what judges them; absent: the campaign as it is. */
type Reading = { campaign: CampaignRecord; judgedBy?: Judge | undefined }

/** The row as a contact, or the column that keeps it from being called for ever. */
const contactOf = (
  row: ContactRow,
  { campaign, judgedBy }: Reading & { judgedBy: Judge },
  { ids }: Pick<Needs, 'ids'>,
): ContactRecord | Problem => {
  const { name, ...given } = row
  const read = readCallable(row, { ...judgedBy, now: Date.parse(judgedBy.at) })
  if (!read.ok) return { column: read.column, reason: read.reason }
  return {
    ...given,
    id: ids.contact(campaign, read.e164),
    campaignId: campaign.id,
    phone: read.e164,
    ...(name ? { name } : {}),
    state: 'pending',
    attempts: 0,
    n: 0,
    dueAt: new Date(read.dueAt).toISOString(),
  }
}

/** Which of the rows can be called, each number once. */
const readRows = (rows: readonly NumberedRow[], { campaign, judgedBy }: Reading, ports: Pick<Needs, 'ids' | 'clock'>) => {
  const judge = judgedBy ?? judgeOf(campaign, ports.clock.now())
  const contacts = new Map<ContactId, ContactRecord>()
  const rejects: Reject[] = []
  for (const { line, row } of rows) {
    const read = contactOf(row, { campaign, judgedBy: judge }, ports)
    if ('reason' in read) rejects.push({ line, ...read })
    else if (!contacts.has(read.id)) contacts.set(read.id, read)
  }
  return { contacts, rejects }
}

/** Those of the rows that cannot be called, whoever is in the campaign. */
export const rejectsAmong = (rows: readonly NumberedRow[], reading: Reading, ports: Pick<Needs, 'ids' | 'clock'>): Reject[] =>
  readRows(rows, reading, ports).rejects

/** Rows of one list, or of one request. */
export type Batch = {
  /** At most SLICE. */
  rows: readonly NumberedRow[]
  importId?: ImportId | undefined
  /** Absent: the campaign as it is. */
  judgedBy?: Judge | undefined
  /** Contacts that the slice before has written, which may be on its way still. */
  written?: ReadonlySet<ContactId> | undefined
  /** Whom the campaign may have, of whom the others need not be looked up; absent: anybody. */
  mayHave?: ((id: ContactId) => boolean) | undefined
}

/** What a slice will write, as the campaign's contacts were when it was looked up. */
export type Prepared = Batch & {
  /** The ids of the contacts depend on it. */
  shards: number
  fresh: readonly ContactRecord[]
  updates: readonly ContactUpdate[]
  added: Added
}

/** One that is there already would cancel the whole slice: look first. */
export const prepareSlice = async (
  ports: Pick<Needs, 'contacts' | 'ids' | 'clock'>,
  campaign: CampaignRecord,
  batch: Batch,
): Promise<Prepared> => {
  const { rows, importId, judgedBy, written, mayHave = () => true } = batch
  const { contacts, rejects } = readRows(rows, { campaign, judgedBy }, ports)
  const asked = [...contacts.keys()].filter((id) => !written?.has(id))
  const lookedUp = asked.filter(mayHave)
  const known: ReadonlyMap<ContactId, Brought> = lookedUp.length > 0 ? await ports.contacts.known(campaign.id, lookedUp) : new Map()
  const fresh: ContactRecord[] = []
  const updates: ContactUpdate[] = []
  for (const id of asked) {
    const contact = contacts.get(id)
    const before = known.get(id)
    if (!contact) continue
    if (!before) fresh.push(importId ? { ...contact, importIds: [importId], listedBy: importId } : contact)
    else if (!importId || before.listedBy !== importId) updates.push(knownAgain(contact, before, importId))
  }
  const [imported, updated] = [fresh.length, updates.length]
  const duplicates = rows.length - rejects.length - imported - updated
  return { ...batch, shards: campaign.shards, fresh, updates, added: { imported, updated, duplicates, rejects } }
}

type Adding = {
  /** Rows of the whole list: the first contacts of a campaign decide over how many partitions they are spread. */
  ofRows: number
  /** How the import goes on once these rows are in it, and what else changes of its campaign. */
  step?: (added: Added) => { imported: ImportStep; patch: Partial<CampaignRecord> }
}

export const spreadOver = (campaign: CampaignRecord, ofRows: number): CampaignRecord =>
  campaign.totalContacts === 0 ? { ...campaign, shards: Math.max(campaign.shards, shardsFor(ofRows)) } : campaign

/**
 * The campaign as it then is. `campaign`: as it was seen last, which saves reading it again. `overtaken`: another invocation has imported
 * these rows, or the campaign is gone.
 */
export const writeSlice = async (
  ports: Needs,
  { campaign: seen, prepared, ofRows, step }: Adding & { campaign: CampaignRecord; prepared: Prepared },
): Promise<{ campaign: CampaignRecord; added: Added; imported?: ImportRecord } | 'overtaken'> => {
  let campaign = spreadOver(seen, ofRows)
  let slice = prepared.shards === campaign.shards ? prepared : await prepareSlice(ports, campaign, prepared)
  for (let tries = 1; tries <= TRIES; tries++) {
    const { fresh, updates, added } = slice
    const goesOn = step?.(added)
    const patch: Partial<CampaignRecord> = {
      totalContacts: campaign.totalContacts + fresh.length,
      ...(fresh.length > 0
        ? { shards: campaign.shards, ...queuesWith(campaign, fresh), ...wokenBy(campaign, { isImport: step !== undefined }) }
        : {}),
      ...goesOn?.patch,
    }
    const imported = goesOn?.imported
    const written = await ports.ledger.importSlice({ campaign, patch, contacts: fresh, updates, ...(imported ? { imported } : {}) })
    if (written.ok) {
      if (patch.state === 'active') {
        await noteActivity(ports, { campaignId: campaign.id, by: 'person', action: 'reopened', because: 'contacts were added to it' })
      }
      return {
        campaign: { ...campaign, ...patch, version: campaign.version + 1 },
        added,
        ...(imported ? { imported: imported.after } : {}),
      }
    }
    if (written.refused.includes('import')) return 'overtaken'
    await ports.clock.rest(ports.random() * 15 * 2 ** Math.min(tries, 6))
    const now = await ports.campaigns.get(campaign.id)
    if (!now || now.deletedAt) return 'overtaken'
    campaign = spreadOver(now, ofRows)
    // Whoever came between may have added the same contacts.
    slice = await prepareSlice(ports, campaign, { ...slice, mayHave: undefined })
  }
  throw new Error(`A slice of contacts could not be written to ${campaign.id} in ${TRIES} tries`)
}

type Request = {
  campaignId: CampaignId
  rows: readonly NumberedRow[]
  ofRows: number
  /** Contacts of the slices before; those of this one are added. */
  named?: Set<ContactId>
}

/** Rows that come with a request, or one by one; and the campaign as it then is. */
export const addSlice = async (
  ports: Needs,
  { campaignId, rows, ofRows, named }: Request,
): Promise<{ added: Added; campaign: CampaignRecord }> => {
  const campaign = await campaignOrThrow(ports, campaignId)
  const prepared = await prepareSlice(ports, spreadOver(campaign, ofRows), { rows, written: named })
  // Whoever changes the campaign meanwhile is not in the way of rows of which none is taken.
  if (prepared.fresh.length + prepared.updates.length === 0) return { added: prepared.added, campaign }
  const written = await writeSlice(ports, { campaign, prepared, ofRows })
  if (written === 'overtaken') throw new AppError('not_found', `There is no campaign ${campaignId}.`)
  for (const { id } of [...prepared.fresh, ...prepared.updates]) named?.add(id)
  return written
}
