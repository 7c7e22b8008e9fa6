import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { costOf, expectedOf, PRICES, spentBy } from '../../dashboard/prices.ts'
import { someStats } from './support/build.ts'

const none = someStats({ callsCompleted: 0, callsAnswered: 0, averageDuration: null, outcomes: {} })

test('before the first call nothing is spent, and nothing can be expected', () => {
  expect(spentBy(none, { answeringMachine: 'hang-up' })).toBe(0)
  expect(expectedOf(someStats({ finished: 2 }), 1)).toBeUndefined()
})

test('what is spent grows with the minutes, and machines cost the agent nothing unless it talks to them', () => {
  const stats = someStats({ callsCompleted: 10, callsAnswered: 10, averageDuration: 60, outcomes: { human: 5, voicemail: 5 } })
  const hungUp = spentBy(stats, { answeringMachine: 'hang-up' })
  expect(hungUp).toBeCloseTo(15 * 0.018 + 5 * 0.1 + 10 * 0.0075)
  expect(spentBy(stats, { answeringMachine: 'off' })).toBeCloseTo(15 * 0.018 + 10 * 0.1)
})

test('the whole is expected at the cost of who is finished', () => {
  expect(expectedOf(someStats({ totalContacts: 40, finished: 10 }), 5)).toBe(20)
})

test('a call is paid for by the begun minute; one that nobody answered costs nothing', () => {
  expect(costOf({ seconds: 61, outcome: 'human', answeredBy: 'human' })).toBeCloseTo(2 * 0.018 + (61 / 60) * 0.1 + 0.0075)
  expect(costOf({})).toBeUndefined()
})

test('a call that the agent’s provider holds by itself has no media stream to be paid for', () => {
  expect(costOf({ seconds: 60, outcome: 'human', heldDirectly: true })).toBeCloseTo(0.014 + 0.1)
})

test('the documented prices are those that the page reckons with', async () => {
  const documented = await readFile(join(import.meta.dirname, '..', '..', 'docs', 'cost.md'), 'utf8')
  const { telephonePerMinute, streamPerMinute, agentPerMinute, detectionPerCall } = PRICES
  for (const price of [telephonePerMinute, streamPerMinute, agentPerMinute.toFixed(2), detectionPerCall])
    expect(documented).toContain(`$${price} `)
})
