import { expect, test } from 'vitest'
import { readOrder } from '../../../infra/redrive/order.ts'

test('events are run again unless they are only to be looked at', () => {
  expect(readOrder(['--stage', 'prod'])).toEqual({ stage: 'prod', isLook: false })
  expect(readOrder(['--stage', 'prod', '--look'])).toEqual({ stage: 'prod', isLook: true })
})

test('it explains itself when it is asked', () => {
  expect(readOrder(['--help'])).toMatch(/^npm run redrive -- --stage STAGE/)
})

test.each([
  [[], 'Say which stage'],
  [['--stage', 'staging'], 'choose one of dev, prod'],
  [['--stage', 'dev', '--loook'], "Unknown option '--loook'. See npm run redrive -- --help."],
])('%j is refused with what to do', (words, reason) => {
  expect(() => readOrder(words)).toThrow(reason)
})
