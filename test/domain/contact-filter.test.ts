import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { contactFilter } from '#domain/contact-filter.ts'
import { contactIdOf } from '#domain/ids.ts'

const idOf = (n: number) => contactIdOf(createHash('sha256').update(String(n)).digest('hex'), 16)

const metAmong = (filter: ReturnType<typeof contactFilter>, from: number, count: number): number =>
  Array.from({ length: count }, (_, i) => filter.mayHave(idOf(from + i))).filter(Boolean).length

describe('a filter of contacts', () => {
  it('knows every contact that it has met, also many more than were expected', () => {
    for (const expected of [0, 1_000, 5_000]) {
      const filter = contactFilter(expected)
      for (let n = 0; n < 5_000; n++) filter.add(idOf(n))
      expect(metAmong(filter, 0, 5_000)).toBe(5_000)
    }
  })

  it('takes few others for them', () => {
    const filter = contactFilter(5_000)
    expect(metAmong(filter, 0, 5_000)).toBe(0)
    for (let n = 0; n < 5_000; n++) filter.add(idOf(n))
    expect(metAmong(filter, 5_000, 5_000)).toBeLessThan(50)
  })
})
