import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { bridgeRoom } from '#providers/bridge.ts'
import { startHttpStub } from '../support/http-stub.ts'

let stub: Awaited<ReturnType<typeof startHttpStub>>
beforeAll(async () => {
  stub = await startHttpStub()
})
afterAll(() => stub.close())

describe('a bridge', () => {
  it('has room when it says so', async () => {
    stub.answers(200, { state: 'running', live: 1 })
    expect(await bridgeRoom(`${stub.url}/ready`)()).toEqual({ kind: 'room' })
    expect(stub.asked.at(-1)?.path).toBe('/ready')
  })

  it('has none when it says so, and why', async () => {
    stub.answers(503, {})
    expect(await bridgeRoom(`${stub.url}/ready`)()).toEqual({ kind: 'none', why: 'HTTP 503' })
  })

  it('has none when nobody answers', async () => {
    expect(await bridgeRoom('http://127.0.0.1:1/ready')()).toMatchObject({ kind: 'none' })
  })
})
