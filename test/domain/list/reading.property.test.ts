import * as fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { openList } from '#app/list/open-list.ts'
import type { Place } from '#contract/list.ts'
import { guardCell, unguardCell } from '#domain/list/cell-text.ts'
import type { ListRecord } from '#domain/list/record.ts'
import { rowReader } from '#domain/list/row-reader.ts'
import { readText } from '#domain/list/text-records.ts'
import { findTextShape, type TextShape } from '#domain/list/text-shape.ts'
import { allRecords, inChunks } from '../../support/whole-list.ts'

const START: Place = { offset: 0, line: 1 }
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

const delimited: TextShape = {
  format: 'delimited',
  isGzipped: false,
  encoding: 'utf-8',
  delimiter: ',',
  quote: '"',
  hasHeader: false,
  headers: ['name', 'phone', 'note'],
  fields: ['name', 'phone', 'variable'],
  body: START,
}
const SHAPES: readonly TextShape[] = [
  delimited,
  { ...delimited, quote: "'", delimiter: ';' },
  { ...delimited, encoding: 'utf-16le' },
  { ...delimited, format: 'json' },
  { ...delimited, format: 'jsonl' },
]

/** Whatever makes trouble, more often than it comes. */
const trouble = fc
  .array(
    fc.constantFrom(
      '"',
      '""',
      "'",
      ',',
      ';',
      '\n',
      '\r\n',
      '\r',
      ' ',
      '+12025550101',
      'é',
      '\0',
      '{',
      '}',
      '[',
      ']',
      ':',
      '"phone":',
      '\\',
      '{"phone":"1"}',
    ),
    { maxLength: 120 },
  )
  .map((parts) => parts.join(''))

const encoded = (text: string, { encoding }: TextShape): Uint8Array =>
  encoding === 'utf-16le' ? Buffer.from(text, 'utf16le') : bytesOf(text)

const recordsFrom = (bytes: Uint8Array, shape: TextShape, from: Place, size = 1 << 16): ListRecord[] => {
  const reader = readText(shape, from)
  const records: ListRecord[] = []
  for (let at = from.offset; at < bytes.length; at += size) records.push(...reader.push(bytes.subarray(at, at + size)))
  return [...records, ...reader.end()]
}

const shapes = fc.constantFrom(...SHAPES)

describe('reading any text', () => {
  it('gives the same records however its bytes come, each where the one before has ended', () => {
    fc.assert(
      fc.property(trouble, shapes, fc.integer({ min: 1, max: 40 }), (text, shape, size) => {
        const bytes = encoded(text, shape)
        const records = recordsFrom(bytes, shape, START)
        expect(recordsFrom(bytes, shape, START, size)).toEqual(records)
        let before = START
        for (const { start, end } of records) {
          expect(start.offset).toBeGreaterThanOrEqual(before.offset)
          expect(start.line).toBeGreaterThanOrEqual(before.line)
          expect(end.offset).toBeGreaterThan(start.offset)
          before = end
        }
        expect(before.offset).toBeLessThanOrEqual(bytes.length)
      }),
      { numRuns: 500 },
    )
  })

  it('goes on at any record, or behind any, as if it had never stopped', () => {
    fc.assert(
      fc.property(trouble, shapes, fc.nat(), (text, shape, choice) => {
        const bytes = encoded(text, shape)
        const records = recordsFrom(bytes, shape, START)
        const i = records.length > 0 ? choice % records.length : 0
        const record = records[i]
        if (!record) return
        expect(recordsFrom(bytes, shape, record.start)).toEqual(records.slice(i))
        expect(recordsFrom(bytes, shape, record.end)).toEqual(records.slice(i + 1))
      }),
      { numRuns: 500 },
    )
  })

  it('reads back what a correct writer wrote', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', ' ', '1', '日', "'"), maxLength: 12 })
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 }), (rows) => {
        const written = rows.map(([a, b], i) => [`n${i}${a}`, `${i}`, b])
        const bytes = bytesOf(Papa.unparse(written, { quotes: true }))
        expect(recordsFrom(bytes, delimited, START).map(({ cells }) => cells)).toEqual(written)
      }),
    )
  })

  it('breaks down on no bytes at all', async () => {
    const anything = fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      trouble.map(bytesOf),
      trouble.map((text) => bytesOf(`name,phone,note\n${text}`)),
      trouble.map((text) => bytesOf(`[{"phone":"1"},${text}`)),
    )
    await fc.assert(
      fc.asyncProperty(anything, async (bytes) => {
        const list = await openList(inChunks(bytes, 64))
        if (!list.ok) {
          expect(list.problem).toMatch(/^[A-Z].*\.$/s)
          return
        }
        const read = rowReader(list.shape)
        for (const record of await allRecords(list.records)) {
          const row = read(record)
          if (!row.ok) expect(row.reason).not.toBe('')
        }
      }),
      { numRuns: 1_000 },
    )
  })

  it('finds what it is given whole in the same shape as in the file', () => {
    const shape = findTextShape({ head: bytesOf('name,phone\nAna,+12025550101\n'), isWhole: true, isGzipped: false })
    expect(shape).toMatchObject({ delimiter: ',', headers: ['name', 'phone'], fields: ['name', 'phone'], body: { offset: 11, line: 2 } })
  })
})

describe('a cell on its way out and back in', () => {
  it('is what it was, and no formula meanwhile', () => {
    const cell = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＠', 'a', '1') })
    fc.assert(
      fc.property(cell, (text) => {
        expect(guardCell(text)).not.toMatch(/^[=+\-@\t\r\n＝＋－＠]/)
        expect(guardCell(text).startsWith('\0')).toBe(false)
        expect(unguardCell(guardCell(text))).toBe(text)
      }),
    )
  })
})
