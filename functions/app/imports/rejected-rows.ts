// Rejected rows on their way into objects: a few megabytes at a time, so that a million of them need no more memory than one. What no object
// holds yet is read again by whoever goes on, and an object that was written for nothing is named by nobody.
import type { Files } from '#app/ports.ts'
import type { ImportRecord } from '#app/records.ts'
import type { Reject } from '#contract/import.ts'
import type { ListShape, Place } from '#contract/list.ts'
import { rejectedLine } from '#domain/list/rejects-csv.ts'
import type { ReadSlice } from './read-slices.ts'

export type RejectsKept = Pick<ImportRecord, 'rejectParts' | 'rejectsTo'>

export type RejectedRows = {
  add(slice: ReadSlice, rejects: readonly Reject[]): void
  /** What the import's record says of them once it has come to a place. */
  keep(end: Place): Promise<RejectsKept>
  /** Those that no object holds. */
  pending(): string
}

const PART_CHARACTERS = 2 * 1024 ** 2
/** Whoever goes on after a crash reads no more slices again than that: some seconds. */
const MOST_SLICES = 300

const PARTS_FOLDER = 'imports/parts/'

export const collectRejected = (
  files: Pick<Files, 'write'>,
  { campaignId, id, rejectParts = [], rejectsTo }: ImportRecord,
  { shape, from }: { shape: ListShape; from: Place },
): RejectedRows => {
  let parts = rejectParts
  let start = rejectsTo ?? from
  let text: string[] = []
  let characters = 0
  let slices = 0

  return {
    add(slice, rejects) {
      slices += 1
      const byLine = new Map(rejects.map((reject) => [reject.line, reject]))
      for (const record of slice.records) {
        const reject = byLine.get(record.start.line)
        if (!reject) continue
        const line = rejectedLine(record, reject, shape)
        text.push(line)
        characters += line.length
      }
    },
    async keep(end) {
      if (characters > 0 && characters < PART_CHARACTERS && slices < MOST_SLICES) return { rejectsTo: start }
      if (characters > 0) {
        // What lies between two places is always the same: an object that is written twice is, too.
        const key = `${PARTS_FOLDER}${campaignId}/${id}/${start.offset}-${end.offset}.csv`
        const whole = text.join('')
        await files.write(key, whole)
        parts = [...parts, { key, bytes: Buffer.byteLength(whole) }]
      }
      start = end
      text = []
      characters = 0
      slices = 0
      return { rejectsTo: end, ...(parts.length > 0 ? { rejectParts: parts } : {}) }
    },
    pending: () => text.join(''),
  }
}
