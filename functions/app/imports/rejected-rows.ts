// Rejected rows on their way into objects: a few megabytes at a time, so that a million of them need no more memory than one. What no object
// holds yet is read again by whoever goes on, and an object that was written for nothing is named by nobody.
import type { Files } from '#app/ports/files.ts'
import type { ListShape, Place } from '#contract/list.ts'
import { rejectedLine } from '#domain/list/rejects-csv.ts'
import type { ListReading } from './list-reading.ts'
import { type RejectedRow, rejectOf } from './slices.ts'

export type RejectsKept = Pick<ListReading, 'rejectParts' | 'rejectsTo'>

export type RejectedRows = {
  /** Of one slice. */
  add(rejected: readonly RejectedRow[]): void
  /** What the import's record says of them once it has come to a place. */
  keep(end: Place): Promise<RejectsKept>
  /** Those that no object holds. */
  pending(): string
}

const PART_CHARACTERS = 2 * 1024 ** 2
/** Whoever goes on after a crash reads no more slices again than that: some seconds. */
const MOST_SLICES = 300

const PARTS_FOLDER = 'imports/parts/'

/** `folder`: the import's own, among the parts of all. */
export const collectRejected = (
  files: Pick<Files, 'write'>,
  { folder, rejectParts = [], rejectsTo }: RejectsKept & { folder: string },
  { shape, from }: { shape: ListShape; from: Place },
): RejectedRows => {
  let parts = rejectParts
  let start = rejectsTo ?? from
  let text: string[] = []
  let characters = 0
  let slices = 0

  return {
    add(rejected) {
      slices += 1
      for (const row of rejected) {
        const line = rejectedLine(row.record, rejectOf(row), shape)
        text.push(line)
        characters += line.length
      }
    },
    async keep(end) {
      if (characters > 0 && characters < PART_CHARACTERS && slices < MOST_SLICES) return { rejectsTo: start }
      if (characters > 0) {
        // What lies between two places is always the same: an object that is written twice is, too.
        const key = `${PARTS_FOLDER}${folder}/${start.offset}-${end.offset}.csv`
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
