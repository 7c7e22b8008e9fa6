// A list as it was given: short text is kept on the page, to be looked at and changed; any other file goes to the bucket as it is.
import type { ImportId } from '#contract/ids.ts'

export type ChosenList = {
  /** What stands in the field; empty beside a file. */
  csv: string
  fileName: string
  file?: ChosenFile | undefined
}

export type ChosenFile = {
  size: number
  /** Absent while it is on its way. */
  importId?: ImportId | undefined
  /** Of a workbook, when another than its first was chosen. */
  sheet?: string | undefined
}

/** As much as one still reads in a field, and sends along with each change of the words. */
const MOST_TEXT_BYTES = 256 * 1024

/** Undefined: it is long, or no text that this page may read without a guess at its encoding. */
export const textOf = async (file: File): Promise<string | undefined> => {
  if (file.size > MOST_TEXT_BYTES) return undefined
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(await file.arrayBuffer())
    return text.includes('\0') ? undefined : text
  } catch {
    // TextDecoder has no other way to say that these bytes are not UTF-8.
    return undefined
  }
}
