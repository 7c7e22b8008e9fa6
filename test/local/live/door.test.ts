// Whoever comes through a tunnel looks as if they sat at this machine: the door is what keeps them from doing everything.
import { once } from 'node:events'
import { createServer, request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { type Door, openDoor, SIGN_PATH } from '../../../local/live/door.ts'
import { listen } from '../../../local/web/listen.ts'
import { startHttpStub } from '../../support/http-stub.ts'

let api: Awaited<ReturnType<typeof startHttpStub>>
let bridge: Awaited<ReturnType<typeof startHttpStub>>
let streams: WebSocketServer
let bridgeUrl: string
let door: Door
const endings: (() => unknown)[] = []
beforeAll(async () => {
  api = await startHttpStub()
  bridge = await startHttpStub()
  const server = createServer((_, response) => response.end('from the bridge'))
  streams = new WebSocketServer({ server })
  streams.on('connection', (socket, { url, headers }) => {
    socket.send(`${url} ${headers['x-twilio-signature']}`)
    socket.on('message', (data) => socket.send(data))
  })
  const listening = await listen(server, 0)
  bridgeUrl = `http://127.0.0.1:${listening.port}`
  door = await openDoor(0, { api: api.url, bridge: bridgeUrl })
  endings.push(
    door.close,
    listening.close,
    () => api.close(),
    () => bridge.close(),
  )
})
afterAll(async () => {
  for (const end of endings) await end()
})

const ask = (path: string, init?: RequestInit) => fetch(`http://127.0.0.1:${door.port}${path}`, init)
const open = (path: string) =>
  new WebSocket(`ws://127.0.0.1:${door.port}${path}`, { headers: { 'x-twilio-signature': 'sig', host: 'calls.example.com' } })

describe('a webhook', () => {
  it('gets through as it was sent, and its answer back', async () => {
    api.answers(403, 'no')
    const headers = { 'x-twilio-signature': 'sig', 'content-type': 'application/x-www-form-urlencoded' }
    const response = await ask('/webhooks/twilio/status/att_1?x=1', { method: 'POST', headers, body: 'CallSid=CA1' })
    expect([response.status, await response.text()]).toEqual([403, 'no'])
    expect(api.asked.at(-1)).toMatchObject({ method: 'POST', path: '/webhooks/twilio/status/att_1?x=1', body: 'CallSid=CA1', headers })
    expect(api.asked.at(-1)?.headers.host).toBe(new URL(api.url).host)
  })
})

describe('everything else', () => {
  it.each(['/', '/api/db/campaigns', '/api/db/account/emergency-stop', '/api/docs', '/webhooksx', '/listen/x', '/live', '/metrics'])(
    'is not there: %s',
    async (path) => {
      const before = api.asked.length
      expect((await ask(path)).status).toBe(404)
      expect((await ask(path, { method: 'POST', body: '{}' })).status).toBe(404)
      expect(api.asked.length).toBe(before)
    },
  )

  it.each(['/webhooks/../api/db/campaigns', '/webhooks/%2e%2e/api/db/campaigns', '/webhooks/..%2Fapi/db/campaigns'])(
    'is not reached by a path that leads out: %s',
    async (path) => {
      const before = api.asked.length
      const asked = request({ host: '127.0.0.1', port: door.port, path }).end()
      const [response] = await once(asked, 'response')
      response.resume()
      expect(response.statusCode).toBe(404)
      expect(api.asked.length).toBe(before)
    },
  )
})

describe('a media stream', () => {
  it('reaches the bridge with its path and signature, and flows both ways', async () => {
    const socket = open('/media/token')
    const [first] = await once(socket, 'message')
    expect(String(first)).toBe('/media/token sig')
    socket.send('audio')
    expect(String((await once(socket, 'message'))[0])).toBe('audio')
    const closed = once(socket, 'close')
    for (const one of streams.clients) one.terminate()
    await closed
  })

  it.each(['/listen/pass', '/live?ticket=x', '/', '/media/%2e%2e/listen/pass'])('is refused anywhere else: %s', async (path) => {
    const socket = open(path)
    const [error] = await once(socket, 'error')
    expect(String(error)).toContain('404')
  })
})

describe('somebody who is gone before the answer', () => {
  it('does no harm', async () => {
    for (let i = 0; i < 100; i++) {
      const socket = connect(door.port, '127.0.0.1')
      await once(socket, 'connect')
      socket.write('GET /x HTTP/1.1\r\nhost: x\r\nconnection: upgrade\r\nupgrade: websocket\r\n\r\n')
      setImmediate(() => socket.resetAndDestroy())
      await once(socket, 'close')
    }
    expect((await ask(SIGN_PATH)).status).toBe(200)
  })
})

describe('its sign', () => {
  it('tells whether a public address leads here', async () => {
    expect(await (await ask(SIGN_PATH)).text()).toBe(door.sign)
  })
})

describe('a server behind that is gone', () => {
  it('is told as such', async () => {
    const { port, sign, close } = await openDoor(0, { api: 'http://127.0.0.1:9', bridge: 'http://127.0.0.1:9' })
    expect(sign).not.toBe(door.sign)
    expect((await fetch(`http://127.0.0.1:${port}/webhooks/x`, { method: 'POST', body: 'x' })).status).toBe(502)
    const socket = new WebSocket(`ws://127.0.0.1:${port}/media/token`)
    await once(socket, 'error')
    await close()
  })
})
