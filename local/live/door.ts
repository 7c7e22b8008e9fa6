// What the internet may reach of this machine while real people are called: webhooks, media streams, and whether it is there at all.
// Nothing else, since whoever comes through a tunnel looks as if they sat at this machine, and those may do everything.
import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { connect } from 'node:net'
import type { Duplex } from 'node:stream'
import type { Behind } from '../run/world.ts'
import { listen } from '../web/listen.ts'

export type Door = {
  port: number
  /** Said to whoever asks at `SIGN_PATH`: so that one can tell whether a public address leads here. */
  sign: string
  close(): Promise<void>
}

export const SIGN_PATH = '/ringmaster-door'

const STREAMS = '/media/'
const PUBLIC: readonly { path: RegExp; to: keyof Behind }[] = [
  { path: /^\/webhooks\//, to: 'api' },
  { path: /^\/api\/health$/, to: 'api' },
  { path: /^\/ready$/, to: 'bridge' },
]

/** /webhooks/../api is the API to whoever follows it. */
const LEADS_OUT = /(^|\/)(\.|%2e){1,2}(\/|%2f|$)/i

const pathOf = ({ url = '/' }: IncomingMessage): string => url.split('?')[0] ?? '/'

const refuse = (response: ServerResponse, status: number): void => {
  if (response.headersSent) response.destroy()
  else response.writeHead(status, { 'content-type': 'text/plain' }).end(`${status}\n`)
}

/** As it came, but for the host, by which the servers behind tell a browser's tricks. */
const passOn = (request: IncomingMessage, response: ServerResponse, origin: string): void => {
  const { host, hostname, port } = new URL(origin)
  const { method = 'GET', url: path = '/', headers } = request
  // Its parts, not an address: reading one would follow the dots in a path to where nobody may go.
  const forwarded = send({ hostname, port, path, method, headers: { ...headers, host } })
  forwarded.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  forwarded.on('error', () => refuse(response, 502))
  request.on('error', () => forwarded.destroy())
  request.pipe(forwarded)
}

const headOf = ({ method, url, rawHeaders }: IncomingMessage): string => {
  const lines = rawHeaders.flatMap((text, i) => (i % 2 === 0 ? [`${text}: ${rawHeaders[i + 1] ?? ''}`] : []))
  return [`${method} ${url} HTTP/1.1`, ...lines, '', ''].join('\r\n')
}

/** A stream's bytes are the bridge's: it alone looks at them. */
const join = (request: IncomingMessage, { socket, head, bridge }: { socket: Duplex; head: Buffer; bridge: string }): void => {
  const { hostname, port } = new URL(bridge)
  const behind = connect(Number(port), hostname, () => {
    behind.write(headOf(request))
    behind.write(head)
    socket.pipe(behind).pipe(socket)
  })
  behind.setNoDelay(true)
  behind.on('error', () => socket.destroy())
  behind.on('close', () => socket.destroy())
  socket.on('close', () => behind.destroy())
}

export const openDoor = async (port: number, behind: Behind): Promise<Door> => {
  const sign = randomUUID()
  const server = createServer((request, response) => {
    const path = pathOf(request)
    if (path === SIGN_PATH) return void response.end(sign)
    const found = LEADS_OUT.test(path) ? undefined : PUBLIC.find((one) => one.path.test(path))
    return found ? passOn(request, response, behind[found.to]) : refuse(response, 404)
  })
  server.on('upgrade', (request, socket, head) => {
    // Whoever knocks may be gone before the answer: with nobody to hear of that, it would end everything.
    socket.on('error', () => socket.destroy())
    const path = pathOf(request)
    if (path.startsWith(STREAMS) && !LEADS_OUT.test(path)) join(request, { socket, head, bridge: behind.bridge })
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n')
  })
  const { port: taken, close } = await listen(server, port)
  return { port: taken, sign, close }
}
