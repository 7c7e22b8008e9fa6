// What kind of list a text is, from its beginning: delimited, an array of JSON objects, or a JSON object to a line.
import type { ColumnMapping, ListShape, Place } from '#contract/list.ts'
import { fieldsOf, problemWith } from './columns.ts'
import { findDialect, type Sample } from './dialect.ts'
import { findEncoding } from './encoding.ts'
import { createFramer, type Finder } from './framer.ts'
import type { Unusable } from './header.ts'
import { objectsIn } from './json-cells.ts'
import { jsonObjects } from './json-objects.ts'
import { lineRecords } from './lines.ts'
import type { ListRecord } from './record.ts'
import { createUnits, decode, unitBytes } from './units.ts'

export type TextShape = Exclude<ListShape, { format: 'xlsx' }>

/** How much of a list is looked at to find out how it is written. */
export const SAMPLE_BYTES = 256 * 1024

/** `head`: the first SAMPLE_BYTES of the text, or all of it. */
type Beginning = { head: Uint8Array; isWhole: boolean; isGzipped: boolean; mapping?: ColumnMapping | undefined }

const JSON_LIST = /^\s*\[\s*(\{|\]\s*$)/
const JSON_OBJECT = /^\s*\{\s*("|\}|$)/

const isOneObject = (line: string): boolean => {
  try {
    return typeof JSON.parse(line) === 'object'
  } catch {
    // JSON.parse has no other way to say that this is not JSON.
    return false
  }
}

const jsonFormat = (text: string): 'json' | 'jsonl' | undefined => {
  if (JSON_LIST.test(text)) return 'json'
  if (!JSON_OBJECT.test(text)) return undefined
  // Objects may stand below each other without a list around them, and over several lines each.
  return isOneObject(text.trimStart().split(/\r\n|\r|\n/, 1)[0] ?? '') ? 'jsonl' : 'json'
}

const objectsOf = ({ units, encoding, start, isWhole }: Sample, finder: Finder): ListRecord[] => {
  const framer = createFramer(finder, start, unitBytes(encoding))
  const records = objectsIn(framer.push(units), encoding)
  if (isWhole || records.length === 0) records.push(...objectsIn(framer.end(), encoding))
  return records
}

const findJson = (
  sample: Sample,
  format: 'json' | 'jsonl',
): Omit<Extract<ListShape, { format: 'json' | 'jsonl' }>, 'isGzipped'> | Unusable => {
  const records = objectsOf(sample, format === 'json' ? jsonObjects : lineRecords)
  const headers = [...new Set(records.flatMap(({ headers = [] }) => headers))]
  if (records.length === 0)
    return { problem: 'The list is empty. It needs an object for each contact, such as [{"phone": "…", "name": "…"}].' }
  const fields = fieldsOf(headers, sample.mapping)
  const problem = problemWith(headers, fields)
  if (problem !== undefined) return { problem, seen: { headers, rows: [] } }
  return { format, encoding: sample.encoding, headers, fields, body: sample.start }
}

export const findTextShape = ({ head, isWhole, isGzipped, mapping }: Beginning): TextShape | Unusable => {
  const { encoding, mark } = findEncoding(head)
  const start: Place = { offset: mark, line: 1 }
  const units = createUnits(encoding)(head.subarray(mark))
  const sample: Sample = { units, encoding, start, isWhole, mapping }
  const format = jsonFormat(decode(units.subarray(0, 64 * 1024), encoding))
  const found = format ? findJson(sample, format) : findDialect(sample)
  return 'problem' in found ? found : { ...found, isGzipped }
}
