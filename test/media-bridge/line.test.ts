import { once } from 'node:events'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { type LineEvents, lineOver, PING_MS } from '../../media-bridge/line.ts'
import { manualTiming } from '../support/bridge.ts'
import { eventually } from '../support/eventually.ts'

let server: WebSocketServer
let url: string
beforeEach(async () => {
  server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  await once(server, 'listening')
  const address = server.address()
  url = `ws://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
})
afterEach(() => {
  for (const client of server.clients) client.terminate()
  server.close()
})

const heardBy = () => {
  const heard: unknown[] = []
  const events: LineEvents = {
    opened: () => heard.push('opened'),
    text: (text) => heard.push(text),
    broken: () => heard.push('broken'),
    closed: (end) => heard.push(end),
  }
  return { heard, events, hears: (...what: unknown[]) => eventually(() => heard).toEqual(what) }
}

describe('a line', () => {
  it('keeps what a peer says until somebody listens', async () => {
    server.on('connection', (socket) => {
      socket.send('one')
      socket.send('two')
      socket.close(1000)
    })
    const socket = new WebSocket(url)
    const line = lineOver(socket, manualTiming())
    await once(socket, 'open')
    const { events, hears } = heardBy()
    line.attach(events)
    await hears('opened', 'one', 'two', { code: 1000, reason: '' })
  })

  it('tells whoever listens too late that it is over, and why it never was open', async () => {
    const socket = new WebSocket('ws://127.0.0.1:1')
    const line = lineOver(socket, manualTiming())
    await new Promise((resolve) => socket.on('close', resolve))
    const { events, heard } = heardBy()
    line.attach(events)
    expect(heard).toEqual([{ code: 1006, reason: '', why: 'ECONNREFUSED' }])
  })

  it('drops a peer that answers no pings', async () => {
    const timing = manualTiming()
    const connected = once(server, 'connection')
    const deaf = new WebSocket(url, { autoPong: false })
    const { events, hears } = heardBy()
    lineOver((await connected)[0], timing).attach(events)
    await timing.pass(2 * PING_MS)
    expect(deaf.readyState).toBe(WebSocket.OPEN)
    await timing.pass(PING_MS)
    await hears('opened', { code: 1006, reason: '' })
  })

  it('keeps a peer that answers pings, however silent it is', async () => {
    const timing = manualTiming()
    const connected = once(server, 'connection')
    const silent = new WebSocket(url)
    let pings = 0
    silent.on('ping', () => pings++)
    const { events, hears } = heardBy()
    const [socket] = await connected
    lineOver(socket, timing).attach(events)
    for (let round = 1; round <= 5; round++) {
      const answered = once(socket, 'pong')
      await timing.pass(PING_MS)
      await answered
    }
    expect(pings).toBe(5)
    await hears('opened')
  })

  it('can be closed before it is open', async () => {
    const socket = new WebSocket(url)
    const line = lineOver(socket, manualTiming())
    const { events, hears } = heardBy()
    line.attach(events)
    line.close(1000)
    await hears({ code: 1006, reason: '', why: 'no connection' })
  })

  it('loses what is sent after its end without a word', async () => {
    const socket = new WebSocket(url)
    const line = lineOver(socket, manualTiming())
    await once(socket, 'open')
    socket.terminate()
    expect(() => line.send('too late')).not.toThrow()
  })
})
