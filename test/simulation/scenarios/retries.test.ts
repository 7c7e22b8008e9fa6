// Retries and contacts that come later: S3, S6, S8, S13 of the design's model.

import { expect, test } from 'vitest'
import { addContacts } from '#app/contacts/add-contacts.ts'
import { rowOf } from '../seeds/people.ts'
import { HOUR, MINUTE, NO_ANSWER, SECOND, setStage, talks } from './stage.ts'

test('a contact that is added while the campaign waits for a retry is called at once', async () => {
  const stage = await setStage({ fateOf: () => NO_ANSWER })
  const id = await stage.campaign(3, { callDelay: 0, retryCount: 1 })
  stage.at(5 * MINUTE, (ports) => addContacts(ports)(id, [rowOf(50)]))
  await stage.toTheEnd()
  const added = stage.dials.find(({ person }) => person === 50)
  expect(added?.atMs).toBeGreaterThan(5 * MINUTE)
  expect(added?.atMs).toBeLessThan(5 * MINUTE + 2 * SECOND)
  expect(stage.violations()).toEqual([])
})

test('three contacts on five lines are called, called again after an hour, and that is all', async () => {
  const stage = await setStage({ fateOf: () => NO_ANSWER })
  await stage.campaign(3, { callDelay: 0, retryCount: 1 })
  await stage.toTheEnd()
  expect(stage.dials).toHaveLength(6)
  const again = stage.dials.slice(3).map(({ atMs }) => atMs)
  expect(Math.min(...again)).toBeGreaterThanOrEqual(HOUR + 25 * SECOND)
  expect(Math.max(...again)).toBeLessThan(HOUR + 28 * SECOND)
  expect(stage.transitions()).toBeLessThan(80)
  expect(stage.violations()).toEqual([])
})

test('a short retry is on time while a long call keeps the lanes from going home', async () => {
  const stage = await setStage({
    fateOf: ({ person }) => (person === 0 ? talks(590) : person === 1 ? { kind: 'busy', ringMs: 55 * SECOND } : NO_ANSWER),
  })
  await stage.campaign(6, {
    callDelay: 0,
    maxConcurrentCalls: 6,
    retries: { busy: [MINUTE, MINUTE], 'no-answer': [20 * MINUTE, 20 * MINUTE] },
  })
  await stage.toTheEnd()
  const dials = stage.dials.filter(({ person }) => person === 1).map(({ atMs }) => atMs)
  const waits = dials.slice(1).map((atMs, i) => atMs - (dials[i] ?? 0) - 55 * SECOND)
  expect(waits).toHaveLength(2)
  for (const wait of waits) {
    expect(wait).toBeGreaterThanOrEqual(MINUTE)
    expect(wait).toBeLessThan(MINUTE + 2 * SECOND)
  }
  expect(stage.violations()).toEqual([])
})

test('fifty retries that are due together are called together', async () => {
  const stage = await setStage({ fateOf: () => NO_ANSWER })
  await stage.campaign(50, { callDelay: 0, maxConcurrentCalls: 50, retryCount: 1 })
  await stage.toTheEnd()
  const endOf = new Map(stage.calls().map(({ to, endedAt = 0 }) => [to, endedAt]))
  expect(endOf.size).toBe(50)
  const late = stage.dials.slice(50).map(({ atMs }, i) => atMs - HOUR - 25 * SECOND - (stage.dials[i]?.atMs ?? 0))
  expect(late).toHaveLength(50)
  expect(Math.max(...late)).toBeLessThan(4 * SECOND)
  expect(stage.violations()).toEqual([])
})
