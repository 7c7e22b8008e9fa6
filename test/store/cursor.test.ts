import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { AppError } from '#app/errors.ts'
import { fromCursor, toCursor } from '#store/cursor.ts'

const Key = z.record(z.string(), z.string())
/** The names are ours, the texts are anybody's. */
const names = fc.constantFrom('PK', 'SK', 'callsPK', 'callsSK')

describe('a cursor', () => {
  it('brings the last key back, whatever its text', () => {
    fc.assert(
      fc.property(fc.dictionary(names, fc.string()), (last) => {
        expect(fromCursor(toCursor(last) ?? undefined, Key)).toEqual(last)
      }),
    )
  })

  it('fits into a query as it is', () => {
    const cursor = toCursor({ PK: 'CAMPAIGN#ü?&=/+', SK: '~~~???>>>' }) ?? ''
    expect(encodeURIComponent(cursor)).toBe(cursor)
  })

  it('of the last page is null, and none begins at the beginning', () => {
    expect(toCursor(undefined)).toBeNull()
    expect(fromCursor(undefined, Key)).toBeUndefined()
  })

  it('of another list is the caller’s mistake', () => {
    const cursor = toCursor({ PK: 'CAMPAIGNS', SK: 'a' }) ?? undefined
    expect(() => fromCursor(cursor, z.strictObject({ PK: z.literal('CALLS'), SK: z.string() }))).toThrow(AppError)
  })

  it.each(['', 'nonsense', '%%%', 'e30x', Buffer.from('[1]').toString('base64url'), Buffer.from('{"PK":1}').toString('base64url')])(
    'that was not given out is the caller’s mistake: “%s”',
    (cursor) => {
      expect(() => fromCursor(cursor, Key)).toThrow(AppError)
      expect(() => fromCursor(cursor, Key)).toThrow(expect.objectContaining({ code: 'invalid_request' }))
    },
  )
})
