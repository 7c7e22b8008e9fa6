import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { apologise, hangUp } from '#providers/twilio-live-call.ts'
import { startHttpStub } from '../support/http-stub.ts'

let stub: Awaited<ReturnType<typeof startHttpStub>>
beforeAll(async () => {
  stub = await startHttpStub()
})
afterAll(() => stub.close())

const account = () => ({ apiUrl: stub.url, secret: async () => ({ accountSid: 'AC1', authToken: 'secret' }) })
const end = () => hangUp(account())('CA1')

describe('hanging up', () => {
  it('sets the call to completed', async () => {
    stub.answers(200, { sid: 'CA1', status: 'completed' })
    await end()
    expect(stub.asked.at(-1)).toMatchObject({
      method: 'POST',
      path: '/2010-04-01/Accounts/AC1/Calls/CA1.json',
      headers: {
        authorization: `Basic ${btoa('AC1:secret')}`,
        'content-type': expect.stringContaining('application/x-www-form-urlencoded'),
      },
      body: 'Status=completed',
    })
  })

  it.each([
    ['is over', 400, { code: 21220, message: 'Call is not in-progress', status: 400 }],
    ['is unknown to Twilio', 404, { code: 20404, status: 404 }],
  ])('is done when the call %s', async (_, status, body) => {
    stub.answers(status, body)
    await expect(end()).resolves.toBeUndefined()
  })

  it.each([
    ['another error', 401, { code: 20003 }, 'HTTP 401, code 20003'],
    ['a page of a proxy', 502, '<html>', 'HTTP 502, code unknown'],
  ])('fails by name at %s', async (_, status, body, message) => {
    stub.answers(status, body)
    await expect(end()).rejects.toThrow(message)
  })
})

describe('an apology', () => {
  const say = () => apologise(account())('CA1', { text: 'Es tut uns leid & auf Wiederhören.', language: 'de' })

  it('is spoken to a live call in its language, which then ends', async () => {
    stub.answers(200, { sid: 'CA1', status: 'in-progress' })
    expect(await say()).toBe(true)
    const { path, body } = stub.asked.at(-1) ?? {}
    expect(path).toBe('/2010-04-01/Accounts/AC1/Calls/CA1.json')
    expect(new URLSearchParams(body).get('Twiml')).toContain('<Say language="de-DE">Es tut uns leid &amp; auf Wiederhören.</Say><Hangup/>')
  })

  it('is too late for a call that is over', async () => {
    stub.answers(400, { code: 21220 })
    expect(await say()).toBe(false)
  })

  it('fails by name when Twilio does not take it', async () => {
    stub.answers(503, {})
    await expect(say()).rejects.toThrow('HTTP 503')
  })
})
