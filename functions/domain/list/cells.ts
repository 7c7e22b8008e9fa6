// The cells of framed records. The records' ends are known already, so one that Papa Parse cannot make sense of costs itself only.
import Papa from 'papaparse'
import type { Encoding } from '#contract/list.ts'
import type { Batch, Frame } from './framer.ts'
import type { ListRecord } from './record.ts'
import { decode, decodeExactly, joined, type Units } from './units.ts'

export type Cells = { encoding: Encoding; delimiter: string; quote: string }

const TOO_LONG = 'the row is longer than 2 MiB: a line break or a quote is probably missing'

const parse = (text: string, { delimiter, quote }: Cells): string[][] =>
  text === '' ? [['']] : Papa.parse<string[]>(text, { delimiter, quoteChar: quote, newline: '\n' }).data

/** Line ends of one kind, which is what Papa Parse asks for. */
const withLineFeeds = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text)

const withoutGaps = (record: Units, gaps: readonly number[]): Units => {
  let kept = record.subarray(0, gaps[0])
  for (let i = 1; i < gaps.length; i += 2) kept = joined(kept, record.subarray(gaps[i], gaps[i + 1]))
  return kept
}

/** A cell that a quote was opened for, and perhaps closed. */
const unquoted = (cell: string, quote: string): string => {
  if (!cell.startsWith(quote)) return cell
  return cell.slice(1, cell.length > 1 && cell.endsWith(quote) ? -1 : undefined)
}

const cellsOfOne = ({ units }: Batch, { from, to, quoting, gaps }: Frame, cells: Cells): string[] => {
  const record = units.subarray(from, to)
  const text = withLineFeeds(decode(gaps.length > 0 ? withoutGaps(record, gaps) : record, cells.encoding))
  const rows = quoting === 'literal' ? [] : parse(text, cells)
  const [row = []] = rows
  return rows.length === 1 ? row : text.split(cells.delimiter).map((cell) => unquoted(cell, cells.quote))
}

/** All at once, which is many times faster; undefined when that does not give a row for each. */
const cellsOfAll = ({ units }: Batch, frames: readonly Frame[], cells: Cells): string[][] | undefined => {
  const [first, last] = [frames[0], frames.at(-1)]
  const text = first && last && decodeExactly(units.subarray(first.from, last.to), cells.encoding)
  const rows = text === undefined ? [] : parse(withLineFeeds(text), cells)
  return rows.length === frames.length ? rows : undefined
}

const isPlain = ({ quoting, isTooLong }: Frame): boolean => !isTooLong && (quoting === 'none' || quoting === 'strict')

/** The records of a batch, in its order. */
export const recordsIn = (batch: Batch, cells: Cells): ListRecord[] => {
  const records: ListRecord[] = []
  const { frames } = batch
  for (let i = 0; i < frames.length; ) {
    let end = i
    for (let frame = frames[end]; frame && isPlain(frame); frame = frames[end]) end++
    const together = frames.slice(i, Math.max(end, i + 1))
    const rows = end > i ? cellsOfAll(batch, together, cells) : undefined
    for (const [k, frame] of together.entries()) {
      const { start, end, isTooLong } = frame
      if (isTooLong) records.push({ start, end, cells: [], problem: TOO_LONG })
      else records.push({ start, end, cells: rows?.[k] ?? cellsOfOne(batch, frame, cells) })
    }
    i += together.length
  }
  return records
}
