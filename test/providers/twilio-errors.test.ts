// Every answer to a dial that Twilio documents, and what it means for the attempt: https://www.twilio.com/docs/api/errors
import { describe, expect, it } from 'vitest'
import { MEANINGS, refusalOf } from '#providers/twilio-errors.ts'

const of = (status: number, code?: number) => refusalOf({ status, code, message: 'Because.' })

/** The codes that the Calls API and its callbacks are documented with, each with what a dial that is answered with it means. */
const DOCUMENTED = {
  'invalid-number': [21201, 21211, 21217, 13223, 13224, 13226],
  rejected: [21202, 21216, 13225, 13247, 21610],
  'carrier-failure': [21214],
  account: [
    ...[10001, 10002, 20003, 20005, 20404, 21203, 21205, 21206, 21208, 21209, 21210, 21212, 21213, 21215, 21218, 21219, 21220],
    ...[21234, 21262, 21263, 32018, 13214, 13227, 11200, 11205, 11206, 11210, 11237, 11750, 12100, 12200, 12300],
  ],
  rate: [20429, 22005, 70005],
  concurrency: [10004],
  unknown: [20500, 20503],
} as const

const rows = <K extends keyof typeof DOCUMENTED>(...kinds: K[]) =>
  kinds.flatMap((kind) => DOCUMENTED[kind].map((code): [number, K] => [code, kind]))

describe('the table', () => {
  it('has every documented code once, and no other', () => {
    const documented = Object.values(DOCUMENTED).flat()
    expect(new Set(documented).size).toBe(documented.length)
    expect(Object.keys(MEANINGS).map(Number).sort()).toEqual([...documented].sort())
  })

  it('says why for each', () => {
    for (const { why } of Object.values(MEANINGS)) expect(why).not.toBe('')
  })
})

describe('a refused dial', () => {
  it.each(rows('invalid-number', 'rejected', 'carrier-failure'))('with %i lies in the contact: %s', (code, outcome) => {
    expect(of(400, code)).toEqual({ kind: 'refused', by: 'contact', outcome, code })
  })

  it.each(rows('account'))('with %i lies in the account or in us, and not in the contact', (code) => {
    expect(of(400, code)).toEqual({ kind: 'refused', by: 'account', code, message: 'Because.' })
  })

  it.each(rows('rate', 'concurrency'))('with %i was not processed: %s', (code, by) => {
    expect(of(400, code)).toEqual({ kind: 'refused', by, code })
    expect(of(429, code)).toEqual({ kind: 'refused', by, code })
  })

  it.each([
    [429, undefined, 429],
    [429, 99_999, 99_999],
    [429, 21211, 21211],
  ])('with HTTP %i and %s came too fast, and was not processed', (status, code, named) => {
    expect(of(status, code)).toEqual({ kind: 'refused', by: 'rate', code: named })
  })

  it.each([
    [400, 12_345, 12_345],
    [401, undefined, 401],
    [403, undefined, 403],
    [404, undefined, 404],
  ])('with HTTP %i and %s, which nobody knows, uses up no contact', (status, code, named) => {
    expect(of(status, code)).toEqual({ kind: 'refused', by: 'account', code: named, message: 'Because.' })
  })
})

describe('an answer that proves nothing', () => {
  it.each([
    ...rows('unknown').map(([code]): [number, number] => [400, code]),
    ...rows('unknown').map(([code]): [number, number] => [503, code]),
    [500, undefined],
    [502, undefined],
    [503, 21211],
    [503, 10004],
    [500, 20429],
    [504, undefined],
    [408, undefined],
    [408, 21211],
    [302, undefined],
    [200, undefined],
  ])('is HTTP %i with %s: the call may ring', (status, code) => {
    expect(of(status, code)).toBeUndefined()
  })
})
