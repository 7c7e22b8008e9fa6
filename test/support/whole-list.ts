// A list read to its end: who would be called, and what is said of the rest.
import { openList, type Records } from '#app/list/open-list.ts'
import type { ContactRow } from '#contract/contact.ts'
import type { ListShape } from '#contract/list.ts'
import type { ListRecord } from '#domain/list/record.ts'
import { rowReader } from '#domain/list/row-reader.ts'
import { readNumberToCall } from '#domain/phone.ts'
import type { ReadingOptions } from './damaged-lists/damaged-list.ts'

export type WholeList = {
  contacts: (ContactRow & { line: number })[]
  /** Lines of rows whose number stands above. */
  duplicates: number[]
  rejects: { line: number; column: string; reason: string }[]
  notes: { line: number; note: string }[]
}

/** Bytes as they may come: so many at a time. */
export const inChunks = async function* (bytes: Uint8Array, size = 64 * 1024): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

export const allRecords = async (records: Records): Promise<ListRecord[]> => {
  const all: ListRecord[] = []
  for await (const some of records) all.push(...some)
  return all
}

export const judge = (records: readonly ListRecord[], shape: ListShape, { country = 'US', allowed }: ReadingOptions): WholeList => {
  const read = rowReader(shape)
  const whole: WholeList = { contacts: [], duplicates: [], rejects: [], notes: [] }
  const known = new Set<string>()
  for (const record of records) {
    const { line } = record.start
    const row = read(record)
    if (row.ok && row.note !== undefined) whole.notes.push({ line, note: row.note })
    if (!row.ok) {
      whole.rejects.push({ line, column: row.column, reason: row.reason })
      continue
    }
    const number = readNumberToCall(row.row.phone, { defaultCountry: country, country: row.row.country, allowed })
    if (!number.ok) whole.rejects.push({ line, column: 'phone', reason: number.reason })
    else if (known.has(number.e164)) whole.duplicates.push(line)
    else whole.contacts.push({ ...row.row, line, phone: number.e164 })
    if (number.ok) known.add(number.e164)
  }
  return whole
}

export const readWhole = async (
  bytes: AsyncIterable<Uint8Array>,
  options: ReadingOptions = {},
): Promise<WholeList | { problem: string }> => {
  const { mapping, sheet } = options
  const list = await openList(bytes, { mapping, sheet })
  if (!list.ok) return { problem: list.problem }
  return judge(await allRecords(list.records), list.shape, options)
}
