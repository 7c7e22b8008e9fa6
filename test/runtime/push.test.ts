import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { pushOver } from '#runtime/push.ts'
import { startHttpStub } from '../support/http-stub.ts'

let stub: Awaited<ReturnType<typeof startHttpStub>>
beforeAll(async () => {
  stub = await startHttpStub()
  Object.assign(process.env, { AWS_REGION: 'us-east-1', AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' })
})
afterAll(() => stub.close())

const pong = { event: 'pong', version: 0, data: {} } as const
const push = () => pushOver(`${stub.url.replace('http', 'ws')}/dev`)('id=/+', pong)

describe('a message to a viewer', () => {
  it('is posted to its connection, under the stage of the viewers’ own address', async () => {
    stub.answers(200, '')
    expect(await push()).toBe(true)
    const request = stub.asked.at(-1)
    expect(request).toMatchObject({ method: 'POST', path: `/dev/@connections/${encodeURIComponent('id=/+')}` })
    expect(JSON.parse(request?.body ?? '')).toEqual(pong)
  })

  it('says when the viewer has gone', async () => {
    stub.answers(410, { __type: 'GoneException' })
    expect(await push()).toBe(false)
  })

  it('that cannot be sent for another reason is an error', async () => {
    stub.answers(403, { __type: 'ForbiddenException' })
    await expect(push()).rejects.toMatchObject({ name: 'ForbiddenException' })
  })
})
