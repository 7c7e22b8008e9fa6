// A list in the bucket becomes numbers that nobody calls. One that was cut off goes on at the row where it stood.
import type { EndingPorts } from '#app/end-calls.ts'
import { AppError } from '#app/errors.ts'
import { openAt } from '#app/imports/open-source.ts'
import { type NotingPorts, noteActivity } from '#app/note-activity.ts'
import type { Files } from '#app/ports.ts'
import type { ImportId } from '#contract/ids.ts'
import type { SuppressionImportRecord as Import, SuppressionImports } from './port.ts'
import { type ListedSlice, readListed } from './read-listed.ts'
import { type Counted, suppressListed } from './suppress-listed.ts'
import { goOnKey } from './upload-numbers.ts'

type Needs = EndingPorts & NotingPorts & { suppressionImports: SuppressionImports; files: Pick<Files, 'open' | 'write'> }
type Which = { importId: ImportId; key?: string | undefined; versionId?: string | undefined }

/** `over`: done, failed, or in the hands of another invocation. */
type Result = 'over' | 'out-of-time'

/** Rejects that are kept with the import; all are counted. */
const KEPT_REJECTS = 100
/** A slice takes a second; one with calls to cancel waits for their dials and for the provider's list. */
const RESERVE_MS = 45_000

const endless = (): number => Number.POSITIVE_INFINITY

/** `key`: the object that has arrived; absent when the import is to go on. */
export const importSuppressions =
  (ports: Needs, remainingMs: () => number = endless) =>
  async ({ importId, key, versionId }: Which): Promise<void> => {
    const found = await ports.suppressionImports.get(importId)
    if (!found) return ports.log.warn('suppressions.unknown-import', { importId })
    // A redelivered event: the import is done.
    if (found.state === 'imported' || found.state === 'failed') return
    const record = found.state === 'importing' ? found : await begin(ports, found, { key, versionId })
    if (record && (await read(ports, record, remainingMs)) === 'out-of-time') await ports.files.write(goOnKey(importId), 'go on')
  }

const begin = async (ports: Needs, seen: Import, { key, versionId }: Omit<Which, 'importId'>): Promise<Import | undefined> => {
  if (!key) return undefined
  const beganAt = new Date(ports.clock.now()).toISOString()
  const source = { key, ...(versionId ? { versionId } : {}) }
  return ports.suppressionImports.change(seen, { state: 'importing', source, beganAt, touchedMs: ports.clock.machine() })
}

/** A file that cannot be used, or turns out to be damaged further on, fails for good; whatever else fails is tried again. */
const read = async (ports: Needs, record: Import, remainingMs: () => number): Promise<Result> => {
  try {
    return await readOn(ports, record, remainingMs)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'unprocessable') throw error
    const seen = await ports.suppressionImports.get(record.id)
    return seen?.state === 'importing' ? finish(ports, seen, { state: 'failed', problem: error.message }) : 'over'
  }
}

const readOn = async (ports: Needs, record: Import, remainingMs: () => number): Promise<Result> => {
  const source = await openAt(ports, record)
  if (!source.ok) return finish(ports, record, { state: 'failed', problem: source.problem })
  const { shape, totalBytes } = source
  const why = { importId: record.id, at: record.beganAt ?? record.createdAt, because: record.because }
  let current = record
  for await (const slice of readListed(source.records, { shape, defaultCountry: record.defaultCountry })) {
    if (remainingMs() < RESERVE_MS) return 'out-of-time'
    const counted = await suppressListed(ports, slice.listed, why)
    const progress = { shape, totalBytes, readBytes: source.readBytes(slice.end), touchedMs: ports.clock.machine() }
    const written = await ports.suppressionImports.change(current, { ...after(current, slice, counted), ...progress })
    if (!written) return 'over'
    current = written
  }
  return finish(ports, current, { state: 'imported' })
}

const after = (current: Import, { rows, rejects, end }: ListedSlice, counted: Counted): Partial<Import> => ({
  rows: current.rows + rows,
  suppressed: current.suppressed + counted.suppressed,
  alreadySuppressed: current.alreadySuppressed + counted.alreadySuppressed,
  cancelledCalls: current.cancelledCalls + counted.cancelledCalls,
  rejected: current.rejected + rejects.length,
  rejects: [...current.rejects, ...rejects].slice(0, KEPT_REJECTS),
  place: end,
})

const finish = async (ports: Needs, seen: Import, end: Pick<Import, 'state' | 'problem'>): Promise<Result> => {
  const record = await ports.suppressionImports.change(seen, end)
  if (!record) return 'over'
  const { id: importId, because, suppressed, alreadySuppressed, rejected } = record
  const evidence = { importId, suppressed, alreadySuppressed, rejected, isWhole: record.state === 'imported' }
  await noteActivity(ports, { by: 'person', action: 'suppressions-imported', because, evidence })
  return 'over'
}
