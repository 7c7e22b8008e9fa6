// How far a list is read.
import * as z from 'zod/mini'
import { ImportId } from './ids.ts'
import { Count } from './parts.ts'

export const counts = {
  /** Rows read so far; each is one of the four below. */
  rows: Count,
  /** New contacts. */
  imported: Count,
  /** Contacts that the campaign had already: they are as their rows say now. */
  updated: Count,
  /** Rows whose number stands further up in the same file. */
  duplicates: Count,
  rejected: Count,
}

export const ImportProgress = z.object({
  importId: ImportId,
  fileName: z.string(),
  /** Its contacts are on their way in, or out again. */
  state: z.enum(['importing', 'undoing']),
  ...counts,
  /** Of the file; absent where the bytes do not tell how far it is read, as in a spreadsheet. */
  readBytes: z.optional(Count),
  totalBytes: z.optional(Count),
})
export type ImportProgress = z.infer<typeof ImportProgress>
