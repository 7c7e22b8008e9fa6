// The Calls API of the simulated Twilio, through the real SDK.
import { RestException } from 'twilio'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { ACCOUNT_SID, clientOf, FROM, startTelephony, type Telephony, WAIT } from '../../support/fake-twilio.ts'

let telephony: Telephony
afterEach(() => telephony.close())

const refusal = async (call: Promise<unknown>): Promise<{ status: number; code: number | undefined }> => {
  try {
    await call
  } catch (error) {
    if (error instanceof RestException) return { status: error.status, code: error.code }
    throw error
  }
  throw new Error('It was accepted')
}

const dial = (to: string, more: object = {}) => telephony.client.calls.create({ to, from: FROM, twiml: WAIT, ...more })

test('answers a dial with the queued call and every field of the resource', async () => {
  telephony = await startTelephony({ speed: 1 })
  const { body, statusCode } = await telephony.client.calls.createWithHttpInfo({ to: '+12025550190', from: FROM, twiml: WAIT })
  expect(statusCode).toBe(201)
  expect(body).toMatchObject({
    accountSid: ACCOUNT_SID,
    to: '+12025550190',
    from: FROM,
    status: 'queued',
    direction: 'outbound-api',
    apiVersion: '2010-04-01',
    queueTime: '0',
    duration: null,
    startTime: null,
    endTime: null,
    answeredBy: null,
    priceUnit: 'USD',
  })
  expect(body.sid).toMatch(/^CA[0-9a-f]{32}$/)
  expect(body.subresourceUris).toHaveProperty('user_defined_message_subscriptions')
})

test('gives dates in whole seconds of campaign time', async () => {
  telephony = await startTelephony({ speed: 1000 })
  const before = telephony.clock.now()
  const { dateCreated } = await dial('+12025550190')
  expect(dateCreated.getMilliseconds()).toBe(0)
  expect(dateCreated.getTime()).toBeGreaterThan(before - 1_000)
  expect(dateCreated.getTime()).toBeLessThanOrEqual(telephony.clock.now())
})

test.each([
  ['a number that is not one', () => dial('call me'), 400, 21211],
  ['the test number for invalid numbers', () => dial('+442079460193'), 400, 21211],
  ['a sender that is not a number', () => dial('+12025550190', { from: 'Ringmaster' }), 400, 21212],
  ['a dial without instructions', () => telephony.client.calls.create({ to: '+12025550190', from: FROM }), 400, 21205],
  ['an address that is not one', () => dial('+12025550190', { twiml: undefined, url: 'voice' }), 400, 21205],
  ['inline TwiML above 4000 characters', () => dial('+12025550190', { twiml: ' '.repeat(4_001) }), 400, 32018],
  ['a timeout above ten minutes', () => dial('+12025550190', { timeout: 601 }), 400, 21208],
  ['a callback host with an underscore', () => dial('+12025550190', { statusCallback: 'https://a_b.test/' }), 400, 21609],
  ['an unknown kind of machine detection', () => dial('+12025550190', { machineDetection: 'Always' }), 400, 21234],
  ['an unknown call', () => telephony.client.calls(`CA${'0'.repeat(32)}`).fetch(), 404, 20404],
  ['a wrong token', () => clientOf(telephony.fake, { authToken: 'wrong' }).calls.list(), 401, 20003],
])('refuses %s', async (_, call, status, code) => {
  telephony = await startTelephony()
  expect(await refusal(call())).toEqual({ status, code })
  expect(telephony.fake.calls()).toEqual([])
})

test('explains a refusal in the body as Twilio does', async () => {
  telephony = await startTelephony()
  const response = await fetch(`${telephony.fake.url}/2010-04-01/Accounts/${ACCOUNT_SID}/Calls.json`)
  expect(response.status).toBe(401)
  expect(await response.json()).toEqual({
    code: 20003,
    message: 'Authenticate',
    more_info: 'https://www.twilio.com/docs/errors/20003',
    status: 401,
  })
})

test('queues dials above the calls per second, says how long they wait, and dials none of them earlier', async () => {
  telephony = await startTelephony({ callsPerSecond: 2 })
  await Promise.all(['0190', '0191', '0192', '0194'].map((last) => dial(`+1202555${last}`)))
  await eventually(() => telephony.fake.calls().every((call) => call.startedAt !== undefined)).toBe(true)
  const slots = telephony.fake.calls().map((call) => call.createdAt + call.queueMs)
  for (const [i, slot] of slots.slice(1).entries()) expect(slot - (slots[i] ?? 0)).toBeGreaterThanOrEqual(498)
  for (const [i, call] of telephony.fake.calls().entries()) expect(call.startedAt ?? 0).toBeGreaterThanOrEqual((slots[i] ?? 0) - 1)
})

test('shows the wait in the queue as text', async () => {
  telephony = await startTelephony({ callsPerSecond: 0.001, speed: 1 })
  expect((await dial('+12025550190')).queueTime).toBe('0')
  expect((await dial('+12025550190')).queueTime).toMatch(/^[1-9]\d{5}$/)
})

test('lists calls newest first, by case-sensitive filters and in pages', async () => {
  telephony = await startTelephony()
  const first = await dial('+12025550190')
  const second = await dial('+12025550191')
  const third = await dial('+12025550190')
  const sids = async (filter: object) => (await telephony.client.calls.list(filter)).map((call) => call.sid)
  expect(await sids({})).toEqual([third.sid, second.sid, first.sid])
  expect(await sids({ to: '+12025550190' })).toEqual([third.sid, first.sid])
  expect(await sids({ from: '+12025550101' })).toEqual([])
  expect(await sids({ pageSize: 2 })).toEqual([third.sid, second.sid, first.sid])
  const raw = await fetch(`${telephony.fake.url}/2010-04-01/Accounts/${ACCOUNT_SID}/Calls.json?to=%2B12025550191`, {
    headers: { authorization: `Basic ${Buffer.from(`${ACCOUNT_SID}:token-of-the-tests`).toString('base64')}` },
  })
  expect(await raw.json()).toMatchObject({ calls: { length: 3 }, page: 0, page_size: 50, next_page_uri: null })
})

test('does not find a call that was not dialled yet by its start time', async () => {
  telephony = await startTelephony({ callsPerSecond: 0.001, speed: 1 })
  const dialled = await dial('+12025550190')
  await dial('+12025550190')
  const startTimeAfter = new Date(telephony.clock.now() - 60_000)
  await eventually(async () => (await telephony.client.calls.list({ startTimeAfter })).map((call) => call.sid)).toEqual([dialled.sid])
  expect(await telephony.client.calls.list({ startTimeAfter: new Date(telephony.clock.now() + 60_000) })).toEqual([])
})

test('shows a new call in lists only after the delay of eventual consistency', async () => {
  telephony = await startTelephony({ settings: { 'list-delay': 1_500 } })
  const { sid } = await dial('+12025550190')
  expect(await telephony.client.calls.list()).toEqual([])
  expect((await telephony.client.calls(sid).fetch()).sid).toBe(sid)
  await eventually(async () => (await telephony.client.calls.list()).length).toBe(1)
})

test('cancels a queued call and leaves an ended one alone', async () => {
  telephony = await startTelephony({ callsPerSecond: 0.001, speed: 1 })
  await dial('+12025550190')
  const { sid } = await dial('+12025550190')
  const canceled = await telephony.client.calls(sid).update({ status: 'canceled' })
  expect(canceled).toMatchObject({ status: 'canceled', duration: '0', startTime: null })
  expect(await refusal(telephony.client.calls(sid).update({ status: 'completed' }))).toEqual({ status: 400, code: 21220 })
})

test('hangs up a conversation but does not cancel it', async () => {
  telephony = await startTelephony({ speed: 5 })
  const { sid } = await dial('+12025550190')
  await eventually(async () => (await telephony.client.calls(sid).fetch()).status).toBe('in-progress')
  expect((await telephony.client.calls(sid).update({ status: 'canceled' })).status).toBe('in-progress')
  expect((await telephony.client.calls(sid).update({ status: 'completed' })).status).toBe('completed')
})

test('refuses other TwiML for a call that is not answered', async () => {
  telephony = await startTelephony({ speed: 1 })
  const { sid } = await dial('+12025550192')
  expect(await refusal(telephony.client.calls(sid).update({ twiml: WAIT }))).toEqual({ status: 400, code: 21220 })
})
