// Cuts a text into records as its units come. Each unit is looked at a bounded number of times, and a record of any length fits in memory.
import type { Place } from '#contract/list.ts'
import { CR, type Units } from './units.ts'

/** Twice the largest cell that any row needs: what is longer is no contact, and is not kept. */
const RECORD_BYTES = 2 * 1024 * 1024

/** What is at hand of the text. */
export type Text = {
  units: Units
  /** Nothing comes after these units. */
  isLast: boolean
  /** No record is longer, in units. */
  limit: number
  /** Units looked at so far; those looked at twice count twice. */
  scanned: number
}

export type Quoting =
  | 'none'
  /** Every quote is where RFC 4180 wants it. */
  | 'strict'
  /** Quotes within quotes, or spaces around them; what was meant is clear. */
  | 'sloppy'
  /** A quote was never closed: quotes mean nothing in this record, which ends with its line. */
  | 'literal'

/** A record, as indexes into the units. */
export type Found = {
  from: number
  to: number
  /** Where the next one is looked for. */
  next: number
  /** Line breaks before it and in it, but not the one that ends it. */
  breaksBefore: number
  breaks: number
  quoting: Quoting
  /** Spaces before opening quotes: pairs of distances from its beginning. */
  gaps: readonly number[]
}

/** `more`: what comes next decides. `too-long`: no end in sight. */
export type Search = Found | 'more' | 'too-long' | 'none'

/** What is a record in this kind of text. */
export type Finder = (text: Text) => {
  /** The record that begins at `from`, or behind what stands there between records. `none`: there is no further one. */
  find: (from: number) => Search
  /** Where the record after one that is too long begins; undefined while it cannot be seen. */
  skip: (from: number) => Pick<Found, 'to' | 'next'> | undefined
}

export type Frame = Pick<Found, 'from' | 'to' | 'quoting' | 'gaps'> & { start: Place; end: Place; isTooLong: boolean }
/** Its units are overwritten by the next ones: it has to be read at once. */
export type Batch = { units: Units; frames: Frame[] }

export type Framer = {
  /** The records that are whole so far. */
  push: (units: Units) => Batch
  /** The rest, when there is no more. */
  end: () => Batch
  scanned: () => number
}

const NO_UNITS = new Uint8Array()

/** Keeps what is left and what comes in one piece of memory, as long as it is large enough. */
const createBuffer = (bytesPerUnit: 1 | 2): ((rest: Units, more: Units) => Units) => {
  let kept: Units = bytesPerUnit === 2 ? new Uint16Array() : new Uint8Array()
  return (rest, more) => {
    const length = rest.length + more.length
    if (length > kept.length) {
      const larger = bytesPerUnit === 2 ? new Uint16Array(length * 2) : new Uint8Array(length * 2)
      larger.set(rest)
      kept = larger
    } else kept.set(rest)
    kept.set(more, rest.length)
    return kept.subarray(0, length)
  }
}

export const createFramer = (finder: Finder, from: Place, bytesPerUnit: 1 | 2): Framer => {
  const buffer = createBuffer(bytesPerUnit)
  const text: Text = { units: buffer(NO_UNITS, NO_UNITS), isLast: false, limit: RECORD_BYTES / bytesPerUnit, scanned: 0 }
  const { find, skip } = finder(text)
  /** Of the first unit at hand, in the file. */
  let origin = from.offset
  let place = from
  let isSkipping = false
  /** A record that is not whole is looked at again when twice as much of it is there: so all looks together stay linear. */
  let enough = 0

  /** Where the next record is looked for, as an index. */
  let at = 0

  const placeAt = (index: number, line: number): Place => ({ offset: origin + index * bytesPerUnit, line })

  const frame = ({ from, to, next, breaksBefore, breaks, quoting, gaps }: Found): Frame => {
    // Mostly a record begins where the one before has ended.
    const start = from === at ? place : placeAt(from, place.line + breaksBefore)
    place = placeAt(next, place.line + breaksBefore + breaks + (next > to ? 1 : 0))
    at = next
    return { from, to, start, end: place, quoting, gaps, isTooLong: false }
  }

  const skipped = (): Frame | undefined => {
    const found = skip(at)
    if (!found) return undefined
    isSkipping = false
    const start = place
    place = placeAt(found.next, start.line + 1)
    at = found.next
    return { from: found.to, to: found.to, start, end: place, quoting: 'none', gaps: [], isTooLong: true }
  }

  const next = (): Frame | undefined => {
    if (isSkipping) return skipped()
    const found = find(at)
    if (found === 'more' || found === 'none') return undefined
    if (found !== 'too-long') return frame(found)
    isSkipping = true
    return skipped()
  }

  const cut = (): Batch => {
    const { units } = text
    const frames: Frame[] = []
    while (at < units.length && (text.isLast || units.length - at >= enough)) {
      const found = next()
      enough = found ? 0 : 2 * (units.length - at)
      if (!found) break
      frames.push(found)
    }
    // Of a record that is too long only a carriage return is kept, whose line feed may follow.
    if (isSkipping) at = Math.max(at, units.length - (units.at(-1) === CR ? 1 : 0))
    origin += at * bytesPerUnit
    text.units = units.subarray(at)
    at = 0
    return { units, frames }
  }

  return {
    push(units) {
      text.units = buffer(text.units, units)
      return cut()
    },
    end() {
      text.isLast = true
      return cut()
    },
    scanned: () => text.scanned,
  }
}
