import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SortedRows } from './table/sorted-rows.ts'

const byNumber = (a: number, b: number): number => a - b
const filled = (numbers: Iterable<number>): SortedRows<number> => {
  const rows = new SortedRows<number>(byNumber)
  for (const number of numbers) rows.put(number)
  return rows
}
const all = (rows: SortedRows<number>): number[] => [...rows.forward(() => true)]

describe('sorted rows', () => {
  it('are those that were put and not removed, each once and in order, however they came', () => {
    const step = fc.record({ put: fc.boolean(), number: fc.integer({ min: 0, max: 30 }) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const rows = new SortedRows<number>(byNumber)
        const known = new Set<number>()
        for (const { put, number } of steps) {
          if (put) rows.put(number)
          else rows.remove(number)
          if (put) known.add(number)
          else known.delete(number)
        }
        expect(all(rows)).toEqual([...known].sort(byNumber))
        expect(rows.isEmpty).toBe(known.size === 0)
      }),
    )
  })

  it.each([
    ['ascending', (i: number) => i],
    ['descending', (i: number) => -i],
    ['in no order', (i: number) => (i * 7919) % 10_007],
  ])('fill many chunks, %s', (_, nth) => {
    const numbers = Array.from({ length: 5_000 }, (_, i) => nth(i))
    const rows = filled(numbers)
    expect(all(rows)).toEqual([...numbers].sort(byNumber))
    for (const number of numbers) rows.remove(number)
    expect(all(rows)).toEqual([])
  })

  it('are walked from any place in either direction', () => {
    const rows = filled(Array.from({ length: 3_000 }, (_, i) => 2 * i))
    for (const place of [-1, 0, 1, 1_023, 1_024, 2_047, 5_998, 5_999, 7_000]) {
      const [next] = rows.forward((row) => row >= place)
      const [before] = rows.backward((row) => row >= place)
      expect(next).toBe(place > 5_998 ? undefined : Math.max(0, 2 * Math.ceil(place / 2)))
      expect(before).toBe(place <= 0 ? undefined : Math.min(5_998, 2 * Math.ceil(place / 2) - 2))
    }
    expect([...rows.backward(() => false)]).toEqual(all(rows).reverse())
  })

  it('take the newest of two that are equal in order', () => {
    const rows = new SortedRows<{ key: number; word: string }>((a, b) => a.key - b.key)
    rows.put({ key: 1, word: 'old' })
    rows.put({ key: 1, word: 'new' })
    expect([...rows.forward(() => true)]).toEqual([{ key: 1, word: 'new' }])
  })
})
