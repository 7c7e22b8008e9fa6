// Rows as new contacts of a campaign: numbers read, duplicates left out, rejects named. Each slice is all or nothing.
import type { ContactRow, Reject } from '#contract/contact.ts'
import type { CampaignId } from '#contract/ids.ts'
import { shardsFor } from '#domain/ids.ts'
import { readCallable } from '#domain/list/callable.ts'
import { queuesWith } from '#domain/queues.ts'
import { campaignOrThrow } from './change-campaign.ts'
import type { ImportStep } from './ledger-port.ts'
import { type NotingPorts, noteActivity } from './note-activity.ts'
import type { Ports } from './ports.ts'
import type { CampaignRecord, ContactRecord } from './records.ts'

type Needs = NotingPorts & Pick<Ports, 'campaigns' | 'contacts' | 'ledger' | 'ids' | 'random'>

/** A transaction takes a hundred items: three are the campaign, its watch entry and the import. */
export const SLICE = 97
const TRIES = 12

export type NumberedRow = { line: number; row: ContactRow }
type Problem = Pick<Reject, 'column' | 'reason'>
export type Added = { imported: number; duplicates: number; rejects: Reject[] }

/**
 * New contacts bring a completed campaign back to work, and those that come with a request wake one that waits for a later hour: its run
 * moves on with the slice, so that the reconciler starts what a crash keeps the caller from starting.
 */
const wokenBy = ({ state, run }: CampaignRecord, { isImport }: { isImport: boolean }): Partial<CampaignRecord> => {
  if (state === 'completed') return { state: 'active', run: run + 1, endedAt: undefined }
  return state === 'active' && !isImport ? { run: run + 1 } : {}
}

/** The row as a contact, or the column that keeps it from being called for ever. */
const contactOf = (row: ContactRow, campaign: CampaignRecord, { ids, clock }: Pick<Needs, 'ids' | 'clock'>): ContactRecord | Problem => {
  const { name, ...given } = row
  const { defaultCountry, settings } = campaign
  const read = readCallable(row, { defaultCountry, allowedCountries: settings.allowedCountries, now: clock.now() })
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
const readRows = (rows: readonly NumberedRow[], campaign: CampaignRecord, ports: Pick<Needs, 'ids' | 'clock'>) => {
  const contacts = new Map<string, ContactRecord>()
  const rejects: Reject[] = []
  for (const { line, row } of rows) {
    const read = contactOf(row, campaign, ports)
    if ('reason' in read) rejects.push({ line, ...read })
    else if (!contacts.has(read.id)) contacts.set(read.id, read)
  }
  return { contacts, rejects }
}

type Slice = {
  campaignId: CampaignId
  /** At most SLICE. */
  rows: readonly NumberedRow[]
  /** Rows of the whole list: the first contacts of a campaign decide over how many partitions they are spread. */
  ofRows: number
  /** How the import goes on once these rows are in it. */
  step?: (added: Added) => ImportStep
}

export const addSlice = async (ports: Needs, { campaignId, rows, ofRows, step }: Slice): Promise<Added | 'overtaken'> => {
  for (let tries = 1; tries <= TRIES; tries++) {
    const campaign = await campaignOrThrow(ports, campaignId)
    const shards = campaign.totalContacts === 0 ? Math.max(campaign.shards, shardsFor(ofRows)) : campaign.shards
    const { contacts, rejects } = readRows(rows, { ...campaign, shards }, ports)
    // One that is there already would cancel the whole slice: look first.
    const known = await ports.contacts.known(
      campaignId,
      [...contacts.values()].map(({ id }) => id),
    )
    const fresh = [...contacts.values()].filter(({ id }) => !known.has(id))
    const added: Added = { imported: fresh.length, duplicates: rows.length - rejects.length - fresh.length, rejects }
    const total = { totalContacts: campaign.totalContacts + fresh.length }
    const written = await ports.ledger.importSlice({
      campaign,
      patch:
        fresh.length > 0
          ? { ...total, shards, ...queuesWith(campaign, fresh), ...wokenBy(campaign, { isImport: step !== undefined }) }
          : total,
      contacts: fresh,
      ...(step ? { imported: step(added) } : {}),
    })
    if (written.ok) {
      if (fresh.length > 0 && campaign.state === 'completed') {
        await noteActivity(ports, { campaignId, by: 'person', action: 'reopened', because: 'contacts were added to it' })
      }
      return added
    }
    // Another invocation has imported these rows.
    if (written.refused.includes('import')) return 'overtaken'
    await ports.clock.rest(ports.random() * 15 * 2 ** Math.min(tries, 6))
  }
  throw new Error(`A slice of contacts could not be written to ${campaignId} in ${TRIES} tries`)
}
