import { describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod/mini'
import { orNothing, otherwise } from '#contract/otherwise.ts'

describe('a detail with a fallback', () => {
  const Waiting = z.object({ seconds: otherwise(z.coerce.number(), 0) })

  it.each([
    [{ seconds: '7' }, 7],
    [{ seconds: 'soon' }, 0],
    [{}, 0],
  ])('of %j is read as %j', (given, seconds) => {
    expect(Waiting.parse(given)).toEqual({ seconds })
  })

  it('is always there, by its type', () => {
    expectTypeOf<z.output<typeof Waiting>>().toEqualTypeOf<{ seconds: number }>()
  })
})

describe('a detail that may be nothing', () => {
  const Search = z.object({ step: orNothing(z.enum(['list', 'rules'])), campaign: z.string() })

  it.each([
    [
      { campaign: 'a', step: 'rules' },
      { campaign: 'a', step: 'rules' },
    ],
    [{ campaign: 'a', step: 'dance' }, { campaign: 'a' }],
    [{ campaign: 'a', step: null }, { campaign: 'a' }],
    [{ campaign: 'a' }, { campaign: 'a' }],
  ])('costs the rest nothing: %j is read as %j', (given, read) => {
    expect(Search.parse(given)).toEqual(read)
  })

  it('is not made up where there was none', () => {
    expect(Object.keys(Search.parse({ campaign: 'a' }))).toEqual(['campaign'])
  })

  it('leaves the rest as strict as it is', () => {
    expect(Search.safeParse({ step: 'rules' }).success).toBe(false)
  })

  it('may be left out by whoever writes it, and is known by its type', () => {
    type Detail = { campaign: string; step?: 'list' | 'rules' | undefined }
    expectTypeOf<z.output<typeof Search>>().toEqualTypeOf<Detail>()
    expectTypeOf<z.input<typeof Search>>().toEqualTypeOf<Detail>()
  })
})
