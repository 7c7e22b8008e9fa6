import { expect, test } from 'vitest'
import { readOrder } from '../../../local/accounts/order.ts'

test.each([
  [['--stage', 'dev'], { stage: 'dev', envFile: '.env', what: 'upload' }],
  [['--stage', 'dev', '--env', 'mine.env'], { stage: 'dev', envFile: 'mine.env', what: 'upload' }],
  [['--stage', 'prod', '--exchanged'], { stage: 'prod', envFile: '.env', what: 'exchanged' }],
  [['--stage', 'prod', '--new-signing-key'], { stage: 'prod', envFile: '.env', what: 'new-signing-key' }],
])('%j is understood', (words, order) => {
  expect(readOrder(words)).toEqual(order)
})

test('it explains itself when it is asked', () => {
  expect(readOrder(['--help'])).toMatch(/^npm run secrets -- --stage STAGE/)
})

test.each([
  [[], 'Say which stage'],
  [['--stage', 'dev', '--new-key'], "Unknown option '--new-key'. See npm run secrets -- --help."],
  [['--stage', 'dev', '--exchanged', '--new-signing-key'], 'one after the other'],
])('%j is refused with what to do', (words, reason) => {
  expect(() => readOrder(words)).toThrow(reason)
})
