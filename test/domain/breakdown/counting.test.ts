import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Breakdown, type CallTally } from '#contract/breakdown.ts'
import { E164 } from '#contract/ids.ts'
import { Outcome } from '#contract/outcome.ts'
import { breakdownOf } from '#domain/breakdown/breakdown.ts'
import { type CountedContact, countedWith, nothingCounted } from '#domain/breakdown/counting.ts'

const AS_OF = '2026-11-02T20:00:00.000Z'
const aCall = (over: Partial<CountedContact['calls'][number]> = {}): CountedContact['calls'][number] => ({
  n: 1,
  claimedAt: '2026-11-02T15:30:00.000Z',
  callSid: 'CA1',
  ...over,
})
const talked = (over: Partial<CountedContact['calls'][number]> = {}) =>
  aCall({ answeredAt: '2026-11-02T15:30:08.000Z', outcome: 'human', ...over })

const person = (variables: Record<string, string>, ...calls: CountedContact['calls'][number][]): CountedContact => ({
  contact: { phone: E164.parse('+12025550142'), variables },
  calls,
})

const told = (...contacts: CountedContact[]): Breakdown => breakdownOf(countedWith(nothingCounted(), contacts), AS_OF)
const column = (of: Breakdown, name: string) => of.columns.find((one) => one.name === name)

describe('a call', () => {
  it('counts when the provider accepted it, as answered by whoever or whatever, and as a success when a human was spoken with', () => {
    const { total } = told(
      person({}, aCall({ callSid: undefined }), aCall({ outcome: 'no-answer' }), talked()),
      person({}, talked({ outcome: 'voicemail' }), talked({ outcome: 'media-failure' }), talked({ outcome: 'opted-out' })),
    )
    expect(total).toEqual({ calls: 5, answered: 4, successful: 1 })
  })

  it('is no success when the agent’s evaluation says so, and one when it says that', () => {
    expect(told(person({}, talked({ verdict: 'failure' }), talked({ verdict: 'success' }))).total.successful).toBe(1)
  })

  it('belongs to its attempt, and to the hour at its contact', () => {
    const { attempts, hours } = told(person({}, aCall(), talked({ n: 2, claimedAt: '2026-11-03T15:30:00.000Z' })))
    expect(attempts).toEqual([
      { attempt: 1, calls: 1, answered: 0, successful: 0 },
      { attempt: 2, calls: 1, answered: 1, successful: 1 },
    ])
    expect(hours).toEqual([
      { weekday: 'mon', hour: 10, calls: 1, answered: 0, successful: 0 },
      { weekday: 'tue', hour: 10, calls: 1, answered: 1, successful: 1 },
    ])
  })

  it('whose hour nobody knows is told apart', () => {
    const elsewhere: CountedContact = { contact: { phone: E164.parse('+61491570156'), variables: {} }, calls: [talked()] }
    expect(told(elsewhere)).toMatchObject({ hours: [], hourUnknown: { calls: 1, answered: 1, successful: 1 } })
  })
})

describe('a column', () => {
  it('tells each value that several contacts have, those with the most first, and the rest together', () => {
    const all = told(
      ...['silver', 'gold', 'gold', 'silver', 'gold', 'tin'].map((plan) => person({ plan }, talked())),
      person({ plan: 'gold' }),
      person({}, aCall()),
    )
    expect(column(all, 'plan')).toEqual({
      name: 'plan',
      values: [
        { value: 'gold', contacts: 4, calls: 3, answered: 3, successful: 3 },
        { value: 'silver', contacts: 2, calls: 2, answered: 2, successful: 2 },
      ],
      others: { contacts: 1, calls: 1, answered: 1, successful: 1 },
      without: { contacts: 1, calls: 1, answered: 0, successful: 0 },
    })
  })

  it('of names, of many values or of whole sentences cannot be compared, and no single contact’s value is told', () => {
    const people = Array.from({ length: 61 }, (_, i) =>
      person({
        name: `Person ${i % 10} of ${i}`,
        id: `${i}`,
        pair: `${i % 61}`,
        note: i === 7 ? 'They would rather be called in the evening.' : 'none',
      }),
    )
    const all = told(...people, ...people.slice(0, 3))
    expect(all.columns.map(({ name }) => name)).toEqual([])
    expect(all.variedColumns.toSorted()).toEqual(['id', 'name', 'note', 'pair'])
    const few = told(person({ name: 'Ana' }), person({ name: 'Ben' }))
    expect(JSON.stringify(few)).not.toContain('Ana')
    expect(few.variedColumns).toEqual(['name'])
  })

  it('beyond the fortieth is not looked at, and that is said', () => {
    const many = Object.fromEntries(Array.from({ length: 41 }, (_, i) => [`c${i}`, 'x']))
    const all = told(person(many), person(many))
    expect(all.columns).toHaveLength(40)
    expect(all.hasMoreColumns).toBe(true)
  })

  it('with the most values goes first when all of them together are too many', () => {
    const rows = Array.from({ length: 60 }, (_, i) =>
      person(Object.fromEntries(Array.from({ length: 20 }, (_, c) => [`c${c}`, `${c === 0 ? i % 2 : i}`]))),
    )
    const counting = countedWith(nothingCounted(), rows)
    const values = Object.values(counting.columns).reduce((sum, groups) => sum + Object.keys(groups).length, 0)
    expect(values).toBeLessThanOrEqual(900)
    expect(Object.keys(counting.columns)).toContain('c0')
    expect(counting.variedColumns.length).toBe(5)
  })
})

describe('what was counted', () => {
  const call = fc.record({
    n: fc.integer({ min: 1, max: 4 }),
    claimedAt: fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }).map((date) => date.toISOString()),
    callSid: fc.option(fc.constant('CA1'), { nil: undefined }),
    answeredAt: fc.option(fc.constant(AS_OF), { nil: undefined }),
    outcome: fc.option(fc.constantFrom(...Outcome.options), { nil: undefined }),
    verdict: fc.constantFrom('success', 'failure', undefined),
  })
  const value = fc.constantFrom('a', 'b', '__proto__', 'constructor', '')
  const contact = fc.record({
    contact: fc.record({
      phone: fc.constantFrom('+12025550142', '+442079460123', '+61491570156').map((text) => E164.parse(text)),
      variables: fc.dictionary(fc.constantFrom('plan', 'constructor', 'toString'), value),
    }),
    calls: fc.array(call, { maxLength: 4 }),
  })
  const adding = (parts: readonly CallTally[]): CallTally =>
    parts.reduce<CallTally>(
      (sum, { calls, answered, successful }) => ({
        calls: sum.calls + calls,
        answered: sum.answered + answered,
        successful: sum.successful + successful,
      }),
      { calls: 0, answered: 0, successful: 0 },
    )

  it('adds up to the same total by whatever it is split', () => {
    fc.assert(
      fc.property(fc.array(contact, { maxLength: 30 }), (contacts) => {
        const all = Breakdown.parse(told(...contacts))
        expect(adding(all.attempts)).toEqual(all.total)
        expect(adding([...all.hours, all.hourUnknown])).toEqual(all.total)
        for (const { values, others, without } of all.columns) {
          expect(adding([...values, others, without])).toEqual(all.total)
          const groups = [...values, others, without]
          expect(groups.reduce((sum, group) => sum + group.contacts, 0)).toBe(contacts.length)
          expect(groups.every((group) => group.contacts >= 0)).toBe(true)
        }
      }),
    )
  })

  it('is the same on whatever pages the contacts come, and is put down and taken up as JSON', () => {
    fc.assert(
      fc.property(fc.array(contact, { maxLength: 20 }), fc.nat({ max: 20 }), (contacts, at) => {
        const first = countedWith(nothingCounted(), contacts.slice(0, at))
        const again = countedWith(JSON.parse(JSON.stringify(first)), contacts.slice(at))
        expect(breakdownOf(again, AS_OF)).toEqual(told(...contacts))
      }),
    )
  })
})
