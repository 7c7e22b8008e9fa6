// The rows of one list, slice by slice: while one is written the next is read and looked up. Every slice is one transaction with the place
// that it brings the import to, so that whoever goes on after a crash writes what is missing and nothing twice.

import { type Added, type Prepared, prepareSlice, rejectsAmong, spreadOver, writeSlice } from '#app/contacts/new-contacts.ts'
import { isUnreadable } from '#app/list/bytes.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ImportRecord } from '#app/records/import.ts'
import type { ContactId } from '#contract/ids.ts'
import type { Reject } from '#contract/import.ts'
import type { ListShape } from '#contract/list.ts'
import { type ContactFilter, contactFilter } from '#domain/contact-filter.ts'
import { countRows } from './count-rows.ts'
import { estimateRows, type OpenSource } from './open-source.ts'
import { type ReadSlice, readSlices } from './read-slices.ts'
import { collectRejected } from './rejected-rows.ts'
import { type RejectedRow, rejectOf } from './slices.ts'
import { progressOf } from './turn.ts'

export type ImportingPorts = Parameters<typeof writeSlice>[0] & Pick<Ports, 'files'>

/** Milliseconds until whoever runs this is stopped. */
export type RemainingMs = () => number

/** `rejects`: the rejected rows that are in no object yet. `problem`: why the rest of the file cannot be used. */
export type Imported = { kind: 'ended'; record: ImportRecord; rejects: string; problem?: string } | { kind: 'out-of-time' | 'overtaken' }

/** A slice takes far less, also when it meets with conflicts. */
const RESERVE_MS = 30_000

/** Numbers and places are read after the rows: then only the field is known, and the row's place in the slice. */
const lateReject = ({ headers, fields }: ListShape, { records }: ReadSlice, { line, column, reason }: Reject): RejectedRow[] => {
  const record = records[line]
  return record ? [{ record, column: headers[fields.map(String).indexOf(column)] ?? column, reason }] : []
}

type Read = { slice: ReadSlice; prepared: Prepared; rejected: readonly RejectedRow[] }
type Options = { record: ImportRecord; source: OpenSource; remainingMs: RemainingMs }

/** Slices with all that is known of them before they are written; those that are written already only give their rejects. */
const reader = (ports: ImportingPorts, { record, source }: Options, onRejected: (rejected: readonly RejectedRow[]) => void) => {
  const { shape } = source
  const { id: importId, judgedBy } = record
  const slices = readSlices(source.records, shape)
  const writtenTo = record.place?.offset ?? 0
  let ofRows = 0
  /** Whom a list has brought that began in an empty campaign: unless somebody adds contacts beside it, nobody else is there. */
  let brought: ContactFilter | undefined
  const all = (slice: ReadSlice, late: readonly Reject[]): RejectedRow[] =>
    [...slice.rejected, ...late.flatMap((reject) => lateReject(shape, slice, reject))].sort(
      (a, b) => a.record.start.offset - b.record.start.offset,
    )

  const next = async (seen: CampaignRecord, written?: ReadonlySet<ContactId>): Promise<Read | undefined> => {
    const { value: slice } = await slices.next()
    if (!slice) return undefined
    if (ofRows === 0) {
      ofRows = estimateRows(source, slice)
      if (record.rows === 0 && seen.totalContacts === 0) brought = contactFilter(ofRows)
    }
    const campaign = spreadOver(seen, ofRows)
    if (slice.end.offset <= writtenTo) {
      onRejected(all(slice, rejectsAmong(slice.rows, { campaign, judgedBy }, ports)))
      return next(seen, written)
    }
    const prepared = await prepareSlice(ports, campaign, { rows: slice.rows, importId, judgedBy, written, mayHave: brought?.mayHave })
    for (const { id } of prepared.fresh) brought?.add(id)
    return { slice, prepared, rejected: all(slice, prepared.added.rejects) }
  }
  return { next, ofRows: () => ofRows }
}

/** What a promise came to, for whoever asks once something else is done. */
const settled = <T>(promise: Promise<T>): Promise<() => T> =>
  promise.then(
    (value) => () => value,
    (error: unknown) => () => {
      throw error
    },
  )

const idsIn = ({ fresh, updates }: Prepared): Set<ContactId> => new Set([...fresh, ...updates].map(({ id }) => id))

export const importList = async (ports: ImportingPorts, options: Options): Promise<Imported> => {
  const { record, source, remainingMs } = options
  const rejects = collectRejected(ports.files, { ...record, folder: `${record.campaignId}/${record.id}` }, source)
  const read = reader(ports, options, rejects.add)
  let stored = record

  /** Writes the slice that is read, and reads the next meanwhile. */
  const write = async (campaign: CampaignRecord, { slice, prepared, rejected }: Read) => {
    const before = stored
    const kept = await rejects.keep(slice.end)
    const counting = { ...before, ...kept, shape: source.shape, totalBytes: source.totalBytes, readBytes: source.readBytes(slice.end) }
    const step = (added: Added) => {
      const after = { ...countRows(counting, { slice, added, rejects: rejected.map(rejectOf) }), touchedMs: ports.clock.machine() }
      return { imported: { before, after }, patch: { importing: progressOf(after) } }
    }
    const ofRows = read.ofRows()
    const reading = settled(read.next(spreadOver(campaign, ofRows), idsIn(prepared)))
    const written = await writeSlice(ports, { campaign, prepared, ofRows, step })
    return { written, upcoming: await reading }
  }

  try {
    let campaign = await ports.campaigns.get(record.campaignId)
    let next = campaign && (await read.next(campaign))
    while (campaign && next) {
      if (remainingMs() < RESERVE_MS) return { kind: 'out-of-time' }
      rejects.add(next.rejected)
      const { written, upcoming } = await write(campaign, next)
      if (written === 'overtaken') return { kind: 'overtaken' }
      stored = written.imported ?? stored
      campaign = written.campaign
      next = upcoming()
    }
    return { kind: 'ended', record: stored, rejects: rejects.pending() }
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return { kind: 'ended', record: stored, rejects: rejects.pending(), problem: error.message }
  }
}
