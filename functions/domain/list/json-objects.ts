// Where each object of a JSON text ends. A broken object ends where the next one clearly begins, so that it costs only itself.
import type { Finder, Found, Search, Text } from './framer.ts'
import { isBreakAt } from './lines.ts'
import { isLineBreak, SPACE, TAB, type Units } from './units.ts'

const QUOTE = 34
const COMMA = 44
const BACKSLASH = 92
const OPEN_LIST = 91
const CLOSE_LIST = 93
const OPEN = 123
const CLOSE = 125
/** No contact is nested deeper, and what is would only wear the parser out. */
const DEEPEST = 100

const isSpace = (unit: number | undefined): boolean => unit === SPACE || unit === TAB || isLineBreak(unit)
/** What may stand between the objects of a list. */
const isBetween = (unit: number | undefined): boolean =>
  isSpace(unit) || unit === COMMA || unit === OPEN_LIST || unit === CLOSE_LIST || unit === 0xfeff

/** Behind the string that begins at `at`. A line break cannot be in one: there it was never closed. */
const endOfString = (units: Units, at: number): number => {
  let i = at + 1
  while (i < units.length && !isLineBreak(units[i])) {
    if (units[i] === QUOTE) return i + 1
    i += units[i] === BACKSLASH ? 2 : 1
  }
  return Math.min(i, units.length)
}

/** Behind the object that begins at `from`; `length` of the text where its end is not in sight. */
const endOfObject = ({ units, limit }: Text, from: number): number => {
  const open: number[] = []
  let before = 0
  let isBroken = false
  for (let i = from; i < units.length && i - from <= limit; ) {
    const unit = units[i] ?? 0
    if (unit === QUOTE) {
      const end = endOfString(units, i)
      isBroken ||= end < units.length && (units[end - 1] !== QUOTE || end - 1 === i)
      before = QUOTE
      i = end
      continue
    }
    // Where a name would have to stand, the object before was never closed.
    const isNext = isBroken || (open.at(-1) === OPEN && (before === COMMA || before === OPEN))
    if (open.length > DEEPEST || (unit === OPEN && isNext)) return i
    if (unit === OPEN || unit === OPEN_LIST) open.push(unit)
    if (unit === CLOSE || unit === CLOSE_LIST) {
      const opener = open.pop()
      if (open.length === 0 || opener !== (unit === CLOSE ? OPEN : OPEN_LIST)) return i + 1
    }
    if (!isSpace(unit)) before = unit
    i++
  }
  return units.length
}

const breaksIn = (units: Units, from: number, to: number): number => {
  let breaks = 0
  for (let i = from; i < to; i++) if (isBreakAt(units, i)) breaks++
  return breaks
}

const find = (text: Text, at: number): Search => {
  const { units, isLast, limit } = text
  let from = at
  while (from < units.length && isBetween(units[from])) from++
  if (from >= units.length) return isLast ? 'none' : 'more'
  let to = from
  if (units[from] === OPEN) to = endOfObject(text, from)
  // What is no object ends where one begins.
  else while (to < units.length && units[to] !== OPEN) to++
  text.scanned += 2 * (to - at)
  if (to - from > limit) return 'too-long'
  if (to === units.length && !isLast) return 'more'
  const breaks = { breaksBefore: breaksIn(units, at, from), breaks: breaksIn(units, from, to) }
  return { from, to, next: to, ...breaks, quoting: 'none', gaps: [] }
}

/** The next object that follows the end of another one. */
const skip = (text: Text, from: number): Pick<Found, 'to' | 'next'> | undefined => {
  const { units, isLast } = text
  let before = 0
  for (let i = from; i < units.length; i++) {
    const unit = units[i] ?? 0
    if (unit === OPEN && before === CLOSE) return { to: i, next: i }
    if (!isSpace(unit) && unit !== COMMA) before = unit
  }
  text.scanned += units.length - from
  return isLast ? { to: units.length, next: units.length } : undefined
}

export const jsonObjects: Finder = (text) => ({ find: (from) => find(text, from), skip: (from) => skip(text, from) })
