// The simulator's own address: what goes wrong from now on, and what was dialled.
import { request } from 'node:http'
import { afterEach, expect, test } from 'vitest'
import * as z from 'zod/mini'
import { FaultText } from '../../../local/fake-twilio/fault-settings.ts'
import { eventually } from '../../support/eventually.ts'
import { FROM, startTelephony, type Telephony, WAIT } from '../../support/fake-twilio.ts'

let telephony: Telephony
afterEach(() => telephony.close())

const dial = (to: string) => telephony.client.calls.create({ to, from: FROM, twiml: WAIT, statusCallback: 'https://api.test/att_1' })
const at = (path: string) => `${telephony.fake.url}/simulator/${path}`
const setFaults = (body: unknown) => fetch(at('faults'), { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) })

const Log = z.object({
  now: z.number(),
  nowMs: z.number(),
  dials: z.array(
    z.object({
      postedAt: z.number(),
      postedMs: z.number(),
      to: z.string(),
      statusCallback: z.string(),
      answer: z.unknown(),
      sid: z.optional(z.string()),
      status: z.optional(z.string()),
      ringingAt: z.optional(z.number()),
      endedAt: z.optional(z.number()),
    }),
  ),
})
const log = async () => Log.parse(await (await fetch(at('calls'))).json())

test('what goes wrong is changed while it runs, and said', async () => {
  telephony = await startTelephony({ settings: { 'no-balance': true } })
  expect(await (await fetch(at('faults'))).json()).toEqual({ 'no-balance': true })
  await expect(dial('+12025550190')).rejects.toMatchObject({ code: 20005 })

  expect(await (await setFaults({ 'concurrent-calls': 7 })).json()).toEqual({ 'concurrent-calls': 7 })
  expect((await dial('+12025550190')).status).toBe('queued')
  expect(await (await setFaults({})).json()).toEqual({})
})

test.each([
  ['hello', 'expected object'],
  [{ 'lost-callbacks': 2 }, 'lost-callbacks'],
  [{ 'no-balanse': true }, 'there is no no-balanse; there are rate-limited-dials'],
  [{ 'no-balance': 1 }, 'takes no value'],
])('%j is no fault, and changes nothing', async (body, why) => {
  telephony = await startTelephony({ settings: { 'no-permission': true } })
  const refused = await setFaults(body)
  expect(refused.status).toBe(400)
  expect(await refused.text()).toContain(why)
  expect(await (await fetch(at('faults'))).json()).toEqual({ 'no-permission': true })
})

test('every dial is in the log: when it came, how it was answered, and what became of its call', async () => {
  telephony = await startTelephony()
  const before = telephony.clock.now()
  const { sid } = await dial('+12025550192')
  await expect(dial('+12025550193')).rejects.toMatchObject({ code: 21211 })
  await eventually(async () => (await log()).dials[0]?.status).toBe('no-answer')
  const { now, nowMs, dials } = await log()
  expect(dials).toEqual([
    expect.objectContaining({ to: '+12025550192', statusCallback: 'https://api.test/att_1', sid, answer: { status: 201 } }),
    expect.objectContaining({ to: '+12025550193', answer: { status: 400, code: 21211 } }),
  ])
  const [first] = dials
  const times = [before, first?.postedAt ?? 0, first?.ringingAt ?? 0, first?.endedAt ?? 0, now]
  expect(times).toEqual(times.toSorted((a, b) => a - b))
  expect(nowMs).toBeGreaterThanOrEqual(first?.postedMs ?? Number.NaN)
  expect(dials[1]).not.toHaveProperty('sid')
})

test('a dial whose answer is lost is in the log with its call', async () => {
  telephony = await startTelephony({ settings: { 'lost-answers': 1 } })
  await expect(dial('+12025550190')).rejects.toMatchObject({ code: 'ECONNRESET' })
  expect((await log()).dials).toEqual([expect.objectContaining({ answer: 'reset', sid: telephony.fake.calls()[0]?.sid })])
})

test('nothing else is there, and nothing of it for pages of other sites', async () => {
  telephony = await startTelephony()
  expect((await fetch(at('people'))).status).toBe(404)
  expect((await fetch(at('calls'), { method: 'POST' })).status).toBe(404)
  const foreign = (headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve, reject) => {
      request(at('faults'), { method: 'POST', headers }, ({ statusCode }) => resolve(statusCode))
        .on('error', reject)
        .end('{}')
    })
  expect(await foreign({ origin: 'https://evil.example' })).toBe(403)
  expect(await foreign({ host: 'evil.example' })).toBe(403)
})

test('faults are named in a line for the command line', () => {
  expect(FaultText.parse('lost-callbacks=0.01, no-balance,calls-per-second=2')).toEqual({
    'lost-callbacks': 0.01,
    'no-balance': true,
    'calls-per-second': 2,
  })
})

test.each([
  ['', 'is not a fault such as'],
  ['lost-callbacks', 'lost-callbacks needs a share such as 0.01'],
  ['lost-callbacks=2', 'lost-callbacks'],
  ['lost-callbacks=-1', 'is not a fault such as'],
  ['no-balance=1', 'no-balance takes no value'],
  ['concurrent-calls=0.5', 'concurrent-calls needs a number of calls'],
  ['lost', 'there is no lost; there are rate-limited-dials'],
])('“%s” is refused in a line that says what is wrong', (text, why) => {
  const read = FaultText.safeParse(text)
  expect(read.error?.issues.map(({ message }) => message).join()).toContain(why)
  expect(read.error?.issues.map(({ message }) => message).join()).not.toContain('\n')
})
