// The rows of one list, slice by slice: while one is written the next is read and looked up. Every slice is one transaction with the place
// that it brings the import to, so that whoever goes on after a crash writes what is missing and nothing twice.

import { type Added, type Prepared, prepareSlice, spreadOver, writeSlice } from '#app/new-contacts.ts'
import type { CampaignRecord, ImportRecord } from '#app/records.ts'
import type { ContactId } from '#contract/ids.ts'
import type { Reject } from '#contract/import.ts'
import type { ListShape } from '#contract/list.ts'
import { estimateRows, type OpenSource } from './open-source.ts'
import { type ReadSlice, readSlices } from './read-slices.ts'
import { progressOf } from './turn.ts'

export type ImportingPorts = Parameters<typeof writeSlice>[0]

/** Milliseconds until whoever runs this is stopped. */
export type RemainingMs = () => number

export type Imported = { kind: 'done' | 'out-of-time'; record: ImportRecord } | { kind: 'overtaken' }

/** Rejects that are kept with the import; all are counted. */
const KEPT_REJECTS = 100
/** A slice takes far less, also when it meets with conflicts. */
const RESERVE_MS = 30_000

/** Numbers and places are read after the rows: then only the field is known. */
const inColumn = ({ headers, fields }: ListShape, reject: Reject): Reject => {
  const index = fields.map(String).indexOf(reject.column)
  return { ...reject, column: headers[index] ?? reject.column }
}

type Read = { slice: ReadSlice; prepared: Prepared }

export const importList = async (
  ports: ImportingPorts,
  { record, source, remainingMs }: { record: ImportRecord; source: OpenSource; remainingMs: RemainingMs },
): Promise<Imported> => {
  const { shape } = source
  const slices = readSlices(source.records, shape)
  let stored = record
  let current: ImportRecord = { ...record, shape, place: source.from, totalBytes: source.totalBytes }
  let campaign = await ports.campaigns.get(record.campaignId)
  let ofRows = 0

  const readNext = async (seen: CampaignRecord, written?: ReadonlySet<ContactId>): Promise<Read | undefined> => {
    const { value: slice } = await slices.next()
    if (!slice) return undefined
    if (ofRows === 0) ofRows = estimateRows(source, slice)
    const batch = { rows: slice.rows, importId: record.id, written }
    return { slice, prepared: await prepareSlice(ports, spreadOver(seen, ofRows), batch) }
  }
  const after = (slice: ReadSlice, added: Added): ImportRecord => {
    const rejects = [...slice.rejects, ...added.rejects.map((reject) => inColumn(shape, reject))].sort((a, b) => a.line - b.line)
    const isKept = rejects.length > 0 && current.rejects.length < KEPT_REJECTS
    return {
      ...current,
      rows: current.rows + slice.records.length,
      imported: current.imported + added.imported,
      updated: current.updated + added.updated,
      duplicates: current.duplicates + added.duplicates,
      rejected: current.rejected + rejects.length,
      ...(isKept ? { rejects: [...current.rejects, ...rejects].slice(0, KEPT_REJECTS) } : {}),
      readBytes: source.readBytes(slice.end),
      place: slice.end,
      touchedMs: ports.clock.machine(),
    }
  }

  let next = campaign && (await readNext(campaign))
  while (campaign && next) {
    if (remainingMs() < RESERVE_MS) return { kind: 'out-of-time', record: stored }
    const { slice, prepared } = next
    const step = (added: Added) => {
      const to = after(slice, added)
      return { imported: { before: stored, after: to }, patch: { importing: progressOf(to) } }
    }
    const ids = new Set([...prepared.fresh, ...prepared.updates].map(({ id }) => id))
    const [written, upcoming] = await Promise.all([
      writeSlice(ports, { campaign, prepared, ofRows, step }),
      readNext(spreadOver(campaign, ofRows), ids),
    ])
    if (written === 'overtaken') return { kind: 'overtaken' }
    current = after(slice, written.added)
    stored = current
    campaign = written.campaign
    next = upcoming
  }
  return { kind: 'done', record: stored }
}
