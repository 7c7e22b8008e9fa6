import { expect, it } from 'vitest'
import { columnName, rangesOf, tabRange } from '#providers/google-ranges.ts'

it.each([
  [0, 'A'],
  [25, 'Z'],
  [26, 'AA'],
  [51, 'AZ'],
  [52, 'BA'],
  [701, 'ZZ'],
  [702, 'AAA'],
])('column %i is %s', (index, name) => expect(columnName(index)).toBe(name))

it('a tab’s name may have quotes in it', () => expect(tabRange("Ana's list")).toBe("'Ana''s list'"))

const cell = (row: number, column: number, value: string) => ({ row, column, value })

it('cells side by side are one range, and so are runs of the same columns one below the other', () => {
  const cells = [cell(2, 3, 'd'), cell(1, 2, 'a'), cell(1, 3, 'b'), cell(2, 2, 'c'), cell(5, 0, 'e')]
  expect(rangesOf('T', cells)).toEqual([
    {
      range: "'T'!C2:D3",
      values: [
        ['a', 'b'],
        ['c', 'd'],
      ],
    },
    { range: "'T'!A6:A6", values: [['e']] },
  ])
})

it('a column that is left out is not written over', () => {
  expect(rangesOf('T', [cell(0, 0, 'a'), cell(0, 2, 'b'), cell(1, 0, 'c')])).toEqual([
    { range: "'T'!A1:A2", values: [['a'], ['c']] },
    { range: "'T'!C1:C1", values: [['b']] },
  ])
})
