// The provider's own list of calls outlives its process.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { SimulatedCall } from '../../../local/fake-twilio/call.ts'
import { eventually } from '../../support/eventually.ts'
import { FROM, startTelephony, streamTo, type Telephony, WAIT } from '../../support/fake-twilio.ts'
import { startWebhookServer } from '../../support/webhook-server.ts'

let folder: string
let file: string
let telephony: Telephony
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'ringmaster-calls-'))
  file = join(folder, 'calls.jsonl')
})
afterEach(async () => {
  await telephony.close()
  rmSync(folder, { recursive: true })
})

const dial = (to: string, more: object = {}) => telephony.client.calls.create({ to, from: FROM, twiml: WAIT, ...more })
const lines = () => readFileSync(file, 'utf8').trimEnd().split('\n')
const restart = async () => {
  await telephony.close()
  telephony = await startTelephony({ file })
}
const ended = () => eventually(() => telephony.fake.calls().every((call) => call.endedAt !== undefined)).toBe(true)

test('a call is on disk when the dial is answered', async () => {
  telephony = await startTelephony({ file, speed: 1 })
  const { sid } = await dial('+12025550190', { statusCallback: 'http://127.0.0.1:9/status/att_1' })
  expect(SimulatedCall.parse(JSON.parse(lines()[0] ?? ''))).toMatchObject({
    sid,
    status: 'queued',
    statusCallback: 'http://127.0.0.1:9/status/att_1',
  })
})

test('ended calls are the same after a restart, one line each', async () => {
  telephony = await startTelephony({ file })
  await dial('+12025550190')
  await dial('+12025550191')
  await dial('+12025550190', { twiml: streamTo('/nobody') })
  await ended()
  const before = telephony.fake.calls()
  await restart()
  expect(telephony.fake.calls()).toEqual(before)
  expect(lines()).toHaveLength(3)
})

test('calls that were not over end as the network ends them, and nobody is told', async () => {
  const server = await startWebhookServer()
  telephony = await startTelephony({ file, speed: 8, callsPerSecond: 100 })
  const statusCallback = `http://127.0.0.1:${server.port}/status`
  const live = await dial('+12025550190', { statusCallback })
  await eventually(async () => (await telephony.client.calls(live.sid).fetch()).status).toBe('in-progress')
  const queued = await dial('+12025550192', { statusCallback })
  await restart()
  expect(await telephony.client.calls(live.sid).fetch()).toMatchObject({ status: 'completed', duration: expect.stringMatching(/^\d+$/) })
  expect(await telephony.client.calls(queued.sid).fetch()).toMatchObject({ status: 'no-answer', duration: '0' })
  expect(server.received).toEqual([])
  await server.close()
})

test('a number remembers how often it was called', async () => {
  telephony = await startTelephony({ file })
  await dial('+12025550197')
  await ended()
  await restart()
  await dial('+12025550197')
  await ended()
  expect(telephony.fake.calls().map(({ status }) => status)).toEqual(['busy', 'completed'])
})

test('a line that a kill cut off is ignored', async () => {
  telephony = await startTelephony({ file })
  await dial('+12025550191')
  await ended()
  appendFileSync(file, '{"sid":"CA12')
  await restart()
  expect(telephony.fake.calls()).toHaveLength(1)
  await dial('+12025550191')
  expect(new Set(lines().map((line) => SimulatedCall.parse(JSON.parse(line)).sid)).size).toBe(2)
})

test('a file of something else is named and refused', async () => {
  telephony = await startTelephony()
  writeFileSync(file, '{"hello":"world"}\n')
  await expect(startTelephony({ file })).rejects.toThrow(/calls\.jsonl, line 1, is not a call/)
})
