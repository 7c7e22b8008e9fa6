// Recordings at Twilio, as our requests ask for them.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { twilioRecordings } from '#providers/twilio-recordings.ts'
import { startHttpStub } from '../support/http-stub.ts'

const accountSid = `AC${'0'.repeat(32)}`
const PATH = `/2010-04-01/Accounts/${accountSid}`

let stub: Awaited<ReturnType<typeof startHttpStub>>
beforeAll(async () => {
  stub = await startHttpStub()
})
afterAll(() => stub.close())
beforeEach(() => {
  stub.asked.length = 0
})

const carrier = () => twilioRecordings({ apiUrl: stub.url, secret: async () => ({ accountSid, authToken: 'token' }) })

describe('the recordings of a call', () => {
  it('are those that there are or will be', async () => {
    const one = (sid: string, status: string, duration: string) => ({ sid, status, duration, channels: 2 })
    stub.answers(200, {
      recordings: [one('RE1', 'completed', '42'), one('RE2', 'processing', '-1'), one('RE3', 'absent', '0'), one('RE4', 'deleted', '9')],
    })
    expect(await carrier().ofCall('CA1')).toEqual([
      { sid: 'RE1', seconds: 42, isReady: true },
      { sid: 'RE2', seconds: 0, isReady: false },
    ])
    expect(stub.asked).toMatchObject([
      { method: 'GET', path: `${PATH}/Calls/CA1/Recordings.json`, headers: { authorization: `Basic ${btoa(`${accountSid}:token`)}` } },
    ])
  })

  it('are none of a call that Twilio does not know', async () => {
    stub.answers(404, { code: 20404 })
    expect(await carrier().ofCall('CA1')).toEqual([])
  })

  it('are not known when Twilio does not answer', async () => {
    stub.answers(503, {})
    await expect(carrier().ofCall('CA1')).rejects.toThrow('HTTP 503')
  })
})

describe('one recording', () => {
  it('is fetched with a channel for each side', async () => {
    stub.answers(200, 'RIFF…')
    expect(new TextDecoder().decode(await carrier().fetch('RE1'))).toBe('RIFF…')
    expect(stub.asked).toMatchObject([{ method: 'GET', path: `${PATH}/Recordings/RE1.wav?RequestedChannels=2` }])
  })

  it('is deleted, and one that is gone already counts as deleted', async () => {
    stub.answers(204, '')
    await carrier().remove('RE1')
    expect(stub.asked).toMatchObject([{ method: 'DELETE', path: `${PATH}/Recordings/RE1.json` }])
    stub.answers(404, { code: 20404 })
    await carrier().remove('RE1')
    stub.answers(500, {})
    await expect(carrier().remove('RE1')).rejects.toThrow('HTTP 500')
    await expect(carrier().fetch('RE1')).rejects.toThrow('HTTP 500')
  })
})
