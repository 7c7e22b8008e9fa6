// How a delimited text is written: its delimiter and its quotes, found by trying each on the first rows.
import type { ColumnMapping, Encoding, ListShape, Place } from '#contract/list.ts'
import { recordsIn } from './cells.ts'
import { createFramer } from './framer.ts'
import { findHeader, type HeaderFound, type Unusable } from './header.ts'
import { isBlank, type ListRecord } from './record.ts'
import { delimitedRecords } from './record-end.ts'
import { decode, type Units, unitBytes } from './units.ts'

type Delimited = Extract<ListShape, { format: 'delimited' }>
type Dialect = Pick<Delimited, 'delimiter' | 'quote'>

const DELIMITERS = [',', ';', '\t', '|'] as const
const QUOTES = ['"', "'"] as const
/** Rows that are enough to tell. */
const ROWS = 200

export type Sample = {
  units: Units
  encoding: Encoding
  /** Where the units begin, behind any byte order mark. */
  start: Place
  /** The sample is the whole list. */
  isWhole: boolean
  mapping?: ColumnMapping | undefined
}

type Trial = { dialect: Dialect; records: ListRecord[]; header: HeaderFound; score: number }

/** The last record may be cut off, unless the sample is the whole list. */
const firstRecords = ({ units, encoding, start, isWhole }: Sample, dialect: Dialect): ListRecord[] => {
  const framer = createFramer(delimitedRecords(dialect), start, unitBytes(encoding))
  const cells = { ...dialect, encoding }
  const records = recordsIn(framer.push(units), cells)
  // A sample without a single whole record is better than nothing.
  if (isWhole || records.length === 0) records.push(...recordsIn(framer.end(), cells))
  return records.filter((record) => !isBlank(record) && record.problem === undefined).slice(0, ROWS)
}

const widthShare = (records: readonly ListRecord[]): { width: number; share: number } => {
  const rows = new Map<number, number>()
  for (const { cells } of records) rows.set(cells.length, (rows.get(cells.length) ?? 0) + 1)
  const [width = 0, most = 0] = [...rows].sort(([a, n], [b, m]) => m - n || b - a)[0] ?? []
  return { width, share: most / Math.max(1, records.length) }
}

const tryOut = (sample: Sample, dialect: Dialect): Trial => {
  const records = firstRecords(sample, dialect)
  const header = findHeader(
    records.map(({ cells }) => cells),
    sample.mapping,
  )
  const { width, share } = widthShare(records)
  return { dialect, records, header, score: ('problem' in header ? 0 : 2) + (width > 1 ? 1 + share : 0) }
}

/** Most rows have a cell that single quotes stand around; a single one is how a spreadsheet is told to leave a number alone. */
const hasSingleQuotes = ({ records }: Trial): boolean =>
  records.filter(({ cells }) => cells.some((cell) => /^'[^']*'$/s.test(cell.trim()))).length > records.length / 2

const bestOf = (sample: Sample, delimiters: readonly Dialect['delimiter'][]): Trial | undefined => {
  const trials = delimiters.map((delimiter) => tryOut(sample, { delimiter, quote: QUOTES[0] }))
  const best = trials.sort((a, b) => b.score - a.score)[0]
  if (!best || !hasSingleQuotes(best)) return best
  return tryOut(sample, { ...best.dialect, quote: QUOTES[1] })
}

/** `sep=;` on the first line is how Excel is told the delimiter. */
const declared = (sample: Sample): { sample: Sample; delimiters: readonly Dialect['delimiter'][] } => {
  const { units, encoding, start } = sample
  const head = decode(units.subarray(0, 16), encoding)
  const [line, sign] = /^"?sep=([,;\t|])"?(?:\r\n|\r|\n|$)/i.exec(head) ?? []
  const delimiter = DELIMITERS.find((one) => one === sign)
  if (!line || !delimiter) return { sample, delimiters: DELIMITERS }
  const behind = { offset: start.offset + line.length * unitBytes(encoding), line: start.line + 1 }
  return { sample: { ...sample, units: units.subarray(line.length), start: behind }, delimiters: [delimiter] }
}

/** All but whether it is packed. */
export const findDialect = (found: Sample): Omit<Delimited, 'isGzipped'> | Unusable => {
  const { sample, delimiters } = declared(found)
  const best = bestOf(sample, delimiters)
  if (!best) return { problem: 'The file is empty.' }
  const { header, records } = best
  if ('problem' in header) return header
  const { skipped, ...rest } = header
  const body = records[skipped]?.start ?? records.at(-1)?.end
  if (!body || (sample.isWhole && skipped === records.length)) {
    return { problem: 'The file has a header line and nothing below it. Add a line for each contact.' }
  }
  return { format: 'delimited', encoding: sample.encoding, ...best.dialect, ...rest, body }
}
