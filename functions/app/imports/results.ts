// What came of an import, as objects beside its file: a report, and the rejected rows as a list that can be repaired and imported again.
import type { Files } from '#app/ports.ts'
import type { ImportRecord } from '#app/records.ts'
import { resultKeys } from '#domain/inbox-key.ts'
import { rejectsHeader } from '#domain/list/rejects-csv.ts'

const reportOf = (record: ImportRecord) => {
  const {
    id,
    campaignId,
    fileName,
    state,
    problem,
    rows,
    imported,
    updated,
    duplicates,
    rejected,
    reasons = [],
    notes = [],
    shape,
  } = record
  const columns = shape?.headers.map((header, i) => ({ header, field: shape.fields[i] ?? 'variable' }))
  const { headers: _, fields: __, ...file } = shape ?? {}
  return {
    ...{ importId: id, campaignId, fileName, state, problem },
    ...{ rows, imported, updated, duplicates, rejected, reasons, notes },
    ...(columns ? { file, columns } : {}),
  }
}

type Needs = { files: Pick<Files, 'open' | 'write' | 'writeFrom'> }

/** `pending`: rejected rows that are in none of the parts. In memory there is never more than one part. */
const writeRejects = async ({ files }: Needs, key: string, { record, pending }: { record: ImportRecord; pending: string }) => {
  const { shape, rejectParts = [] } = record
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
export const writeResults = async (ports: Needs, record: ImportRecord, pending = ''): Promise<void> => {
  if (!record.source) return
  const keys = resultKeys(record.source.key)
  if (record.rejected > 0) await writeRejects(ports, keys.rejects, { record, pending })
  await ports.files.write(keys.report, `${JSON.stringify(reportOf(record), null, 2)}\n`, { contentType: 'application/json' })
}
