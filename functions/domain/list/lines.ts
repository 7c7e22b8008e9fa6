// Lines of a text: what ends them, and the records that are lines.
import type { Finder, Found, Text } from './framer.ts'
import { CR, isLineBreak, LF, type Units } from './units.ts'

/** Whether a line feed follows a carriage return has to be known, too. */
export const isOpen = ({ units, isLast }: Text, at: number): boolean => !isLast && (units[at] === CR ? at + 1 : at) >= units.length

export const afterBreak = (units: Units, at: number): number => {
  if (units[at] === CR && units[at + 1] === LF) return at + 2
  return isLineBreak(units[at]) ? at + 1 : at
}

/** CR and LF together are one. */
export const isBreakAt = (units: Units, at: number): boolean => units[at] === CR || (units[at] === LF && units[at - 1] !== CR)

/** Where the next such unit stands; the length of the text where there is none. Asked for places in order, it searches each stretch once. */
export type Seek = (from: number) => number

export const seek = (text: Text, unit: number): Seek => {
  let units: Units | undefined
  let found = 0
  return (from) => {
    if (units === text.units && found >= from) return found
    units = text.units
    const at = units.indexOf(unit, from)
    found = at < 0 ? units.length : at
    text.scanned += found - from + 1
    return found
  }
}

const endOfLine = (text: Text, from: number): number => {
  const { units } = text
  let i = from
  while (i < units.length && !isLineBreak(units[i])) i++
  text.scanned += i - from + 1
  return i
}

/** The line as a record, whatever is in it. */
export const findLine = (text: Text, from: number): Found | 'more' | 'too-long' => {
  const to = endOfLine(text, from)
  if (to - from > text.limit) return 'too-long'
  if (isOpen(text, to)) return 'more'
  return { from, to, next: afterBreak(text.units, to), breaksBefore: 0, breaks: 0, quoting: 'literal', gaps: [] }
}

export const skipLine = (text: Text, from: number): Pick<Found, 'to' | 'next'> | undefined => {
  const to = endOfLine(text, from)
  return isOpen(text, to) ? undefined : { to, next: afterBreak(text.units, to) }
}

/** Each line a record: JSON Lines. */
export const lineRecords: Finder = (text) => ({ find: (from) => findLine(text, from), skip: (from) => skipLine(text, from) })
