import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Outcome } from '#contract/outcome.ts'
import { answeredRate, sharesOf } from '../../dashboard/metrics.ts'
import { someStats } from './support/build.ts'

const contactsIn = (stats: Parameters<typeof sharesOf>[0]) =>
  Object.fromEntries(sharesOf(stats).map(({ name, contacts }) => [name, contacts]))

test('finished contacts are split by what ended them, and the rest of them was not reached', () => {
  const stats = someStats({
    finished: 20,
    // 22 attempts without an answer, of which some were followed by another.
    outcomes: { human: 8, voicemail: 3, 'no-answer': 22, busy: 4, 'invalid-number': 2, rejected: 1 },
  })
  expect(contactsIn(stats)).toMatchObject({ human: 8, voicemail: 3, failed: 3, unreached: 6 })
})

test('the parts always add up to all contacts', () => {
  const small = fc.nat({ max: 500 })
  const outcomes = fc.record(Object.fromEntries(Outcome.options.map((outcome) => [outcome, small])))
  fc.assert(
    fc.property(small, small, small, small, outcomes, (waiting, live, retrying, finished, ended) => {
      const totalContacts = waiting + live + retrying + finished
      const stats = someStats({ totalContacts, waiting, live, retrying, finished, outcomes: ended })
      const parts = sharesOf(stats)
      expect(parts.every(({ contacts }) => contacts >= 0)).toBe(true)
      expect(parts.reduce((sum, { contacts }) => sum + contacts, 0)).toBe(totalContacts)
    }),
  )
})

test('before the first call nothing is said of how many were answered', () => {
  expect(answeredRate(someStats({ callsPlaced: 0, callsAnswered: 0 }))).toBeUndefined()
  expect(answeredRate(someStats({ callsPlaced: 10, callsAnswered: 3 }))).toBe(0.3)
})
