// Where a record of a delimited text ends. Its quotes decide that, as far as they can be believed.
import type { Finder, Found, Search, Text } from './framer.ts'
import { afterBreak, findLine, isBreakAt, isOpen, type Seek, seek, skipLine } from './lines.ts'
import { CR, isLineBreak, LF, SPACE, type Units } from './units.ts'

/** A quote that stays open for longer is a character like any other: one row must not eat the file. */
const QUOTED_LINES = 64

export type Framing = {
  delimiter: string
  quote: string
  /** Cells that a record should have, and which of them hold telephone numbers: they tell a quote that was never closed from a cell of
   * several lines. */
  columns?: number
  numbers?: readonly number[]
}

/** The text, and what it is written with. */
type Delimited = { text: Text; delimiter: number; quote: number; columns: number; numbers: readonly number[] } & Seekers
/** Searching for one unit is many times faster than looking at each. */
type Seekers = { lineFeed: Seek; carriageReturn: Seek; anyQuote: Seek }
type Quoted = { end: number; breaks: number; isSloppy: boolean }

const NONE: readonly number[] = []
/** The digits of the shortest number that can be called from anywhere. */
const DIGITS = 7
const isDigit = (unit: number): boolean => unit >= 48 && unit <= 57

const afterSpaces = (units: Units, at: number): number => {
  let i = at
  while (units[i] === SPACE) i++
  return i
}

/** Quotes in pairs stand for themselves; an odd one closes the cell, if it is at the end of one. */
const readRun = ({ text, quote, delimiter }: Delimited, at: number): { end: number; isOdd: boolean; closesAt?: number } | 'more' => {
  const { units, isLast } = text
  let end = at
  while (units[end] === quote) end++
  const behind = afterSpaces(units, end)
  if (behind >= units.length && !isLast) return 'more'
  const isOdd = (end - at) % 2 === 1
  const next = units[behind]
  const isAtEnd = next === undefined || next === delimiter || isLineBreak(next)
  return isOdd && isAtEnd ? { end, isOdd, closesAt: behind } : { end, isOdd }
}

/** The end of a quoted cell. A cell of several lines must have all its quotes in order; within a line it is enough that one closes. */
const readQuoted = (delimited: Delimited, from: number, opener: number): Quoted | 'more' | 'unclosed' => {
  const { text, quote } = delimited
  const { units, limit } = text
  let breaks = 0
  let isSloppy = false
  let i = opener + 1
  for (; i < units.length && i - from <= limit; i++) {
    if (units[i] === quote) {
      const run = readRun(delimited, i)
      if (run === 'more') return 'more'
      if (run.closesAt !== undefined) return { end: run.closesAt, breaks, isSloppy: isSloppy || run.closesAt > run.end }
      if (run.isOdd) isSloppy = true
      i = run.end - 1
    } else if (isBreakAt(units, i)) breaks++
    if (breaks > (isSloppy ? 0 : QUOTED_LINES)) break
  }
  text.scanned += i - opener
  return i < units.length || text.isLast || i - from > limit ? 'unclosed' : 'more'
}

const endOfCell = ({ text, delimiter }: Delimited, from: number): number => {
  const { units } = text
  let i = from
  for (; i < units.length; i++) {
    const unit = units[i]
    if (unit === delimiter || isLineBreak(unit)) break
  }
  text.scanned += i - from + 1
  return i
}

/** Whether each line looks like a row when quotes are nothing special: the right number of cells, and a telephone number in one of its own. */
const linesLikeRows = ({ text, delimiter, columns, numbers }: Delimited, { from, to }: Found): boolean[] => {
  const { units } = text
  const lines: boolean[] = []
  let cells = 0
  let digits = 0
  let hasNumber = false
  for (let i = from; i <= to; i++) {
    const isEnd = i === to || isBreakAt(units, i)
    if (isEnd || units[i] === delimiter) {
      hasNumber ||= digits >= DIGITS && numbers.includes(cells)
      cells++
      digits = 0
    } else if (isDigit(units[i] ?? 0)) digits++
    if (!isEnd) continue
    lines.push(cells === columns && hasNumber)
    cells = 0
    hasNumber = false
  }
  text.scanned += to - from
  return lines
}

/** Rows that a quote without its partner has swallowed still look like rows; the last of them may be one that the quote has spoilt. */
const hasSwallowedRows = (delimited: Delimited, found: Found, cells: number): boolean => {
  if (found.breaks === 0 || delimited.columns < 2) return false
  const lines = linesLikeRows(delimited, found)
  return lines.slice(0, cells !== delimited.columns && lines.length > 2 ? -1 : undefined).every((isLikeRow) => isLikeRow)
}

/** The cell at `at`, if quotes stand around it; undefined when they are only characters. */
const quotedCell = (delimited: Delimited, { from }: Found, at: number): (Quoted & { opener: number }) | 'more' | 'unclosed' | undefined => {
  const opener = afterSpaces(delimited.text.units, at)
  if (delimited.text.units[opener] !== delimited.quote) return undefined
  const cell = readQuoted(delimited, from, opener)
  if (cell === 'more') return 'more'
  const isCharacter = opener > at && (cell === 'unclosed' || cell.isSloppy)
  if (isCharacter) return undefined
  return cell === 'unclosed' ? cell : { ...cell, opener }
}

/** A line without any quote in it is a record, wherever its delimiters are. */
const plainLine = ({ text, lineFeed, carriageReturn, anyQuote }: Delimited, from: number): Found | undefined => {
  const to = Math.min(lineFeed(from), carriageReturn(from))
  if (to - from > text.limit || isOpen(text, to) || anyQuote(from) < to) return undefined
  return { from, to, next: afterBreak(text.units, to), breaksBefore: 0, breaks: 0, quoting: 'none', gaps: NONE }
}

const find = (delimited: Delimited, from: number): Search => {
  const plain = plainLine(delimited, from)
  if (plain) return plain
  const { text, delimiter } = delimited
  const gaps: number[] = []
  const found: Found = { from, to: from, next: from, breaksBefore: 0, breaks: 0, quoting: 'none', gaps }
  let cells = 1
  for (let i = from; ; i++, cells++) {
    const cell = quotedCell(delimited, found, i)
    if (cell === 'more') return text.units.length - from > text.limit ? findLine(text, from) : 'more'
    if (cell === 'unclosed') return findLine(text, from)
    if (cell) {
      if (cell.opener > i) gaps.push(i - from, cell.opener - from)
      found.quoting = cell.isSloppy || cell.opener > i || found.quoting === 'sloppy' ? 'sloppy' : 'strict'
      found.breaks += cell.breaks
      text.scanned += cell.end - cell.opener
    }
    // A character that looks like a quote is passed over with the rest of its cell.
    i = endOfCell(delimited, cell ? cell.end : i)
    if (text.units[i] === delimiter) continue
    if (i - from > text.limit) return findLine(text, from)
    if (isOpen(text, i)) return 'more'
    found.to = i
    found.next = afterBreak(text.units, i)
    return hasSwallowedRows(delimited, found, cells) ? findLine(text, from) : found
  }
}

export const delimitedRecords =
  ({ delimiter, quote, columns = 0, numbers = [] }: Framing): Finder =>
  (text) => {
    const units = { delimiter: delimiter.charCodeAt(0), quote: quote.charCodeAt(0) }
    const seekers = { lineFeed: seek(text, LF), carriageReturn: seek(text, CR), anyQuote: seek(text, units.quote) }
    const delimited = { text, ...units, columns, numbers, ...seekers }
    return { find: (from) => find(delimited, from), skip: (from) => skipLine(text, from) }
  }
