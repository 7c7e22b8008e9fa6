// What happens to a number is decided by the number, the seed, and nothing else.
import { expect, test } from 'vitest'
import { type Fate, fateOf, TEST_NUMBERS } from '../../../local/fake-twilio/people.ts'

const numbers = Array.from({ length: 4_000 }, (_, i) => `+4420794${String(61_000 + i)}`).filter(
  (number) => !(number.slice(-4) in TEST_NUMBERS),
)
const first = (number: string, seed = 1): Fate => fateOf(seed, { number, callsBefore: 0 })

test.each(Object.entries(TEST_NUMBERS))('a number that ends in %s $says', (last) => {
  const fates = ['+1202555', '+44207946', '+1415555'].map((prefix) => first(`${prefix}${last}`))
  expect(new Set(fates.map((fate) => JSON.stringify(fate))).size).toBe(1)
  const kinds: Record<string, string> = { '0191': 'busy', '0192': 'no-answer', '0193': 'invalid', '0197': 'busy', '0198': 'failed' }
  expect(fates[0]?.kind).toBe(kinds[last] ?? 'answers')
})

test('the number that is busy at first answers at the second call', () => {
  expect(fateOf(1, { number: '+12025550197', callsBefore: 1 })).toMatchObject({ kind: 'answers', manner: 'talks' })
})

test('the same seed, number and count of calls always meet the same fate', () => {
  expect(numbers.map((number) => first(number))).toEqual(
    [...numbers]
      .reverse()
      .map((number) => first(number))
      .reverse(),
  )
})

test('another seed, and the next call, may meet another fate', () => {
  const differs = (other: (number: string) => Fate) => numbers.filter((number) => other(number).kind !== first(number).kind).length
  expect(differs((number) => first(number, 2))).toBeGreaterThan(1_000)
  expect(differs((number) => fateOf(1, { number, callsBefore: 1 }))).toBeGreaterThan(1_000)
})

test('fates are distributed as documented', () => {
  const share = (matches: (fate: Fate) => boolean) => numbers.filter((number) => matches(first(number))).length / numbers.length
  expect(share((fate) => fate.kind === 'answers' && fate.manner === 'talks')).toBeCloseTo(0.45, 1)
  expect(share((fate) => fate.kind === 'answers' && fate.manner === 'voicemail')).toBeCloseTo(0.1, 1)
  expect(share((fate) => fate.kind === 'no-answer')).toBeCloseTo(0.3, 1)
  expect(share((fate) => fate.kind === 'busy')).toBeCloseTo(0.12, 1)
  expect(share((fate) => fate.kind === 'failed')).toBeCloseTo(0.03, 1)
})

test('conversations last about a minute and never above five', () => {
  const lengths = numbers.flatMap((number) => {
    const fate = first(number)
    return fate.kind === 'answers' && fate.manner === 'talks' ? [fate.talkMs] : []
  })
  const mean = lengths.reduce((sum, ms) => sum + ms, 0) / lengths.length
  expect(mean).toBeGreaterThan(50_000)
  expect(mean).toBeLessThan(70_000)
  expect(Math.max(...lengths)).toBeLessThanOrEqual(300_000)
  expect(Math.min(...lengths)).toBeGreaterThanOrEqual(5_000)
})
