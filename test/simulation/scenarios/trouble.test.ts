// Stops, closed windows and a broken deployment: S9, S10, S14 of the design's model.

import { expect, test } from 'vitest'
import { stopCampaign } from '#app/campaigns/stop-campaign.ts'
import { rowOf } from '../seeds/people.ts'
import { HOUR, MINUTE, NO_ANSWER, SECOND, setStage, talks } from './stage.ts'

test('a stop cancels what waits in the provider’s queue: nothing rings later, and everything is settled', async () => {
  const stage = await setStage({ fateOf: () => talks(30), callsPerSecond: 100, providerCallsPerSecond: 0.2 })
  const id = await stage.campaign(20, { callDelay: 0, maxConcurrentCalls: 8, retryCount: 0 })
  stage.at(9 * SECOND, (ports) => stopCampaign(ports)(id))
  await stage.to(30 * MINUTE)
  const rings = stage.calls().flatMap(({ rangAt }) => (rangAt === undefined ? [] : [rangAt - stage.world.startAt]))
  expect(Math.max(...rings)).toBeLessThan(14 * SECOND)
  expect(stage.liveCalls()).toBe(0)
  expect(stage.stateOf(id)).toBe('cancelled')
  expect(stage.world.steps.counts()).toEqual({ executions: 0, tasks: 0 })
  expect(stage.violations()).toEqual([])
})

test('a list that is closed until later does not keep the open part of it waiting', async () => {
  const closed = { ...rowOf(0), variables: {} }
  const stage = await setStage({ fateOf: () => NO_ANSWER })
  // It is nine in the morning in London, and four in New York.
  const people = Array.from({ length: 1_030 }, (_, i) => ({
    ...closed,
    ...rowOf(i),
    timeZone: i < 1_000 ? 'America/New_York' : 'Europe/London',
  }))
  const id = await stage.campaign(people, { callDelay: 0, maxConcurrentCalls: 5, retryCount: 0, window: { from: '09:00', to: '20:00' } })
  await stage.to(HOUR)
  expect(stage.dials.map(({ person }) => person).sort((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, i) => 1_000 + i))
  expect(stage.dials.at(-1)?.atMs).toBeLessThan(5 * MINUTE)
  await stage.to(5 * HOUR + MINUTE)
  expect(stage.dials[30]?.atMs).toBeGreaterThanOrEqual(5 * HOUR)
  expect(stage.dials[30]?.atMs).toBeLessThan(5 * HOUR + 10 * SECOND)
  expect(stage.stateOf(id)).toBe('active')
})

test('a dialling function that always fails costs cents', async () => {
  const stage = await setStage({
    fateOf: () => NO_ANSWER,
    functions: (real) => ({
      ...real,
      'claim-and-dial': async () => {
        throw new Error('Cannot find module')
      },
    }),
  })
  const id = await stage.campaign(100, { callDelay: 0, maxConcurrentCalls: 10 })
  await stage.to(3 * HOUR)
  // A thousand transitions are 2.5 cents.
  expect(stage.transitions() / 3).toBeLessThan(1_000)
  expect(stage.stateOf(id)).toBe('active')
  expect(stage.dials).toEqual([])
})
