// A list in the bucket becomes numbers that nobody calls. One that was cut off goes on at the row where it stood.

import type { NotingPorts } from '#app/campaigns/note-activity.ts'
import { countRejects } from '#app/imports/count-rows.ts'
import { openAt } from '#app/imports/open-source.ts'
import { collectRejected } from '#app/imports/rejected-rows.ts'
import { writeResults } from '#app/imports/results.ts'
import { rejectOf } from '#app/imports/slices.ts'
import { wakeImport } from '#app/imports/wake-import.ts'
import { isUnreadable } from '#app/list/bytes.ts'
import type { Files } from '#app/ports/files.ts'
import type { SuppressionImportRecord as Import, SuppressionImports } from '#app/ports/suppression-imports.ts'
import type { ImportId } from '#contract/ids.ts'
import { endImport } from './end-import.ts'
import { type ListedSlice, readListed } from './read-listed.ts'
import { type Counted, type SuppressingPorts, suppressListed } from './suppress-listed.ts'
import { suppressionReport } from './suppression-report.ts'

type Needs = SuppressingPorts & NotingPorts & { suppressionImports: SuppressionImports; files: Pick<Files, 'open' | 'write' | 'writeFrom'> }
type Which = { importId: ImportId; key?: string | undefined; versionId?: string | undefined }

/** `elsewhere`: in the hands of another invocation. */
type Result = { kind: 'elsewhere' | 'out-of-time' } | { kind: 'ended'; record: Import; rejects?: string; problem?: string }

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
    if (!record) return
    const result = await read(ports, record, remainingMs)
    if (result.kind === 'out-of-time') await wakeImport(ports, record)
    if (result.kind === 'ended') await close(ports, result)
  }

const begin = async (ports: Needs, seen: Import, { key, versionId }: Omit<Which, 'importId'>): Promise<Import | undefined> => {
  if (!key) return undefined
  const beganAt = new Date(ports.clock.now()).toISOString()
  const source = { key, ...(versionId ? { versionId } : {}) }
  return ports.suppressionImports.change(seen, { state: 'importing', source, beganAt, touchedMs: ports.clock.machine() })
}

const read = async (ports: Needs, record: Import, remainingMs: () => number): Promise<Result> => {
  // Rejected rows that no object holds yet are read once more.
  const source = await openAt(ports, { ...record, place: record.rejectsTo ?? record.place })
  if (!source.ok) return { kind: 'ended', record, problem: source.problem }
  const { shape, totalBytes } = source
  const rejects = collectRejected(ports.files, { ...record, folder: `suppressions/${record.id}` }, source)
  const why = { importId: record.id, at: record.beganAt ?? record.createdAt, because: record.because }
  const doneTo = record.place?.offset ?? 0
  let current = record
  try {
    for await (const slice of readListed(source.records, { shape, defaultCountry: record.defaultCountry })) {
      if (remainingMs() < RESERVE_MS) return { kind: 'out-of-time' }
      rejects.add(slice.rejected)
      if (slice.end.offset <= doneTo) continue
      const counted = await suppressListed(ports, slice.rows, why)
      const progress = { shape, totalBytes, readBytes: source.readBytes(slice.end), touchedMs: ports.clock.machine() }
      const kept = await rejects.keep(slice.end)
      const written = await ports.suppressionImports.change(current, { ...after(current, slice, counted), ...progress, ...kept })
      if (!written) return { kind: 'elsewhere' }
      current = written
    }
    return { kind: 'ended', record: current, rejects: rejects.pending() }
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return { kind: 'ended', record: current, rejects: rejects.pending(), problem: error.message }
  }
}

const after = (current: Import, { records, rejected, end }: ListedSlice, counted: Counted): Partial<Import> => ({
  rows: current.rows + records.length,
  suppressed: current.suppressed + counted.suppressed,
  alreadySuppressed: current.alreadySuppressed + counted.alreadySuppressed,
  cancelledCalls: current.cancelledCalls + counted.cancelledCalls,
  ...countRejects(current, rejected.map(rejectOf)),
  place: end,
})

/** Fails for good with a problem; whatever else keeps a list from being read is tried again. */
const close = async (ports: Needs, { record, rejects, problem }: Extract<Result, { kind: 'ended' }>): Promise<void> => {
  const end = problem === undefined ? ({ state: 'imported' } as const) : ({ state: 'failed', problem } as const)
  await writeResults(ports, { read: record, report: suppressionReport({ ...record, ...end }), pending: rejects })
  await endImport(ports, record, end)
}
