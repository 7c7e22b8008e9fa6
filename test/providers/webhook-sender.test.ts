// The way out over real sockets: to whom nothing is sent, whatever the name says, and what is made of what comes back.
import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import { type WebhookTargets, webhookSender } from '#providers/webhook-sender.ts'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})

const listen = async (answer: RequestListener): Promise<number> => {
  const server = createServer(answer).listen(0, '127.0.0.1')
  servers.push(server)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port')
  return address.port
}

const found = (...addresses: string[]) => {
  const asked: string[] = []
  const lookup = async (host: string) => {
    asked.push(host)
    return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  }
  return { asked, lookup }
}
const post = (url: string, options: Partial<Parameters<typeof webhookSender>[0]> = {}) =>
  webhookSender({ targets: 'public-and-loopback', deadlineMs: 2_000, ...options }).post({
    url,
    headers: { 'webhook-id': 'evt' },
    body: '{"ü":1}',
  })

describe('an address is refused', () => {
  const refusalOf = (url: string, targets: WebhookTargets = 'public') => webhookSender({ targets }).refusalOf(url)

  it.each([
    'http://example.com',
    'ftp://example.com',
    'file:///etc/passwd',
    'no address',
    'https://name:password@example.com',
    'https://name@example.com',
    'https://127.0.0.1',
    'https://127.1',
    'https://2130706433',
    'https://0x7f000001',
    'https://0177.0.0.1',
    'https://0',
    'https://169.254.169.254/latest/meta-data',
    'https://[::1]:8443',
    'https://[::ffff:127.0.0.1]',
    'https://[::ffff:a9fe:a9fe]',
    'https://[fd00:ec2::254]',
    'https://10.1.2.3',
    'https://１２７.0.0.1',
  ])('%s', (url) => expect(refusalOf(url)).toBeDefined())

  it.each(['https://example.com', 'https://example.com:8443/a?b=c', 'https://8.8.8.8', 'https://[2606:4700::1111]'])('but not %s', (url) =>
    expect(refusalOf(url)).toBeUndefined(),
  )

  it('on this machine only where one sits at it, and there without TLS too', () => {
    for (const url of ['http://127.0.0.1:3000', 'http://localhost:3000', 'https://[::1]:3000']) {
      expect(refusalOf(url, 'public-and-loopback')).toBeUndefined()
    }
    expect(refusalOf('http://10.0.0.1', 'public-and-loopback')).toBeDefined()
    expect(refusalOf('http://8.8.8.8', 'public-and-loopback')).toBeDefined()
  })
})

describe('a name', () => {
  it.each(['127.0.0.1', '10.0.0.1', '169.254.169.254', '::1', '::ffff:10.0.0.1'])('that leads to %s is not followed', async (address) => {
    const answer = await post('https://hook.example.com', { targets: 'public', lookup: found(address).lookup })
    expect(answer).toEqual({ problem: `Nothing was sent: ${address} is not on the public internet.` })
  })

  it('that leads to a public address and to a private one is not followed', async () => {
    const { lookup } = found('8.8.8.8', '10.0.0.1')
    expect(await post('https://hook.example.com', { targets: 'public', lookup })).toMatchObject({
      problem: expect.stringContaining('10.0.0.1'),
    })
  })

  it('without TLS is followed to this machine alone', async () => {
    const { lookup } = found('8.8.8.8')
    expect(await post('http://hook.example.com', { lookup })).toMatchObject({ problem: expect.stringContaining('https://') })
  })

  it('is looked up once: the connection goes to the address that was checked', async () => {
    const hosts: unknown[] = []
    const port = await listen((request, response) => {
      hosts.push(request.headers.host)
      response.end()
    })
    const { asked, lookup } = found('127.0.0.1')
    expect(await post(`http://hook.example.com:${port}`, { lookup })).toMatchObject({ status: 200 })
    expect([asked, hosts]).toEqual([['hook.example.com'], [`hook.example.com:${port}`]])
  })

  it('that leads nowhere is the receiver’s trouble', async () => {
    const lookup = async () => Promise.reject(new Error('getaddrinfo ENOTFOUND hook.example.com'))
    expect(await post('https://hook.example.com', { lookup })).toEqual({ problem: 'getaddrinfo ENOTFOUND hook.example.com' })
  })
})

describe('a receiver', () => {
  it('gets the body as it is, with its headers, and its answer comes back', async () => {
    const got: unknown[] = []
    const port = await listen(async (request, response) => {
      got.push([request.method, request.url, request.headers['webhook-id'], Buffer.concat(await request.toArray()).toString()])
      response.writeHead(202).end('noted')
    })
    expect(await post(`http://127.0.0.1:${port}/hook?a=1`)).toEqual({ status: 202, answer: 'noted' })
    expect(got).toEqual([['POST', '/hook?a=1', 'evt', '{"ü":1}']])
  })

  it('that wants to be left alone says for how long', async () => {
    const port = await listen((_, response) => response.writeHead(503, { 'retry-after': '120' }).end('busy'))
    expect(await post(`http://127.0.0.1:${port}/`)).toEqual({ status: 503, answer: 'busy', retryAfter: '120' })
  })

  it('that sends us elsewhere is not followed', async () => {
    let requests = 0
    const port = await listen((_, response) => {
      requests++
      response.writeHead(307, { location: `http://127.0.0.1:${port}/elsewhere` }).end()
    })
    expect(await post(`http://127.0.0.1:${port}`)).toMatchObject({ status: 307 })
    expect(requests).toBe(1)
  })

  it('that talks without end is listened to for some characters', async () => {
    const port = await listen((_, response) => {
      const talk = () => {
        while (response.write('a'.repeat(10_000)));
      }
      response.on('drain', talk)
      talk()
    })
    expect(await post(`http://127.0.0.1:${port}`)).toEqual({ status: 200, answer: 'a'.repeat(500) })
  })

  it('that answers in part and stops has answered', async () => {
    const port = await listen((_, response) => void response.writeHead(200).write('half'))
    expect(await post(`http://127.0.0.1:${port}`, { deadlineMs: 200 })).toEqual({ status: 200, answer: 'half' })
  })

  it('that says nothing is given up in time', async () => {
    const port = await listen(() => {})
    expect(await post(`http://127.0.0.1:${port}`, { deadlineMs: 100 })).toEqual({ problem: 'No answer within 0.1 s.' })
  })

  it('that is not there is told as such', async () => {
    const port = await listen((request) => void request.socket.resetAndDestroy())
    expect(await post(`http://127.0.0.1:${port}`)).toMatchObject({ problem: expect.any(String) })
  })
})
