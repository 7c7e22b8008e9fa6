// What the simulated account may do, and what it refuses: the account's own limits, whoever is called.
import { afterEach, expect, test } from 'vitest'
import type { FaultSettings } from '../../../local/fake-twilio/fault-settings.ts'
import { eventually } from '../../support/eventually.ts'
import { FROM, startTelephony, type Telephony, WAIT } from '../../support/fake-twilio.ts'

let telephony: Telephony
afterEach(() => telephony.close())

const dial = (to = '+12025550190') => telephony.client.calls.create({ to, from: FROM, twiml: WAIT })

test.each<[FaultSettings, number, number]>([
  [{ 'no-balance': true }, 403, 20005],
  [{ 'no-permission': true }, 400, 21215],
])('an account with %j refuses every dial, whoever it is to', async (settings, status, code) => {
  telephony = await startTelephony({ settings })
  for (const to of ['+12025550190', '+12025550193']) await expect(dial(to)).rejects.toMatchObject({ status, code })
  expect(telephony.fake.calls()).toEqual([])
})

test('an account has no more calls at a time than it may have, from the dial to the end', async () => {
  telephony = await startTelephony({ settings: { 'concurrent-calls': 2 }, speed: 5 })
  const { sid } = await dial('+12025550190')
  await dial('+12025550191')
  await expect(dial('+12025550192')).rejects.toMatchObject({ code: 10004 })
  await telephony.client.calls(sid).update({ status: 'completed' })
  await dial('+12025550192')
  expect(telephony.fake.calls()).toHaveLength(3)
})

test('an account’s queue is of all its calls, and a day long at most', async () => {
  telephony = await startTelephony({ settings: { 'calls-per-second': 1 / 80_000 }, speed: 1 })
  expect((await dial('+12025550190')).queueTime).toBe('0')
  const waits = Number((await dial('+12025550191')).queueTime)
  expect(waits).toBeGreaterThan(79_900_000)
  expect(waits).toBeLessThanOrEqual(80_000_000)
  await expect(dial('+12025550192')).rejects.toMatchObject({ code: 22005 })
  await eventually(() => telephony.fake.calls().map(({ status }) => status)).toEqual([expect.not.stringMatching('queued'), 'queued'])
})
