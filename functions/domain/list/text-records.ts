// The records of a text whose shape is known, as its bytes come.
import type { Place } from '#contract/list.ts'
import { recordsIn } from './cells.ts'
import { type Batch, createFramer, type Finder } from './framer.ts'
import { objectsIn } from './json-cells.ts'
import { jsonObjects } from './json-objects.ts'
import { lineRecords } from './lines.ts'
import { isBlank, type ListRecord } from './record.ts'
import { delimitedRecords } from './record-end.ts'
import type { TextShape } from './text-shape.ts'
import { createUnits, unitBytes } from './units.ts'

export type TextReader = {
  /** The records that these bytes complete, in order. Blank ones are left out. */
  push: (bytes: Uint8Array) => ListRecord[]
  end: () => ListRecord[]
  /** Units looked at so far; those looked at twice count twice. */
  scanned: () => number
}

const finderOf = (shape: TextShape): Finder => {
  if (shape.format === 'delimited') {
    const numbers = shape.fields.flatMap((field, i) => (field === 'phone' ? [i] : []))
    return delimitedRecords({ ...shape, columns: shape.headers.length, numbers })
  }
  return shape.format === 'json' ? jsonObjects : lineRecords
}

/** Lists that were pasted together have their header more than once. */
const isHeaderAgain = ({ cells }: ListRecord, shape: TextShape): boolean =>
  shape.format === 'delimited' &&
  shape.hasHeader &&
  cells.length === shape.headers.length &&
  cells.every((cell, i) => cell.trim() === shape.headers[i])

/** `from`: the place of the first byte that is pushed. */
export const readText = (shape: TextShape, from: Place): TextReader => {
  const framer = createFramer(finderOf(shape), from, unitBytes(shape.encoding))
  const units = createUnits(shape.encoding)
  const recordsOf = (batch: Batch): ListRecord[] => {
    const records = shape.format === 'delimited' ? recordsIn(batch, shape) : objectsIn(batch, shape.encoding)
    return records.filter((record) => !isBlank(record) && !isHeaderAgain(record, shape))
  }
  return {
    push: (bytes) => recordsOf(framer.push(units(bytes))),
    end: () => recordsOf(framer.end()),
    scanned: framer.scanned,
  }
}
