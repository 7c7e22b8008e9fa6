import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { allotted, dueLines, freeLines, type Holding, heldBy, shrunk } from '#domain/line-shares.ts'

const holding = (wants: number, lines = 0, over = 0, weight = 1): Holding => ({ weight, wants, lines, over })
const of = (ceiling: number) => ({ ceiling, turn: 0 })
/** With lanes that are taken one after the other from 0 on. */
const asked = (book: Record<string, Holding>, name: string, ceiling: number) => {
  const held = heldBy(book[name] ?? holding(0))
  return allotted(book, { name, beyond: (lines) => Math.max(0, held - lines), limit: of(ceiling) })
}

describe('a campaign that asks for lines', () => {
  it('has all that it wants when it is alone', () => {
    expect(asked({ a: holding(50) }, 'a', 500)).toEqual({ a: holding(50, 50) })
  })

  it('makes another give back what is not its due, and waits until calls have ended on it', () => {
    const book = asked({ a: holding(50, 50), b: holding(50) }, 'b', 50)
    expect(book).toEqual({ a: holding(50, 25, 25), b: holding(50, 0) })
  })

  it('takes what has become free, up to its due', () => {
    expect(asked({ a: holding(50, 25, 10), b: holding(50) }, 'b', 50).b).toEqual(holding(50, 15))
    expect(asked({ a: holding(50, 25, 0), b: holding(50) }, 'b', 50).b).toEqual(holding(50, 25))
    expect(asked({ a: holding(5, 5, 0), b: holding(50) }, 'b', 50).b).toEqual(holding(50, 45))
  })

  it('keeps on the book what it held before, until somebody has seen that it is free', () => {
    expect(asked({ a: holding(10, 50) }, 'a', 500)).toEqual({ a: holding(10, 10, 40) })
    expect(asked({ a: holding(50, 10, 5) }, 'a', 500)).toEqual({ a: holding(50, 50) })
  })

  it('needs room for the calls on its other lanes besides the lines that it opens', () => {
    const busy = [0, 1, 3]
    const beyond = (lines: number) => busy.filter((k) => k >= lines).length
    const book = { a: holding(6, 0, 3), b: holding(6, 3) }
    expect(allotted(book, { name: 'a', beyond, limit: of(6) }).a).toEqual(holding(6, 2, 1))
    expect(allotted(book, { name: 'a', beyond, limit: of(7) }).a).toEqual(holding(6, 4, 0))
  })

  it('gets nothing while the ceiling has come down below what is held', () => {
    expect(asked({ a: holding(50, 30), b: holding(50) }, 'b', 10)).toEqual({ a: holding(50, 5, 25), b: holding(50, 0) })
  })

  it('may be somebody who has left meanwhile', () => {
    expect(asked({ a: holding(5, 5) }, 'b', 10)).toEqual({ a: holding(5, 5) })
  })
})

describe('the book', () => {
  it('says who is due what, whatever is held now', () => {
    const due = dueLines({ b: holding(50, 50), a: holding(50), c: holding(0, 0, 7) }, of(51))
    expect([due.get('a'), due.get('b'), due.get('c')]).toEqual([26, 25, 0])
  })

  it('is changed by nobody who has no more than its due', () => {
    const book = { a: holding(50, 20), b: holding(50, 25, 3) }
    expect(shrunk(book, of(50))).toEqual(book)
  })

  type Move = { who: string; kind: 'plan' | 'leave' | 'end'; wants: number; calls: number }
  const moves = fc.array(
    fc.record({
      who: fc.constantFrom('a', 'b', 'c', 'd'),
      kind: fc.constantFrom<Move['kind']>('plan', 'plan', 'end', 'leave'),
      wants: fc.integer({ min: 1, max: 40 }),
      calls: fc.integer({ min: 0, max: 40 }),
    }),
    { maxLength: 60 },
  )

  it('never holds more lines than there are, and comes to the fair shares once calls have ended', () => {
    fc.assert(
      fc.property(fc.integer({ min: 4, max: 60 }), moves, (ceiling, history) => {
        let book: Record<string, Holding> = {}
        const plan = (who: string, wants: number) => {
          book = asked({ ...book, [who]: { ...(book[who] ?? holding(0)), wants } }, who, ceiling)
        }
        for (const { who, kind, wants, calls } of history) {
          const mine = book[who]
          if (kind === 'plan') plan(who, wants)
          if (kind === 'end' && mine) book[who] = { ...mine, over: Math.min(mine.over, calls) }
          if (kind === 'leave' && mine) book[who] = { ...mine, wants: 0, lines: 0, over: Math.min(heldBy(mine), calls) }
          expect(freeLines(book, ceiling)).toBeGreaterThanOrEqual(0)
        }
        // All calls end, and everybody is planned anew.
        for (const [who, mine] of Object.entries(shrunk(book, of(ceiling)))) book[who] = { ...mine, over: 0 }
        for (const [who, { wants }] of Object.entries(book)) plan(who, wants)
        const due = dueLines(book, of(ceiling))
        for (const [who, mine] of Object.entries(book)) expect(mine.lines).toBe(due.get(who))
      }),
    )
  })
})
