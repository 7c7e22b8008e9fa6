// Writes an export, page by page and part by part, in the memory of one part. Who is cut off, or runs out of time, is followed by another
// invocation that goes on behind the last part.
import { AppError } from '#app/errors.ts'
import type { ExportRecord, Exports, PartedFiles } from '#app/ports/exports.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId, ExportId } from '#contract/ids.ts'
import { exportColumns, seenWith } from '#domain/export/columns.ts'
import { CONTENT_TYPES, ENCODERS } from './encode.ts'
import { fileKey, wakeExport } from './wake-export.ts'

export type ExportingPorts = Pick<Ports, 'clock' | 'log'> & {
  campaigns: Pick<Ports['campaigns'], 'get'>
  files: Pick<Ports['files'], 'write'>
  exports: Exports
  parts: PartedFiles
}

/** Before Lambda's time is over: what is left for the last page and the word to the next one. */
const RESERVE_MS = 20_000
/** Whoever is at it gets on more often; who has not for so long was cut off. */
const STALLED_MS = 60_000
const TOUCH_MS = 10_000
/** Our own importer reads no more. */
const MOST_COLUMNS = 900

type Work = { ports: ExportingPorts; campaign: CampaignRecord; remainingMs: () => number }
/** Undefined: somebody else has taken it over. */
type Step = Promise<ExportRecord | undefined>

export const writeExport =
  (ports: ExportingPorts, remainingMs: () => number) =>
  async ({ campaignId, exportId }: { campaignId: CampaignId; exportId: ExportId }): Promise<void> => {
    const [found, campaign] = await Promise.all([ports.exports.get(campaignId, exportId), ports.campaigns.get(campaignId)])
    const isAtWork = found?.touchedMs !== undefined && ports.clock.machine() - found.touchedMs < STALLED_MS
    if (found?.state !== 'running' || isAtWork) return
    const taken = await keep(ports, found)
    if (!taken) return
    if (!campaign || campaign.deletedAt) return await fail(ports, taken, 'The campaign was deleted.')
    try {
      await carryOn({ ports, campaign, remainingMs }, taken)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      const now = await ports.exports.get(campaignId, exportId)
      if (now) await fail(ports, now, error.message)
    }
  }

const keep = ({ exports, clock }: ExportingPorts, record: ExportRecord, changes: Partial<ExportRecord> = {}): Step =>
  exports.replace(record, { ...record, touchedMs: clock.machine(), ...changes })

const fail = async (ports: ExportingPorts, record: ExportRecord, problem: string): Promise<void> => {
  const endedAt = new Date(ports.clock.now()).toISOString()
  await ports.exports.replace(record, { ...record, state: 'failed', problem, endedAt })
}

const carryOn = async (work: Work, taken: ExportRecord): Promise<void> => {
  const ready = taken.phase === 'columns' ? await findColumns(work, taken) : taken
  const left = ready?.phase === 'rows' ? await writeRows(work, ready) : ready
  if (left?.state !== 'running') return
  // Undefined removes: nobody is at it until the next one wakes.
  await work.ports.exports.replace(left, { ...left, touchedMs: undefined })
  await wakeExport(work.ports, left)
}

/** Another touch when the last one lies some time back. */
const touched = async (ports: ExportingPorts, record: ExportRecord, changes: Partial<ExportRecord> = {}): Step => {
  const { touchedMs = 0 } = record
  return ports.clock.machine() - touchedMs < TOUCH_MS ? record : keep(ports, record, changes)
}

/** Which columns there are is known once every contact has been looked at. */
const findColumns = async ({ ports, campaign, remainingMs }: Work, taken: ExportRecord): Step => {
  let record: ExportRecord | undefined = taken
  let { seen, cursor } = taken
  do {
    if (remainingMs() < RESERVE_MS) return record && keep(ports, record, { seen, cursor })
    const { items, nextCursor } = await ports.exports.contacts(campaign, cursor)
    for (const item of items) seen = seenWith(seen, item)
    if (seen.variables.length + seen.collected.length > MOST_COLUMNS) {
      throw new AppError('unprocessable', `The contacts have more than ${MOST_COLUMNS} different columns, too many for one table.`)
    }
    cursor = nextCursor ?? undefined
    record = record && (await touched(ports, record, { seen, cursor }))
  } while (cursor !== undefined && record)
  return record && keep(ports, record, { seen, cursor: undefined, phase: 'rows' })
}

/** What is encoded and in no part yet, and where the contacts stand whose rows come next. */
type Pending = Pick<ExportRecord, 'zip' | 'rows'> & { pieces: Buffer[]; bytes: number; cursor: string | undefined }

const writeRows = async ({ ports, campaign, remainingMs }: Work, taken: ExportRecord): Step => {
  const columns = exportColumns(taken.seen)
  const headers = columns.map(({ header }) => header)
  const encoder = ENCODERS[taken.format]
  let record: ExportRecord | undefined = taken.upload ? taken : await beginUpload(ports, taken)
  if (!record) return undefined
  const start = record.rows === 0 ? encoder.begin(headers) : undefined
  const begun = start ? { pieces: [start.bytes], bytes: start.bytes.length, zip: start.state } : { pieces: [], bytes: 0, zip: record.zip }
  let pending: Pending = { ...begun, rows: record.rows, cursor: record.cursor }
  do {
    if (remainingMs() < RESERVE_MS) return record
    const { items, nextCursor } = await ports.exports.contacts(campaign, pending.cursor)
    const cells = items.map((item) => columns.map(({ of }) => of(item)))
    const { state: zip, bytes } = encoder.rows(pending.zip, { headers, cells, before: pending.rows })
    pending = {
      ...{ pieces: [...pending.pieces, bytes], bytes: pending.bytes + bytes.length, zip },
      ...{ rows: pending.rows + items.length, cursor: nextCursor ?? undefined },
    }
    if (pending.cursor === undefined) return await complete(ports, record, { ...pending, last: encoder.end(pending.zip) })
    if (pending.bytes >= ports.parts.partBytes) {
      record = await writePart(ports, record, pending)
      pending = { ...pending, pieces: [], bytes: 0 }
    } else record = await touched(ports, record)
  } while (record)
  return undefined
}

const beginUpload = async (ports: ExportingPorts, record: ExportRecord): Step => {
  const fileName = `${record.campaignId}.${record.format}`
  const id = await ports.parts.begin(fileKey(record), { contentType: CONTENT_TYPES[record.format], fileName })
  return keep(ports, record, { upload: { id, parts: [], bytes: 0 } })
}

const uploadOf = ({ id, upload }: ExportRecord): NonNullable<ExportRecord['upload']> => {
  if (!upload) throw new Error(`The export ${id} has no upload`)
  return upload
}

const writePart = async (ports: ExportingPorts, record: ExportRecord, { pieces, ...pending }: Pending): Step => {
  const upload = uploadOf(record)
  const part = { uploadId: upload.id, number: upload.parts.length + 1, bytes: Buffer.concat(pieces) }
  const tag = await ports.parts.writePart(fileKey(record), part)
  const { rows, cursor, zip } = pending
  const written = { ...upload, parts: [...upload.parts, tag], bytes: upload.bytes + part.bytes.length }
  return keep(ports, record, { rows, cursor, zip, upload: written })
}

const complete = async (ports: ExportingPorts, record: ExportRecord, { last, ...pending }: Pending & { last: Buffer }): Step => {
  const written = await writePart(ports, record, { ...pending, pieces: [...pending.pieces, last] })
  if (!written) return undefined
  const { id: uploadId, parts: tags } = uploadOf(written)
  await ports.parts.complete(fileKey(written), { uploadId, tags })
  const endedAt = new Date(ports.clock.now()).toISOString()
  ports.log.info('export.done', { campaignId: written.campaignId, exportId: written.id, rows: written.rows })
  return ports.exports.replace(written, { ...written, state: 'done', endedAt, touchedMs: undefined })
}
