// How the simulated Twilio gets TwiML and obeys it.
import { validateRequest } from 'twilio/lib/webhooks/webhooks.js'
import { afterEach, describe, expect, test } from 'vitest'
import { readTwiml } from '../../../local/fake-twilio/twiml.ts'
import { eventually } from '../../support/eventually.ts'
import { AUTH_TOKEN, FROM, startTelephony, type Telephony, type TelephonyOptions } from '../../support/fake-twilio.ts'
import { type ReceivedWebhook, startWebhookServer, type WebhookAnswer, type WebhookServer } from '../../support/webhook-server.ts'

describe('reading', () => {
  test('gives the verbs in order, with texts and attributes decoded', () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?>
      <Response>
        <!-- a comment -->
        <Say voice="alice">Hello &amp; goodbye</Say>
        <Connect><Stream url="wss://bridge.test/a" name="call" statusCallback="https://api.test/s">
          <Parameter name="attempt" value="&quot;1&quot;"/>
        </Stream></Connect>
        <Pause length="2"/><Pause/><Hangup/>
      </Response>`
    expect(readTwiml(xml)).toEqual([
      { verb: 'say', text: 'Hello & goodbye', ms: expect.any(Number) },
      {
        verb: 'stream',
        stream: {
          url: 'wss://bridge.test/a',
          name: 'call',
          parameters: { attempt: '"1"' },
          statusCallback: { url: 'https://api.test/s', method: 'POST' },
        },
      },
      { verb: 'pause', ms: 2_000 },
      { verb: 'pause', ms: 1_000 },
      { verb: 'hangup' },
    ])
  })

  test.each([
    ['no XML', 'Sorry', 12100],
    ['an element that is not closed', '<Response><Say>Hi</Response>', 12100],
    ['another document', '<html></html>', 12200],
    ['a verb that is not obeyed', '<Response><Dial>+12025550190</Dial></Response>', 12200],
    ['a connection to nothing', '<Response><Connect></Connect></Response>', 12200],
    ['a stream without an address', '<Response><Connect><Stream/></Connect></Response>', 12200],
    [
      'a parameter of 500 letters',
      `<Response><Connect><Stream url="wss://a/b"><Parameter name="token" value="${'x'.repeat(495)}"/></Stream></Connect></Response>`,
      12200,
    ],
  ])('refuses %s', (_, xml, code) => {
    expect(() => readTwiml(xml)).toThrow(expect.objectContaining({ code }))
  })

  test('takes a parameter of 499 letters', () => {
    const xml = `<Response><Connect><Stream url="wss://a/b"><Parameter name="token" value="${'x'.repeat(494)}"/></Stream></Connect></Response>`
    expect(readTwiml(xml)).toHaveLength(1)
  })
})

describe('obeying', () => {
  let server: WebhookServer
  let telephony: Telephony
  let log: string[]
  afterEach(async () => {
    await telephony.close()
    await server.close()
  })

  /** Dials somebody who talks for 40 s, and gives the call when it is over. */
  const callWith = async (answer: (webhook: ReceivedWebhook) => WebhookAnswer, more: object = {}, options: TelephonyOptions = {}) => {
    log = []
    server = await startWebhookServer(answer)
    telephony = await startTelephony({ api: server.port, log: (line) => log.push(line), ...options })
    const url = 'https://api.ringmaster.test/voice/att_1?x=1'
    const { sid } = await telephony.client.calls.create({ to: '+12025550190', from: FROM, url, ...more })
    await eventually(() => telephony.fake.calls()[0]?.endedAt !== undefined).toBe(true)
    return telephony.client.calls(sid).fetch()
  }

  test('asks for the document with a signed request that names the answered call', async () => {
    const call = await callWith(() => ({ body: '<Response><Hangup/></Response>' }))
    const [asked] = server.on('/voice/att_1')
    expect(asked?.fields).toMatchObject({
      CallSid: call.sid,
      CallStatus: 'in-progress',
      To: '+12025550190',
      From: FROM,
      Direction: 'outbound-api',
    })
    const signature = String(asked?.headers['x-twilio-signature'])
    expect(validateRequest(AUTH_TOKEN, signature, 'https://api.ringmaster.test/voice/att_1?x=1', asked?.fields ?? {})).toBe(true)
    expect(call.status).toBe('completed')
  })

  test('asks with GET when told so, and signs the fields as part of the address', async () => {
    await callWith(() => ({ body: '<Response/>' }), { method: 'GET' })
    const [asked] = server.on('/voice/att_1')
    expect(asked?.method).toBe('GET')
    const signature = String(asked?.headers['x-twilio-signature'])
    expect(validateRequest(AUTH_TOKEN, signature, `https://api.ringmaster.test${asked?.path}`, {})).toBe(true)
  })

  test('ends a call whose document leaves nothing to do before the person hangs up', async () => {
    const call = await callWith(() => ({ body: '<Response><Say>Hello</Say><Pause length="3"/></Response>' }), {}, { speed: 20 })
    expect(Number(call.duration)).toBeGreaterThanOrEqual(3)
    expect(Number(call.duration)).toBeLessThan(40)
  })

  test('waits for the detection before asking, when it has no callback of its own', async () => {
    await callWith(() => ({ body: '<Response/>' }), { machineDetection: 'Enable' })
    expect(server.on('/voice/att_1')[0]?.fields).toMatchObject({ AnsweredBy: 'human' })
  })

  test.each([
    ['an error', { status: 500 }, 11200],
    ['no XML', { body: 'Hello' }, 12100],
    ['another type', { type: 'application/json', body: '{}' }, 12300],
    ['more than 64 kB', { body: ' '.repeat(70_000) }, 11750],
  ])('ends the call as completed after an application error when our server answers with %s', async (_, answer, code) => {
    const call = await callWith(() => answer)
    expect(call.status).toBe('completed')
    expect(log.some((line) => line.includes(`application error ${code}`))).toBe(true)
  })

  test('ends the call as completed when our server cannot be reached', async () => {
    const call = await callWith(() => 'reset')
    expect(call.status).toBe('completed')
  })

  test('falls back to the other address and tells it what was wrong with the first', async () => {
    await callWith((webhook) => (webhook.path === '/fallback' ? { body: '<Response/>' } : { status: 503 }), {
      fallbackUrl: 'https://api.ringmaster.test/fallback',
    })
    expect(server.on('/fallback')[0]?.fields).toMatchObject({ ErrorCode: '11200', ErrorUrl: 'https://api.ringmaster.test/voice/att_1?x=1' })
  })

  test('does other things when a live call is given other TwiML', async () => {
    server = await startWebhookServer()
    telephony = await startTelephony({ api: server.port, speed: 5 })
    const { sid } = await telephony.client.calls.create({
      to: '+12025550190',
      from: FROM,
      twiml: '<Response><Pause length="100"/></Response>',
    })
    await eventually(async () => (await telephony.client.calls(sid).fetch()).status).toBe('in-progress')
    await telephony.client.calls(sid).update({ twiml: '<Response><Hangup/></Response>' })
    await eventually(async () => (await telephony.client.calls(sid).fetch()).status).toBe('completed')
  })
})
