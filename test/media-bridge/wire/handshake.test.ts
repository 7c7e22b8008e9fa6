import { once } from 'node:events'
import { createServer as createHttp, type IncomingMessage } from 'node:http'
import { connect as connectTcp, createServer as createTcp, type Server } from 'node:net'
import type { Duplex } from 'node:stream'
import { afterEach, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { answer } from '../../../media-bridge/upgrade.ts'
import { connect } from '../../../media-bridge/wire/connect.ts'
import { acceptanceOf, welcome } from '../../../media-bridge/wire/handshake.ts'
import { manualTiming } from '../../support/bridge.ts'
import { eventually } from '../../support/eventually.ts'

const closing: (() => unknown)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const listening = async (server: Server): Promise<number> => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => server.close())
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

describe('the handshake with a client', () => {
  const welcoming = async (): Promise<{ port: number; welcomed: boolean[] }> => {
    const welcomed: boolean[] = []
    const server = createHttp()
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      closing.push(() => socket.destroy())
      const upgrade = { request, socket, head }
      welcomed.push(welcome(upgrade, (status) => answer(upgrade, status)))
    })
    return { port: await listening(server), welcomed }
  }

  it('is what ws expects', async () => {
    const { port, welcomed } = await welcoming()
    const client = new WebSocket(`ws://127.0.0.1:${port}`)
    closing.push(() => client.terminate())
    await once(client, 'open')
    expect(client.extensions).toBe('')
    expect(welcomed).toEqual([true])
  })

  const right = {
    method: 'GET',
    headers: {
      Host: 'bridge',
      Connection: 'Upgrade',
      Upgrade: 'websocket',
      'Sec-WebSocket-Version': '13',
      'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
    },
  }
  it.each([
    ['another method', { method: 'POST' }],
    ['another protocol', { Upgrade: 'h2c' }],
    ['another version', { 'Sec-WebSocket-Version': '12' }],
    ['a key that is none', { 'Sec-WebSocket-Key': 'short' }],
  ])('is refused with 400 to %s', async (_, { method = right.method, ...headers }: Record<string, string>) => {
    const { port, welcomed } = await welcoming()
    const lines = Object.entries({ ...right.headers, ...headers }).map(([name, value]) => `${name}: ${value}`)
    const socket = connectTcp(port, '127.0.0.1', () => socket.write([`${method} / HTTP/1.1`, ...lines, '\r\n'].join('\r\n')))
    const [first] = await once(socket, 'data')
    expect(String(first)).toMatch(/^HTTP\/1\.1 400 /)
    expect(welcomed).toEqual([false])
  })
})

/** What comes of a connection to this port. */
const connecting = (port: number, timing = manualTiming()) => {
  const happened: unknown[] = []
  const giveUp = connect({
    ...{ url: `ws://127.0.0.1:${port}/path?signed=1`, withinMs: 5_000, timing },
    opened({ socket, head }) {
      closing.push(() => socket.destroy())
      happened.push('opened', ...(head.length > 0 ? [head.toString()] : []))
    },
    failed: (why) => happened.push(why),
  })
  return { giveUp, timing, becomes: (...what: string[]) => eventually(() => happened).toEqual(what) }
}

/** A server that answers every request with these words. */
const saying = (words: string): Promise<number> =>
  listening(
    createTcp((socket) => {
      closing.push(() => socket.destroy())
      socket.on('error', () => socket.destroy())
      socket.once('data', () => socket.write(words))
    }),
  )

describe('the handshake with a server', () => {
  it('is what ws expects', async () => {
    const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
    closing.push(() => server.close())
    await once(server, 'listening')
    const address = server.address()
    const asked = once(server, 'connection')
    await connecting(typeof address === 'object' ? (address?.port ?? 0) : 0).becomes('opened')
    expect((await asked)[1].url).toBe('/path?signed=1')
  })

  it('keeps what comes right behind it', async () => {
    const server = createTcp((socket) => {
      closing.push(() => socket.destroy())
      socket.once('data', (request) => {
        const key = /Sec-WebSocket-Key: (.*)\r\n/.exec(String(request))?.[1] ?? ''
        const lines = ['HTTP/1.1 101 Switching Protocols', 'upgrade: WebSocket', `sec-websocket-accept:${acceptanceOf(key)}`]
        socket.write([...lines, '\r\nfirst words'].join('\r\n'))
      })
    })
    await connecting(await listening(server)).becomes('opened', 'first words')
  })

  const switching = 'HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\n'
  it.each([
    ['says no', 'HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n', 'HTTP 401'],
    ['sends it elsewhere', 'HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n', 'HTTP 302'],
    ['does not know its key', `${switching}Upgrade: websocket\r\nSec-WebSocket-Accept: AAAA\r\n\r\n`, 'no WebSocket'],
    ['speaks something else', `${switching}Upgrade: h2c\r\n\r\n`, 'no WebSocket'],
    ['agrees on what nobody asked for', `${switching}Sec-WebSocket-Extensions: permessage-deflate\r\n\r\n`, 'no WebSocket'],
    ['speaks no HTTP', 'hello\r\n\r\n', 'no HTTP'],
    ['never comes to the end of its answer', `${switching}X: ${'x'.repeat(20_000)}`, 'no WebSocket'],
  ])('fails when that %s', async (_, words, why) => {
    await connecting(await saying(words)).becomes(why)
  })

  it('fails when nobody is there, when there is no answer, and when it is given up', async () => {
    await connecting(1).becomes('ECONNREFUSED')
    const silent = await saying('')
    const { timing, becomes } = connecting(silent)
    await timing.pass(5_000)
    await becomes('no answer in time')
    const given = connecting(silent)
    given.giveUp()
    await given.becomes('no connection')
  })
})
