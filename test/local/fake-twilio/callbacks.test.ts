// What the simulated Twilio tells our server about a call, and when it tries again.
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../../support/eventually.ts'
import { ACCOUNT_SID, AUTH_TOKEN, FROM, startTelephony, type Telephony, type TelephonyOptions, WAIT } from '../../support/fake-twilio.ts'
import { startWebhookServer, type WebhookAnswer, type WebhookServer } from '../../support/webhook-server.ts'

let server: WebhookServer
let telephony: Telephony
afterEach(async () => {
  await telephony.close()
  await server.close()
})

const start = async (options: TelephonyOptions = {}, answer?: () => WebhookAnswer): Promise<void> => {
  server = await startWebhookServer(answer)
  telephony = await startTelephony({ api: server.port, ...options })
}

const ALL = ['initiated', 'ringing', 'answered', 'completed']
const STATUS = 'https://api.ringmaster.test/status/att_1'

const dial = (to: string, more: object = {}) =>
  telephony.client.calls.create({ to, from: FROM, twiml: WAIT, statusCallback: STATUS, statusCallbackEvent: ALL, ...more })

const told = (path = '/status/att_1') => server.on(path).map(({ fields }) => fields)
const ended = () => eventually(() => told().some(({ CallDuration }) => CallDuration !== undefined)).toBe(true)

test('tells the life of an answered call in order, numbered and complete', async () => {
  await start()
  const { sid } = await dial('+12025550190')
  await ended()
  expect(told().map(({ CallStatus }) => CallStatus)).toEqual(['initiated', 'ringing', 'in-progress', 'completed'])
  expect(told().map(({ SequenceNumber }) => SequenceNumber)).toEqual(['0', '1', '2', '3'])
  expect(told()[0]).toEqual({
    CallSid: sid,
    AccountSid: ACCOUNT_SID,
    From: FROM,
    To: '+12025550190',
    Caller: FROM,
    Called: '+12025550190',
    CallStatus: 'initiated',
    ApiVersion: '2010-04-01',
    Direction: 'outbound-api',
    CallbackSource: 'call-progress-events',
    SequenceNumber: '0',
    Timestamp: expect.stringMatching(/^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} 2026 \d\d:\d\d:\d\d \+0000$/),
  })
  const call = await telephony.client.calls(sid).fetch()
  const minutes = String(Math.ceil(Number(call.duration) / 60))
  expect(told()[3]).toMatchObject({ CallDuration: call.duration, Duration: minutes, SipResponseCode: '200' })
})

test.each([
  ['+12025550191', ['initiated', 'busy'], '486'],
  ['+12025550192', ['initiated', 'ringing', 'no-answer'], '487'],
  ['+12025550198', ['initiated', 'failed'], '503'],
])('tells how a call to %s that nobody answers ends', async (to, statuses, sip) => {
  await start()
  await dial(to)
  await ended()
  expect(told().map(({ CallStatus }) => CallStatus)).toEqual(statuses)
  expect(told().at(-1)).toMatchObject({ CallDuration: '0', SipResponseCode: sip })
})

test('rings no longer than the timeout of the dial', async () => {
  await start()
  await dial('+12025550199', { timeout: 10 })
  await ended()
  expect(told().map(({ CallStatus }) => CallStatus)).toEqual(['initiated', 'ringing', 'no-answer'])
})

test('signs every callback over the public address', async () => {
  await start()
  await dial('+12025550191')
  await ended()
  for (const { fields, headers } of server.received) {
    expect(headers.host).toBe('api.ringmaster.test')
    expect(validateRequest(AUTH_TOKEN, String(headers['x-twilio-signature']), STATUS, fields)).toBe(true)
    expect(validateRequest('another', String(headers['x-twilio-signature']), STATUS, fields)).toBe(false)
  }
})

test('tells only what was asked for, and only the end by default', async () => {
  await start()
  await dial('+12025550191', { statusCallbackEvent: undefined })
  await ended()
  expect(told().map(({ CallStatus, SequenceNumber }) => [CallStatus, SequenceNumber])).toEqual([['busy', '0']])
})

test('calls addresses on this machine as they are', async () => {
  await start()
  const url = `http://127.0.0.1:${server.port}/plain?attempt=1`
  await dial('+12025550191', { statusCallback: url })
  await eventually(() => told('/plain').length).toBe(2)
  const [first] = server.on('/plain')
  expect(first && validateRequest(AUTH_TOKEN, String(first.headers['x-twilio-signature']), url, first.fields)).toBe(true)
})

test('says nothing when a queued call is cancelled', async () => {
  await start({ callsPerSecond: 0.001, speed: 20 })
  await dial('+12025550191')
  const { sid } = await dial('+12025550190')
  await telephony.client.calls(sid).update({ status: 'canceled' })
  await ended()
  expect(told().some(({ CallSid }) => CallSid === sid)).toBe(false)
})

test('tells the end of a ringing call that is cancelled', async () => {
  await start({ speed: 10 })
  const { sid } = await dial('+12025550199')
  await eventually(async () => (await telephony.client.calls(sid).fetch()).status).toBe('ringing')
  await telephony.client.calls(sid).update({ status: 'canceled' })
  await ended()
  expect(told().at(-1)).toMatchObject({ CallStatus: 'canceled', CallDuration: '0' })
})

test('loses a callback that is answered with an error, and goes on with the next', async () => {
  let asked = 0
  await start({}, () => ({ status: asked++ === 0 ? 500 : 200 }))
  await dial('+12025550191')
  await ended()
  expect(told().map(({ SequenceNumber }) => SequenceNumber)).toEqual(['0', '1'])
})

test('repeats a callback when the address asks for it, under one token and before the next', async () => {
  let asked = 0
  await start({}, () => ({ status: asked++ < 2 ? 503 : 200 }))
  await dial('+12025550191', { statusCallback: `${STATUS}#rc=3&rp=5xx` })
  await ended()
  expect(told().map(({ SequenceNumber }) => SequenceNumber)).toEqual(['0', '0', '0', '1'])
  const tokens = server.received.map(({ headers }) => headers['i-twilio-idempotency-token'])
  expect(new Set(tokens.slice(0, 3)).size).toBe(1)
  expect(tokens[3]).not.toBe(tokens[0])
  const [first] = server.received
  expect(first?.path).toBe('/status/att_1')
  expect(first && validateRequest(AUTH_TOKEN, String(first.headers['x-twilio-signature']), STATUS, first.fields)).toBe(true)
})

test('gives up on a server that does not answer within the time that the address names', async () => {
  let asked = 0
  await start({}, () => (asked++ === 0 ? 'hang' : {}))
  await dial('+12025550191', { statusCallback: `${STATUS}#tt=200` })
  await ended()
  expect(told().map(({ SequenceNumber }) => SequenceNumber)).toEqual(['0', '1'])
})

test.each([
  ['+12025550190', 'Enable', 'human'],
  ['+12025550194', 'Enable', 'machine_start'],
  ['+12025550194', 'DetectMessageEnd', 'machine_end_beep'],
])('tells what answered %s with %s in a callback of four fields', async (to, machineDetection, answeredBy) => {
  await start()
  const { sid } = await dial(to, { machineDetection, asyncAmd: 'true', asyncAmdStatusCallback: 'https://api.ringmaster.test/amd' })
  await ended()
  expect(told('/amd')).toEqual([
    { CallSid: sid, AccountSid: ACCOUNT_SID, AnsweredBy: answeredBy, MachineDetectionDuration: expect.stringMatching(/^\d+$/) },
  ])
  expect(told().at(-1)).toMatchObject({ AnsweredBy: answeredBy })
  expect((await telephony.client.calls(sid).fetch()).answeredBy).toBe(answeredBy)
})

test('goes on without waiting when the detection runs beside the call and nobody wants to be told', async () => {
  await start()
  await dial('+12025550190', { twiml: '<Response/>', machineDetection: 'Enable', asyncAmd: 'true' })
  await ended()
  expect(told().at(-1)).not.toHaveProperty('AnsweredBy')
})

test('does not listen for a machine when digits are to be sent', async () => {
  await start()
  await dial('+12025550194', { machineDetection: 'Enable', sendDigits: '1ww2' })
  await ended()
  expect(told().at(-1)).not.toHaveProperty('AnsweredBy')
})
