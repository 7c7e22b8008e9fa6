import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { startLife } from '../../media-bridge/drain.ts'
import { health } from '../../media-bridge/health.ts'
import { manualTiming } from '../support/bridge.ts'

const closing: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const aBridge = async (capacity = 1) => {
  const life = startLife({ capacity, isStrained: () => false, timing: manualTiming(), onLive: () => {} })
  const http = createServer(health(life)).listen(0, '127.0.0.1')
  await once(http, 'listening')
  closing.push(() => http.close())
  const address = http.address()
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  const statusOf = async (path: string): Promise<number> => (await fetch(url + path)).status
  return { life, url, answers: async () => Promise.all(['/live', '/health', '/ready'].map(statusOf)) }
}

describe('a bridge is alive, healthy and ready', () => {
  it('one after the other as it begins', async () => {
    const { life, answers } = await aBridge()
    expect(await answers()).toEqual([200, 503, 503])
    life.run()
    expect(await answers()).toEqual([200, 200, 200])
  })

  it('but not ready when it is full: it must not be ended with its calls', async () => {
    const { life, answers } = await aBridge(1)
    life.run()
    const call = life.enter()
    expect(await answers()).toEqual([200, 200, 503])
    call?.leave()
    expect(await answers()).toEqual([200, 200, 200])
  })

  it('but not ready while it drains', async () => {
    const { life, answers } = await aBridge()
    life.run()
    life.enter()
    void life.drain(110_000)
    expect(await answers()).toEqual([200, 200, 503])
  })

  it('and says what it is at', async () => {
    const { life, url } = await aBridge()
    life.run()
    life.enter()
    expect(await (await fetch(`${url}/live`)).json()).toEqual({ state: 'running', live: 1 })
    expect((await fetch(`${url}/else`)).status).toBe(404)
  })
})
