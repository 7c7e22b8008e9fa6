import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { Duplex } from 'node:stream'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { WebSocket } from 'ws'
import { CLOSE_MS, type Line, type LineEvents, PING_MS } from '../../../media-bridge/line.ts'
import type { Timing } from '../../../media-bridge/timing.ts'
import { machineTiming } from '../../../media-bridge/timing.ts'
import { welcome } from '../../../media-bridge/wire/handshake.ts'
import { sharedSteps } from '../../../media-bridge/wire/steps.ts'
import { wireLine } from '../../../media-bridge/wire/wire-line.ts'
import { manualTiming } from '../../support/bridge.ts'
import { eventually } from '../../support/eventually.ts'

const closing: (() => unknown)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

let server: Server
let url: string
beforeEach(async () => {
  server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  url = `ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  closing.push(() => server.close())
})

const heardBy = () => {
  const heard: unknown[] = []
  const events: LineEvents = {
    opened: () => heard.push('opened'),
    text: (text) => heard.push(text),
    stepped: () => heard.push('stepped'),
    broken: () => heard.push('broken'),
    closed: (end) => heard.push(end),
  }
  return { heard, events, hears: (...what: unknown[]) => eventually(() => heard).toEqual(what) }
}

type Options = { timing?: Timing; joinMs?: number; autoPong?: boolean; attach?: boolean }

/** A client of `ws`, and the line to it. */
const connected = async ({ timing = manualTiming(), joinMs, autoPong = true, attach = true }: Options = {}) => {
  const { promise, resolve } = Promise.withResolvers<{ line: Line; socket: Duplex }>()
  server.once('upgrade', (request, socket, head) => {
    welcome({ request, socket, head }, () => {})
    const steps = joinMs === undefined ? undefined : sharedSteps(joinMs, timing)
    resolve({ line: wireLine({ socket, head, peer: 'client', maxLength: 1_000, steps, timing }), socket })
  })
  const client = new WebSocket(url, { autoPong })
  closing.push(() => client.terminate())
  const said: unknown[] = []
  client.on('message', (data) => said.push(data.toString()))
  client.on('close', (code, reason) => said.push({ code, reason: reason.toString() }))
  const { line, socket } = await promise
  await once(client, 'open')
  const peer = heardBy()
  if (attach) line.attach(peer.events)
  return { client, line, socket, said, ...peer }
}

describe('a line over a WebSocket of our own', () => {
  it('keeps what a peer says until somebody listens', async () => {
    const { client, line, events, hears } = await connected({ attach: false })
    client.send('one')
    client.send('two')
    client.close(1000, 'enough')
    line.attach(events)
    await hears('opened', 'one', 'two', { code: 1000, reason: 'enough' })
  })

  it('says what it is given in its order, in one go', async () => {
    const { client, line, socket, said } = await connected()
    const write = vi.spyOn(socket, 'write')
    for (const text of ['one', 'two', '— é 🙂']) line.send(text)
    await once(client, 'message')
    await eventually(() => said).toEqual(['one', 'two', '— é 🙂'])
    expect(write).toHaveBeenCalledTimes(1)
  })

  it('is closed by either side with its reason, and the other answers', async () => {
    const ours = await connected()
    ours.line.close(1008, 'because')
    await ours.hears('opened', { code: 1008, reason: 'because' })
    expect(ours.said).toEqual([{ code: 1008, reason: 'because' }])

    const theirs = await connected()
    theirs.client.close(3_000, 'mine')
    await theirs.hears('opened', { code: 3_000, reason: 'mine' })
    await eventually(() => theirs.said).toEqual([{ code: 3_000, reason: '' }])
  })

  it('says its last words before it closes', async () => {
    const { line, said } = await connected()
    line.send('last')
    line.close(1000)
    line.send('too late')
    await eventually(() => said).toEqual(['last', { code: 1000, reason: '' }])
  })

  it('can be closed before anybody listens', async () => {
    const { line, events, hears, said } = await connected({ attach: false })
    line.close(1001)
    await eventually(() => said).toEqual([{ code: 1001, reason: '' }])
    line.attach(events)
    await hears({ code: 1001, reason: '' })
  })

  it('is over without a word when the peer is gone', async () => {
    const { client, hears } = await connected()
    client.terminate()
    await hears('opened', { code: 1006, reason: '' })
  })

  it('does not wait for ever for the answer to its close', async () => {
    const timing = manualTiming()
    const { client, line, hears } = await connected({ timing })
    client.pause()
    line.close(1000)
    await timing.pass(CLOSE_MS)
    await hears('opened', { code: 1006, reason: '' })
  })

  it('drops a peer that answers no pings', async () => {
    const timing = manualTiming()
    const { client, hears } = await connected({ timing, autoPong: false })
    await timing.pass(2 * PING_MS)
    expect(client.readyState).toBe(WebSocket.OPEN)
    await timing.pass(PING_MS)
    await hears('opened', { code: 1006, reason: '' })
  })

  it('keeps a peer that answers pings, however silent it is', async () => {
    const timing = manualTiming()
    const { client, hears } = await connected({ timing })
    for (let round = 1; round <= 5; round++) {
      const pinged = once(client, 'ping')
      await timing.pass(PING_MS)
      await pinged
      // Its answer goes out with this.
      client.ping()
      await once(client, 'pong')
    }
    await hears('opened')
  })

  it.each([
    ['binary', Buffer.from([1]), ['opened', 'broken']],
    ['too long', 'x'.repeat(1_001), ['opened', 'broken', { code: 1006, reason: '' }]],
  ])('says when the peer sends what is %s', async (_, message, heard) => {
    const { client, hears } = await connected()
    client.send(message)
    await hears(...heard)
  })

  it('loses what is sent after its end without a word', async () => {
    const { client, line, hears } = await connected()
    client.terminate()
    await hears('opened', { code: 1006, reason: '' })
    expect(() => line.send('too late')).not.toThrow()
    expect(() => line.close(1000)).not.toThrow()
  })
})

describe('a line that is read in steps', () => {
  it('tells in one step what has come meanwhile, and that it was a step', async () => {
    const timing = manualTiming()
    const { client, line, heard } = await connected({ timing, joinMs: 60 })
    expect(line.readInSteps?.(true)).toBe(true)
    client.send('one')
    await eventually(() => heard).toEqual(['opened', 'one', 'stepped'])
    client.send('two')
    client.send('three')
    await new Promise((resolve) => setTimeout(resolve, 30))
    expect(heard).toHaveLength(3)
    await timing.pass(60)
    await eventually(() => heard.slice(3)).toEqual(['two', 'three', 'stepped'])
  })

  it('is told of the peer’s end within a step', async () => {
    const timing = manualTiming()
    const { client, line, hears } = await connected({ timing, joinMs: 60 })
    line.readInSteps?.(true)
    client.send('one')
    await hears('opened', 'one', 'stepped')
    client.close(1000)
    await timing.pass(60)
    await hears('opened', 'one', 'stepped', { code: 1000, reason: '' })
  })

  it('reads at once again when it is closed, since the peer’s answer is awaited', async () => {
    const { client, line, hears } = await connected({ joinMs: 60 })
    line.readInSteps?.(true)
    client.send('one')
    await hears('opened', 'one', 'stepped')
    line.close(1000)
    await hears('opened', 'one', 'stepped', { code: 1000, reason: '' })
  })

  it('goes on by the machine’s clock', async () => {
    const { client, line, heard } = await connected({ timing: machineTiming, joinMs: 20 })
    line.readInSteps?.(true)
    for (let n = 0; n < 10; n++) {
      client.send(`${n}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
    await eventually(() => heard.filter((what) => what !== 'stepped')).toEqual(['opened', ...Array.from({ length: 10 }, (_, n) => `${n}`)])
    client.close()
  })

  it('is read at once again as soon as that is wanted', async () => {
    const { client, line, heard, hears } = await connected({ joinMs: 60 })
    line.readInSteps?.(true)
    client.send('one')
    await hears('opened', 'one', 'stepped')
    client.send('two')
    expect(line.readInSteps?.(false)).toBe(false)
    await eventually(() => heard).toContain('two')
    client.send('three')
    await hears('opened', 'one', 'stepped', 'two', 'three')
  })

  it('is not when nothing is to be joined', async () => {
    const { line } = await connected()
    expect(line.readInSteps?.(true)).toBe(false)
  })
})
