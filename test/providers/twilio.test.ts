// Twilio's REST API through the real SDK: what is sent, and what each kind of answer means. Each request is sent once.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AnsweringMachine } from '#contract/campaign-settings.ts'
import { AttemptId, E164 } from '#contract/ids.ts'
import { twilioTelephony } from '#providers/twilio.ts'
import { attemptId, phone } from '../support/builders.ts'
import { startHttpStub } from '../support/http-stub.ts'
import { startSecrets } from '../support/secrets.ts'
import { startWebhookServer, type WebhookServer } from '../support/webhook-server.ts'

const SID = `AC${'0'.repeat(32)}`
const PATH = `/2010-04-01/Accounts/${SID}/Calls`

let secrets: Awaited<ReturnType<typeof startSecrets>>
let stub: Awaited<ReturnType<typeof startHttpStub>>
let resetting: WebhookServer
beforeAll(async () => {
  secrets = await startSecrets({ twilio: { accountSid: SID, authToken: 'token', phoneNumber: '+12025550100' } })
  stub = await startHttpStub()
  resetting = await startWebhookServer(() => 'reset')
  // The SDK is loaded at the first use, which takes a while.
  await telephony().connect()
})
afterAll(async () => {
  stub.close()
  await Promise.all([secrets.close(), resetting.close()])
})
beforeEach(() => {
  stub.asked.length = 0
})

const telephony = (apiUrl = stub.url) => twilioTelephony({ secretId: 'twilio', apiUrl, publicUrl: () => 'https://api.ringmaster.test' })
const dial = (apiUrl?: string) => telephony(apiUrl).dial({ attemptId, to: phone, answeringMachine: 'off', longestMs: 600_000 })
const form = () => new URLSearchParams(last()?.body)
const last = () => stub.asked.at(-1)

/** A call as the API gives it, as far as anybody reads it. */
const aCall = (changes: object = {}) => ({
  sid: 'CA1',
  status: 'queued',
  date_created: 'Mon, 02 Nov 2026 15:00:01 +0000',
  duration: null,
  queue_time: '1500',
  ...changes,
})
const refusal = (status: number, code: number) => ({
  code,
  message: 'No.',
  more_info: `https://www.twilio.com/docs/errors/${code}`,
  status,
})

describe('a dial', () => {
  it('says whom to call, from where, for how long, and whom to tell', async () => {
    stub.answers(201, aCall())
    expect(await dial()).toEqual({ kind: 'accepted', callSid: 'CA1', queueMs: 1_500 })
    expect(last()).toMatchObject({
      method: 'POST',
      path: `${PATH}.json`,
      headers: { authorization: `Basic ${btoa(`${SID}:token`)}` },
    })
    expect(Object.fromEntries([...form()].filter(([name]) => name !== 'StatusCallbackEvent'))).toEqual({
      To: phone,
      From: '+12025550100',
      Url: `https://api.ringmaster.test/webhooks/twilio/voice/${attemptId}`,
      // Twilio may repeat what is idempotent here; the fragment is for itself and is not sent.
      StatusCallback: `https://api.ringmaster.test/webhooks/twilio/status/${attemptId}#rc=5&rp=all`,
      Timeout: '30',
      TimeLimit: '660',
    })
    expect(form().getAll('StatusCallbackEvent')).toEqual(['ringing', 'completed'])
    expect(AttemptId.parse(attemptId)).toBe(attemptId)
  })

  it('calls from the campaign’s own number where it has one', async () => {
    stub.answers(201, aCall())
    await telephony().dial({ attemptId, to: phone, from: E164.parse('+442079460000'), answeringMachine: 'off', longestMs: 600_000 })
    expect(form().get('From')).toBe('+442079460000')
  })

  it.each<[AnsweringMachine, string]>([
    ['hang-up', 'Enable'],
    ['leave-message', 'DetectMessageEnd'],
  ])('of a campaign that answers machines with “%s” lets Twilio listen for one, beside the call', async (answeringMachine, mode) => {
    stub.answers(201, aCall())
    await telephony().dial({ attemptId, to: phone, answeringMachine, longestMs: 600_000 })
    expect(Object.fromEntries(form())).toMatchObject({
      MachineDetection: mode,
      AsyncAmd: 'true',
      AsyncAmdStatusCallback: `https://api.ringmaster.test/webhooks/twilio/machine/${attemptId}#rc=5&rp=all`,
    })
  })

  it('that is recorded asks for both sides, whole, and to be told when there is a recording, or none', async () => {
    stub.answers(201, aCall())
    await telephony().dial({ attemptId, to: phone, answeringMachine: 'off', longestMs: 600_000, isRecorded: true })
    expect(Object.fromEntries(form())).toMatchObject({
      Record: 'true',
      RecordingChannels: 'dual',
      Trim: 'do-not-trim',
      RecordingStatusCallback: `https://api.ringmaster.test/webhooks/twilio/recording/${attemptId}#rc=5&rp=all`,
    })
    expect(form().getAll('RecordingStatusCallbackEvent')).toEqual(['completed', 'absent'])
  })

  it.each([
    ['refused for its number', 400, refusal(400, 21211), { by: 'contact', outcome: 'invalid-number', code: 21211 }],
    ['refused for the account', 401, refusal(401, 20003), { by: 'account', code: 20003, message: 'No.' }],
    ['refused in the newer form', 400, { type: 'about:blank', title: 'No', ...refusal(400, 21211) }, { by: 'contact', code: 21211 }],
    ['too fast', 429, refusal(429, 20429), { by: 'rate', code: 20429 }],
    ['too fast, says a proxy', 429, '<html>slow down</html>', { by: 'rate' }],
    ['too fast, says something else', 429, { error: 'slow down' }, { by: 'rate' }],
    ['forbidden by something that gives no reason', 403, {}, { by: 'account', code: 403, message: expect.any(String) }],
    ['one of too many calls', 429, refusal(429, 10004), { by: 'concurrency', code: 10004 }],
  ])('that is %s is proven not to ring', async (_, status, body, expected) => {
    stub.answers(status, body)
    expect(await dial()).toMatchObject({ kind: 'refused', ...expected })
    expect(stub.asked).toHaveLength(1)
  })

  it.each([
    ['with an error of Twilio’s', 500, refusal(500, 20500)],
    ['by a service that is away', 503, refusal(503, 20503)],
    ['by something that gives no reason', 503, {}],
    ['with a page of a proxy', 502, '<html>'],
    ['late by an intermediary', 408, '<html>'],
    ['with the way to somewhere else', 307, ''],
    ['with an acceptance that cannot be read', 201, '<html>'],
    ['with an acceptance that is empty', 201, ''],
    ['with an acceptance of no call', 201, {}],
    ['with an acceptance of another thing', 201, aCall({ sid: 'SM1' })],
    ['with an acceptance and nothing in it', 201, 'null'],
  ])('that is answered %s may ring, and is sent once', async (_, status, body) => {
    stub.answers(status, body)
    expect(await dial()).toEqual({ kind: 'unknown', why: expect.any(String) })
    expect(stub.asked).toHaveLength(1)
  })

  it('whose connection breaks may ring, and is sent once', async () => {
    const before = resetting.received.length
    expect(await dial(`http://127.0.0.1:${resetting.port}`)).toEqual({ kind: 'unknown', why: expect.any(String) })
    expect(resetting.received).toHaveLength(before + 1)
  })

  it('that cannot reach Twilio at all may ring: a connection may have been there', async () => {
    const gone = await startHttpStub()
    gone.close()
    expect(await dial(gone.url)).toMatchObject({ kind: 'unknown' })
  })

  it('whose queue is not told waits for nothing', async () => {
    stub.answers(201, aCall({ queue_time: null }))
    expect(await dial()).toMatchObject({ kind: 'accepted', queueMs: 0 })
  })
})

describe('a look-up', () => {
  it.each([
    ['queued', {}, { state: 'queued' }],
    ['in-progress', {}, { state: 'answered' }],
    ['completed', { duration: '42' }, { state: 'completed', seconds: 42 }],
    ['no-answer', { duration: '0' }, { state: 'no-answer' }],
    ['completed', { duration: '3', answered_by: 'machine_start' }, { state: 'completed', seconds: 3, answeredBy: 'machine_start' }],
    ['in-progress', { answered_by: 'a new word' }, { state: 'answered' }],
    ['ringing', { answered_by: null }, { state: 'ringing' }],
  ])('gives a call that is %s', async (status, changes, expected) => {
    stub.answers(200, aCall({ status, ...changes }))
    expect(await telephony().get('CA1')).toEqual({ callSid: 'CA1', createdAt: Date.parse('2026-11-02T15:00:01Z'), ...expected })
    expect(last()).toMatchObject({ method: 'GET', path: `${PATH}/CA1.json` })
  })

  it('gives nothing for a call that Twilio does not know', async () => {
    stub.answers(404, refusal(404, 20404))
    expect(await telephony().get('CA1')).toBeUndefined()
  })

  it.each([
    [500, refusal(500, 20500)],
    [401, refusal(401, 20003)],
    [200, {}],
    [200, aCall({ status: 'asleep' })],
  ])('that proves nothing is an error: %i %j', async (status, body) => {
    stub.answers(status, body)
    await expect(telephony().get('CA1')).rejects.toThrow()
  })

  it('by number gives its recent calls, whatever their state, and asks for no time: a queued call has none', async () => {
    stub.answers(200, { calls: [aCall({ status: 'busy' }), aCall({ sid: 'CA2', status: 'ringing' })], next_page_uri: null })
    expect(await telephony().find(phone)).toMatchObject([
      { callSid: 'CA1', state: 'busy' },
      { callSid: 'CA2', state: 'ringing' },
    ])
    const url = new URL(last()?.path ?? '', stub.url)
    expect(url.pathname).toBe(`${PATH}.json`)
    expect(Object.fromEntries(url.searchParams)).toEqual({ To: phone, From: '+12025550100', PageSize: '20' })
  })

  it('by number is for calls from the campaign’s own number where it has one', async () => {
    stub.answers(200, { calls: [], next_page_uri: null })
    await telephony().find(phone, E164.parse('+442079460000'))
    expect(new URL(last()?.path ?? '', stub.url).searchParams.get('From')).toBe('+442079460000')
  })

  it('by number that fails is an error, since none found would count as proof', async () => {
    stub.answers(503, refusal(503, 20503))
    await expect(telephony().find(phone)).rejects.toThrow()
    stub.answers(200, '<html>')
    await expect(telephony().find(phone)).rejects.toThrow()
  })
})

describe('a cancellation', () => {
  it('cancels, and gives the call as it then is', async () => {
    stub.answers(200, aCall({ status: 'canceled' }))
    expect(await telephony().cancel('CA1')).toMatchObject({ callSid: 'CA1', state: 'canceled' })
    expect(stub.asked.map(({ method, path, body }) => [method, path, body])).toEqual([
      ['POST', `${PATH}/CA1.json`, 'Status=canceled'],
      ['GET', `${PATH}/CA1.json`, ''],
    ])
  })

  it('of a call that Twilio does not know gives nothing', async () => {
    stub.answers(404, refusal(404, 20404))
    expect(await telephony().cancel('CA1')).toBeUndefined()
  })

  it('that came too late gives the call as it is', async () => {
    const answers = [
      { status: 400, body: JSON.stringify(refusal(400, 21220)) },
      { status: 200, body: JSON.stringify(aCall({ status: 'completed', duration: '7' })) },
    ]
    const late = await startWebhookServer(() => ({ type: 'application/json', ...answers.shift() }))
    try {
      expect(await telephony(`http://127.0.0.1:${late.port}`).cancel('CA1')).toMatchObject({ state: 'completed', seconds: 7 })
    } finally {
      await late.close()
    }
  })

  it('that fails for another reason is an error', async () => {
    stub.answers(500, refusal(500, 20500))
    await expect(telephony().cancel('CA1')).rejects.toThrow()
    expect(stub.asked).toHaveLength(1)
  })
})

describe('a live call', () => {
  it('is ended, and given as it then is', async () => {
    stub.answers(200, aCall({ status: 'completed', duration: '3' }))
    expect(await telephony().end('CA1')).toMatchObject({ state: 'completed', seconds: 3 })
    expect(stub.asked.map(({ method, body }) => [method, body])).toEqual([
      ['POST', 'Status=completed'],
      ['GET', ''],
    ])
  })

  it('says what it is given, in its language, and hangs up', async () => {
    stub.answers(200, aCall({ status: 'in-progress' }))
    expect(await telephony().say('CA1', 'Guten Tag', 'de')).toBe(true)
    expect(last()).toMatchObject({ method: 'POST', path: `${PATH}/CA1.json` })
    expect(form().get('Twiml')).toMatch(/<Say language="de-DE">Guten Tag<\/Say><Hangup\/>/)
  })

  it.each([
    ['is over', 400, 21220],
    ['is not known', 404, 20404],
  ])('that %s can be told nothing any more', async (_, status, code) => {
    stub.answers(status, refusal(status, code))
    expect(await telephony().say('CA1', 'Hello')).toBe(false)
  })

  it('that cannot be told for another reason is an error', async () => {
    stub.answers(503, refusal(503, 20503))
    await expect(telephony().say('CA1', 'Hello')).rejects.toThrow()
    await expect(telephony().end('CA1')).rejects.toThrow()
  })
})
