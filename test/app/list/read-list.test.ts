import * as fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { readLines, readList } from '#app/list/read-list.ts'

const listOf = (text: string) => {
  const list = readList(text)
  if ('problem' in list) throw new Error(list.problem)
  return list
}
const rowsOf = (text: string) => {
  const list = listOf(text)
  return readLines(list, list.lines)
}
const phonesByLine = (text: string) => rowsOf(text).rows.map(({ line, row }) => [line, row.phone])

describe('a list', () => {
  it('is a header and a numbered row for each contact', () => {
    const { rows, rejects } = rowsOf('name,phone,Renewal Date\nAna,+12025550142,1 May\nBen,+12025550143,\n')
    expect(rows).toEqual([
      { line: 2, row: { name: 'Ana', phone: '+12025550142', variables: { name: 'Ana', 'Renewal Date': '1 May' } } },
      { line: 3, row: { name: 'Ben', phone: '+12025550143', variables: { name: 'Ben' } } },
    ])
    expect(rejects).toEqual([])
  })

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('may end its lines with %s', (_, end) => {
    expect(phonesByLine(['phone', '111', '', '222', ''].join(end))).toEqual([
      [2, '111'],
      [4, '222'],
    ])
  })

  it.each([',', ';', '\t', '|'])('may be separated by “%s”', (separator) => {
    const [{ row } = { row: undefined }] = rowsOf([`name${separator}phone`, `Ana${separator}111`].join('\n')).rows
    expect(row).toMatchObject({ name: 'Ana', phone: '111' })
  })

  it('may begin with a byte order mark, as Excel writes it', () => {
    expect(listOf('\uFEFFphone,name\n111,Ana').shape).toMatchObject({ headers: ['phone', 'name'], fields: ['phone', 'name'] })
  })

  it('counts the lines of the file, also below a quoted cell that goes over several', () => {
    const text = 'name,phone,note\r\n"Ana\r\nTorres",111,"a\nb\r\nc"\r\n\r\nBen,222,x\r\n"Chloe ""C"" Martin",333,\r\n'
    expect(phonesByLine(text)).toEqual([
      [2, '111'],
      [7, '222'],
      [8, '333'],
    ])
    expect(rowsOf(text).rows[2]?.row.name).toBe('Chloe "C" Martin')
  })

  it('may have blank lines anywhere, and lines of empty cells', () => {
    expect(phonesByLine('\n  \nphone,name\n\n111,Ana\n,\n ,  \n222,Ben\n\n\n')).toEqual([
      [5, '111'],
      [8, '222'],
    ])
  })

  it('may have rows that are shorter than its header, or longer by nothing', () => {
    const { rows, rejects } = rowsOf('name,phone,plan\nAna,111\nBen,222,gold,\nCem,333,gold,more\n')
    expect(rows.map(({ row }) => row.variables)).toEqual([{ name: 'Ana' }, { name: 'Ben', plan: 'gold' }])
    expect(rejects).toEqual([{ line: 4, column: 'all columns', reason: expect.stringContaining('4 cells and the list 3 columns') }])
  })

  it('rejects a row by its line, its own column and the reason', () => {
    const { rows, rejects } = rowsOf(`Mobile,Full Name,notes\n,Ana,\n111,${'x'.repeat(201)},\n222,Ben,${'y'.repeat(2_001)}\n333,Eve,\n`)
    expect(rows.map(({ line }) => line)).toEqual([5])
    expect(rejects).toEqual([
      { line: 2, column: 'Mobile', reason: 'the number is empty' },
      { line: 3, column: 'Full Name', reason: expect.stringContaining('200') },
      { line: 4, column: 'notes', reason: expect.stringContaining('2000') },
    ])
  })

  it('comes back from any text that CSV can carry', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', ';', '\n', '\r\n', ' ', '1', '日') })
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 20 }), (notes) => {
        const text = Papa.unparse([['phone', 'note'], ...notes.map((note, i) => [String(i), note])])
        const { rows } = rowsOf(text)
        expect(rows.map(({ row }) => row.variables.note ?? '')).toEqual(notes.map((note) => note.replaceAll('\r\n', '\n').trim()))
        // Every row begins where the file says.
        const lines = text.split(/\r\n|\r|\n/)
        for (const { line, row } of rows) expect(lines[line - 1]?.startsWith(`${row.phone},`)).toBe(true)
      }),
    )
  })
})

describe('a file that is no list', () => {
  it.each([
    ['empty', ''],
    ['only blank', '\uFEFF\n \n,,\n'],
  ])('because it is %s says so, and what it needs', (_, text) => {
    expect(readList(text)).toEqual({ problem: expect.stringContaining('empty. It needs a header line') })
  })

  it('because there is nothing below its header says so', () => {
    expect(readList('name,phone\n\n')).toEqual({ problem: expect.stringContaining('nothing below it') })
  })

  it('because no column is a number names those that it has', () => {
    expect(readList(' city , plan\nParis,gold')).toMatchObject({ problem: expect.stringContaining('“city”, “plan”') })
  })
})
