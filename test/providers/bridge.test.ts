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

  it('is full when it says itself that it has none', async () => {
    stub.answers(503, { state: 'running', live: 40 })
    expect(await bridgeRoom(`${stub.url}/ready`)()).toEqual({ kind: 'full', why: 'HTTP 503' })
  })

  it.each([
    ['it has not begun', { state: 'initializing', live: 0 }],
    ['it is about to end', { state: 'draining', live: 3 }],
    ['a load balancer answers in its place', '<html>503 Service Temporarily Unavailable</html>'],
  ])('has none when %s', async (_, answer) => {
    stub.answers(503, answer)
    expect(await bridgeRoom(`${stub.url}/ready`)()).toEqual({ kind: 'none', why: 'HTTP 503' })
  })

  it('has none when nobody answers', async () => {
    expect(await bridgeRoom('http://127.0.0.1:1/ready')()).toMatchObject({ kind: 'none' })
  })
})
