import { expect, test } from 'vitest'
import { count, day, dollars, duration, moment, momentIn, percent, plural, sentence, setting, size, span } from '../../dashboard/format.ts'

test.each([
  [0, '0'],
  [999, '999'],
  [6_204, '6\u202f204'],
  [1_000_000, '1\u202f000\u202f000'],
])('%i is written as %s', (value, written) => {
  expect(count(value)).toBe(written)
})

test.each([
  [0, '0'],
  [0.004, '<1'],
  [0.314, '31'],
  [0.9951, '>99'],
  [1, '100'],
])('a share of %f never rounds to nothing or to everything: %s %%', (share, written) => {
  expect(percent(share)).toBe(written)
})

test.each([
  [-3, '0:00'],
  [47.9, '0:47'],
  [605, '10:05'],
  [3_725, '1:02:05'],
])('%d seconds last %s', (seconds, written) => {
  expect(duration(seconds)).toBe(written)
})

test.each([
  [40_000, '40\u00a0s'],
  [41 * 60_000, '41\u00a0min'],
  [130 * 60_000, '2\u00a0h\u00a010\u00a0min'],
  [3_600_000, '1\u00a0h'],
  [72 * 3_600_000, '3\u00a0days'],
])('%d milliseconds are %s', (ms, written) => {
  expect(span(ms)).toBe(written)
})

test('a setting keeps its fractions of a second', () => {
  expect([setting(500), setting(5_000), setting(3_600_000)]).toEqual(['0.5\u00a0s', '5\u00a0s', '1\u00a0h'])
})

test('one is not many', () => {
  expect([plural(1, 'line'), plural(2, 'line'), plural(1, 'retry', 'retries'), plural(0, 'retry', 'retries')]).toEqual([
    '1 line',
    '2 lines',
    '1 retry',
    '0 retries',
  ])
})

test('a small file is told in kilobytes, a large one in megabytes', () => {
  expect([size(120), size(340_000), size(2_340_000), size(12_000_000)]).toEqual(['1\u00a0kB', '340\u00a0kB', '2.3\u00a0MB', '12\u00a0MB'])
})

test('money is no more exact than an estimate', () => {
  expect([dollars(0.4), dollars(38.2), dollars(1_234)]).toEqual(['$0.40', '$38', '$1\u202f200'])
})

test('a reason that stands alone is a sentence', () => {
  expect([sentence('the campaign is paused'), sentence('Nobody is due.')]).toEqual(['The campaign is paused.', 'Nobody is due.'])
})

test('a date is written without a place to break it', () => {
  const at = new Date(2027, 10, 3, 14, 3).getTime()
  expect([moment(at), day(at)]).toEqual(['3\u00a0Nov,\u00a014:03', '3\u00a0Nov\u00a02027'])
})

test('a time is written in another zone, unless no zone is called so', () => {
  const at = Date.parse('2026-11-03T14:03:00.000Z')
  expect(momentIn(at, 'America/Denver')).toBe('3\u00a0Nov,\u00a007:03')
  expect(momentIn(at, 'Denver, I think')).toBeUndefined()
})
