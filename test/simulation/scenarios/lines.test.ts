// Lines, pacing and shared numbers: S4, S7, S11 of the design's model.

import { expect, test } from 'vitest'
import { editCampaign } from '#app/campaigns/edit-campaign.ts'
import { rowOf } from '../seeds/people.ts'
import { MINUTE, NO_ANSWER, SECOND, setStage, talks } from './stage.ts'

test('lines that are taken away drain, and the others go on', async () => {
  const stage = await setStage({ fateOf: () => NO_ANSWER })
  const id = await stage.campaign(300, { callDelay: 0, maxConcurrentCalls: 10, retryCount: 0 })
  stage.at(MINUTE, (ports) => editCampaign(ports)(id, { edit: { settings: { maxConcurrentCalls: 2 } } }))
  const live: number[] = []
  for (let second = 90; second < 400; second += 10) {
    await stage.to(second * SECOND)
    live.push(stage.liveCalls())
  }
  expect(Math.max(...live)).toBe(2)
  expect(stage.dials.filter(({ atMs }) => atMs > 90 * SECOND).length).toBeGreaterThan(20)
})

test('lines that are added are dialled on while the old calls go on', async () => {
  const stage = await setStage({ fateOf: () => talks(300) })
  const id = await stage.campaign(100, { callDelay: 0, maxConcurrentCalls: 2, retryCount: 0 })
  stage.at(MINUTE, (ports) => editCampaign(ports)(id, { edit: { settings: { maxConcurrentCalls: 10 } } }))
  await stage.to(MINUTE + 20 * SECOND)
  expect(stage.liveCalls()).toBe(10)
})

test('two campaigns with the same number never ring it at once, and both reach it', async () => {
  const stage = await setStage({ fateOf: ({ campaignId }) => talks(campaignId === first ? 580 : 20) })
  const first = await stage.campaign([rowOf(5)], { callDelay: 0 })
  const second = await stage.campaign([rowOf(5)], { callDelay: 0 })
  await stage.toTheEnd()
  const [one, other] = stage.calls()
  expect(stage.dials.map(({ campaignId }) => campaignId).sort()).toEqual([first, second].sort())
  expect(other?.placedAt).toBeGreaterThan(one?.endedAt ?? Number.POSITIVE_INFINITY)
  expect(other?.placedAt).toBeLessThan((one?.endedAt ?? 0) + 45 * SECOND)
  expect(stage.violations()).toEqual([])
})

test('a callDelay that is longer than a call is kept to the second, at the price of a few turns', async () => {
  const stage = await setStage({ fateOf: () => NO_ANSWER })
  await stage.campaign(60, { callDelay: 60 * SECOND, maxConcurrentCalls: 5, retryCount: 0 })
  await stage.toTheEnd()
  const gaps = stage.dials.slice(1).map(({ atMs }, i) => atMs - (stage.dials[i]?.atMs ?? 0))
  expect(Math.min(...gaps)).toBeGreaterThan(58 * SECOND)
  expect(Math.max(...gaps)).toBeLessThan(63 * SECOND)
  expect(stage.now()).toBeLessThan(60 * MINUTE)
  expect(stage.transitions() / 60).toBeLessThan(25)
  expect(stage.violations()).toEqual([])
})
