// Pause and resume: S1, S2, S12 of the design's model.

import { expect, test } from 'vitest'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import { resumeCampaign } from '#app/campaigns/start-campaign.ts'
import { HOUR, NO_ANSWER, SECOND, setStage, talks } from './stage.ts'

test('a pause in a long call stops every dial and leaves the call alone; after the resume the lines are as busy as before', async () => {
  let calls = 0
  const stage = await setStage({ fateOf: () => (++calls === 1 ? talks(580) : NO_ANSWER) })
  const id = await stage.campaign(400, { callDelay: 0, maxConcurrentCalls: 10, retryCount: 0 })
  stage.at(60 * SECOND, (ports) => pauseCampaign(ports)(id))
  stage.at(150 * SECOND, (ports) => resumeCampaign(ports, stage.rules)(id))
  await stage.toTheEnd()

  const during = stage.dials.filter(({ atMs }) => atMs > 61 * SECOND && atMs < 150 * SECOND)
  expect(during).toEqual([])
  expect(stage.calls()[0]?.seconds).toBe(580)
  // Nine lines for 399 calls of 25 s and a bit, and the pause.
  const ideal = (399 / 9) * 25.3 * SECOND + 90 * SECOND
  expect(stage.now()).toBeLessThan(1.05 * ideal)
  expect(stage.stateOf(id)).toBe('completed')
  expect(stage.violations()).toEqual([])
})

test('a resume at any moment around the end of the last lane goes on', async () => {
  for (let offset = 0; offset < 1_500; offset += 50) {
    const stage = await setStage({ fateOf: () => NO_ANSWER, seed: 7 })
    const id = await stage.campaign(30, { callDelay: 0, maxConcurrentCalls: 2, retryCount: 0 })
    stage.at(30 * SECOND, (ports) => pauseCampaign(ports)(id))
    stage.at(50.5 * SECOND + offset, (ports) => resumeCampaign(ports, stage.rules)(id))
    await stage.toTheEnd(3 * HOUR)
    expect({ offset, state: stage.stateOf(id), calls: stage.dials.length }).toEqual({ offset, state: 'completed', calls: 30 })
  }
})

test('a night of pause costs nothing, and the first dial follows the resume at once', async () => {
  const stage = await setStage({ fateOf: () => NO_ANSWER })
  const id = await stage.campaign(400, { callDelay: 0, maxConcurrentCalls: 10, retryCount: 0 })
  stage.at(60 * SECOND, (ports) => pauseCampaign(ports)(id))
  await stage.to(600 * SECOND)
  const before = stage.transitions()
  await stage.to(10 * HOUR)
  expect(stage.transitions()).toBe(before)
  stage.at(10 * HOUR, (ports) => resumeCampaign(ports, stage.rules)(id))
  await stage.toTheEnd()
  const [first] = stage.dials.filter(({ atMs }) => atMs >= 10 * HOUR)
  expect(first?.atMs).toBeLessThan(10 * HOUR + SECOND)
  expect(stage.violations()).toEqual([])
})
