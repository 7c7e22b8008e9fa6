import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hangUp } from '#providers/twilio-hang-up.ts'
import { startHttpStub } from '../support/http-stub.ts'

let stub: Awaited<ReturnType<typeof startHttpStub>>
beforeAll(async () => {
  stub = await startHttpStub()
})
afterAll(() => stub.close())

const end = () => hangUp({ apiUrl: stub.url, secret: async () => ({ accountSid: 'AC1', authToken: 'secret' }) })('CA1')

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
