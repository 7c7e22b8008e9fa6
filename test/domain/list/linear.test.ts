import { describe, expect, it } from 'vitest'
import type { Place } from '#contract/list.ts'
import { createFramer, type Finder } from '#domain/list/framer.ts'
import { jsonObjects } from '#domain/list/json-objects.ts'
import { delimitedRecords } from '#domain/list/record-end.ts'

const START: Place = { offset: 0, line: 1 }
const MIB = 1024 ** 2

const repeated = (text: string, size: number): Uint8Array => new Uint8Array(Buffer.alloc(size, text))

/** Bytes looked at for each byte that there is, and the records that were found. */
const effort = (finder: Finder, bytes: Uint8Array): { perByte: number; records: number } => {
  const framer = createFramer(finder, START, 1)
  let records = 0
  for (let at = 0; at < bytes.length; at += 64 * 1024) records += framer.push(bytes.subarray(at, at + 64 * 1024)).frames.length
  records += framer.end().frames.length
  return { perByte: framer.scanned() / bytes.length, records }
}

const three = delimitedRecords({ delimiter: ',', quote: '"', columns: 3, numbers: [1] })
/** No byte has to be looked at more often, whatever the list is like. */
const MOST = 10

describe('the effort of finding records', () => {
  it('stays that of the file when a quote in 39 MiB is never closed, which costs its own row only', () => {
    const rows = repeated('Ana Torres,+12025550101,some note of hers\n', 39 * MIB)
    const ends = rows.lastIndexOf(10) + 1
    const bytes = rows.subarray(0, ends)
    bytes[42] = 34
    const { perByte, records } = effort(three, bytes)
    expect(perByte).toBeLessThan(3.5)
    expect(records).toBe(ends / 42)
  })

  it.each([
    ['every row opens a quote', '"Ana,+12025550101,x\n'],
    ['every cell opens a quote', '"a,"b,"c\n'],
    ['quotes open behind spaces', 'a, "b, "c\n'],
    ['quotes stand alone', '"\n'],
    ['nothing but quotes', '"'],
    ['pairs of quotes open cells', '""a,""b,""c\n'],
    ['triples of quotes open cells', '"""a,b,c\n'],
    ['a quote is closed sixty lines below, in the wrong shape', `"a,b\n${'c,d\n'.repeat(60)}e",f\n`],
    ['a quote is closed sixty lines below, swallowing rows', `a,+12025550101,"c\n${'a,+12025550101,c\n'.repeat(60)}a,+12025550101,c"\n`],
    ['a quote is open for a hundred lines', `"a,b,c\n${'a,b,c\n'.repeat(100)}`],
    ['pairs of quotes within an open one', `"a${'""'.repeat(50)}\n`],
    ['there is no line end', 'x'],
    ['there is no line end, and cells open quotes', ',"x'],
    ['line ends are doubled carriage returns', 'a,b\r\r\n'],
  ])('grows with the file only, when %s', (_, text) => {
    const small = effort(three, repeated(text, MIB / 4))
    const large = effort(three, repeated(text, 3 * MIB))
    expect(small.perByte).toBeLessThan(MOST)
    expect(large.perByte).toBeLessThan(MOST)
  })

  it.each([
    ['objects are whole', '{"phone":"+12025550101"},'],
    ['no object is closed', '{"phone":"+12025550101",'],
    ['no string is closed', '{"phone":"+12025550101\n'],
    ['lists are not closed', '{"a":[[['],
    ['everything is open', '{'],
    ['there is no object', '"text",'],
  ])('grows with a JSON file only, when %s', (_, text) => {
    for (const size of [MIB / 4, 3 * MIB]) expect(effort(jsonObjects, repeated(text, size)).perByte).toBeLessThan(MOST)
  })
})
