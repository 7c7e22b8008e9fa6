// The rows of one list, slice by slice: while one is written the next is read and looked up. Every slice is one transaction with the place
// that it brings the import to, so that whoever goes on after a crash writes what is missing and nothing twice.

import { AppError } from '#app/errors.ts'
import { type Added, type Prepared, prepareSlice, rejectsAmong, spreadOver, writeSlice } from '#app/new-contacts.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord, ImportRecord } from '#app/records.ts'
import type { ContactId } from '#contract/ids.ts'
import type { Reject } from '#contract/import.ts'
import type { ListShape } from '#contract/list.ts'
import { countRows } from './count-rows.ts'
import { estimateRows, type OpenSource } from './open-source.ts'
import { type ReadSlice, readSlices } from './read-slices.ts'
import { collectRejected } from './rejected-rows.ts'
import { progressOf } from './turn.ts'

export type ImportingPorts = Parameters<typeof writeSlice>[0] & Pick<Ports, 'files'>

/** Milliseconds until whoever runs this is stopped. */
export type RemainingMs = () => number

/** `rejects`: the rejected rows that are in no object yet. `problem`: why the rest of the file cannot be used. */
export type Imported = { kind: 'ended'; record: ImportRecord; rejects: string; problem?: string } | { kind: 'out-of-time' | 'overtaken' }

/** A slice takes far less, also when it meets with conflicts. */
const RESERVE_MS = 30_000

/** Numbers and places are read after the rows: then only the field is known. */
const inColumn = ({ headers, fields }: ListShape, reject: Reject): Reject => {
  const index = fields.map(String).indexOf(reject.column)
  return { ...reject, column: headers[index] ?? reject.column }
}

type Read = { slice: ReadSlice; prepared: Prepared; rejects: readonly Reject[] }
type Options = { record: ImportRecord; source: OpenSource; remainingMs: RemainingMs }

/** Slices with all that is known of them before they are written; those that are written already only give their rejects. */
const reader = (ports: ImportingPorts, { record, source }: Options, onRejects: (slice: ReadSlice, rejects: readonly Reject[]) => void) => {
  const { shape } = source
  const { id: importId, judgedBy } = record
  const slices = readSlices(source.records, shape)
  const writtenTo = record.place?.offset ?? 0
  let ofRows = 0
  const all = (slice: ReadSlice, late: readonly Reject[]): Reject[] =>
    [...slice.rejects, ...late.map((reject) => inColumn(shape, reject))].sort((a, b) => a.line - b.line)

  const next = async (seen: CampaignRecord, written?: ReadonlySet<ContactId>): Promise<Read | undefined> => {
    const { value: slice } = await slices.next()
    if (!slice) return undefined
    if (ofRows === 0) ofRows = estimateRows(source, slice)
    const campaign = spreadOver(seen, ofRows)
    if (slice.end.offset <= writtenTo) {
      onRejects(slice, all(slice, rejectsAmong(slice.rows, { campaign, judgedBy }, ports)))
      return next(seen, written)
    }
    const prepared = await prepareSlice(ports, campaign, { rows: slice.rows, importId, judgedBy, written })
    return { slice, prepared, rejects: all(slice, prepared.added.rejects) }
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

const isDamage = (error: unknown): error is AppError => error instanceof AppError && error.code === 'unprocessable'

export const importList = async (ports: ImportingPorts, options: Options): Promise<Imported> => {
  const { record, source, remainingMs } = options
  const rejected = collectRejected(ports.files, record, source)
  const read = reader(ports, options, rejected.add)
  let stored = record

  /** Writes the slice that is read, and reads the next meanwhile. */
  const write = async (campaign: CampaignRecord, { slice, prepared, rejects }: Read) => {
    const before = stored
    const kept = await rejected.keep(slice.end)
    const counting = { ...before, ...kept, shape: source.shape, totalBytes: source.totalBytes, readBytes: source.readBytes(slice.end) }
    const step = (added: Added) => {
      const after = { ...countRows(counting, { slice, added, rejects }), touchedMs: ports.clock.machine() }
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
      rejected.add(next.slice, next.rejects)
      const { written, upcoming } = await write(campaign, next)
      if (written === 'overtaken') return { kind: 'overtaken' }
      stored = written.imported ?? stored
      campaign = written.campaign
      next = upcoming()
    }
    return { kind: 'ended', record: stored, rejects: rejected.pending() }
  } catch (error) {
    if (!isDamage(error)) throw error
    return { kind: 'ended', record: stored, rejects: rejected.pending(), problem: error.message }
  }
}
