// What came of an import, as objects beside its file: a report, and the rejected rows as a list that can be repaired and imported again.
import type { Files } from '#app/ports/files.ts'
import type { ListShape } from '#contract/list.ts'
import { resultKeys } from '#domain/inbox-key.ts'
import { rejectsHeader } from '#domain/list/rejects-csv.ts'
import type { ListReading } from './list-reading.ts'

type Read = Pick<ListReading, 'source' | 'shape' | 'rejectParts'> & { rejected: number }

/** How the file was read, as its report tells it. */
const fileOf = ({ headers, fields, ...file }: ListShape) => ({
  file,
  columns: headers.map((header, i) => ({ header, field: fields[i] ?? 'variable' })),
})

type Needs = { files: Pick<Files, 'open' | 'write' | 'writeFrom'> }
type Results = {
  read: Read
  report: object
  /** Rejected rows that are in none of the parts. In memory there is never more than one part. */
  pending?: string | undefined
}

const writeRejects = async ({ files }: Needs, key: string, { read: { shape, rejectParts = [] }, pending = '' }: Results) => {
  if (!shape) return
  const [header, rest] = [Buffer.from(rejectsHeader(shape)), Buffer.from(pending)]
  const bytes = async function* () {
    yield header
    for (const part of rejectParts) yield* (await files.open({ key: part.key })).bytes
    yield rest
  }
  const size = rejectParts.reduce((sum, part) => sum + part.bytes, header.length + rest.length)
  await files.writeFrom(key, { bytes: bytes(), size, contentType: 'text/csv' })
}

/** Before the import ends: whoever sees it done finds them. */
export const writeResults = async (ports: Needs, results: Results): Promise<void> => {
  const { read, report } = results
  if (!read.source) return
  const keys = resultKeys(read.source.key)
  if (read.rejected > 0) await writeRejects(ports, keys.rejects, results)
  const whole = { ...report, ...(read.shape ? fileOf(read.shape) : {}) }
  await ports.files.write(keys.report, `${JSON.stringify(whole, null, 2)}\n`, { contentType: 'application/json' })
}
