// One HTTP exchange with a server of ours, and what went wrong in the words of a connection override.
import http from 'node:http'
import https from 'node:https'
import type { ConnectionOverride, Failure } from './connection-override.ts'
import type { Route } from './edges.ts'

export type WebAnswer = { status: number; contentType: string; body: string }

/** `kind`: what a retry policy may name. `code`: what Twilio's console would show. */
export class WebFailure extends Error {
  override readonly name = 'WebFailure'
  readonly kind: Failure | 'too-large'
  readonly code: number

  constructor(kind: Failure | 'too-large', code: number, message: string) {
    super(message)
    this.kind = kind
    this.code = code
  }
}

/** 64 kB of TwiML and not more. */
const LARGEST_BODY = 64 * 1_024

export type WebClient = {
  send(request: {
    route: Route
    method: 'GET' | 'POST'
    headers: Record<string, string>
    body: string
    limits: ConnectionOverride
    signal: AbortSignal
  }): Promise<WebAnswer>
  close(): void
}

const readBody = async (answer: http.IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of answer) {
    const bytes = Buffer.from(chunk)
    size += bytes.length
    if (size > LARGEST_BODY) throw new WebFailure('too-large', 11750, 'The answer is longer than 64 kB')
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

export const createWebClient = (): WebClient => {
  const agents = {
    http: new http.Agent({ keepAlive: true, maxFreeSockets: 16 }),
    https: new https.Agent({ keepAlive: true, maxFreeSockets: 16 }),
  }

  const open: WebClient['send'] = ({ route, method, headers, body, limits, signal }) =>
    new Promise((resolve, reject) => {
      const secure = route.url.protocol === 'https:'
      const options = { method, headers: { ...headers, Host: route.host, 'Content-Length': Buffer.byteLength(body) }, signal }
      const request = secure
        ? https.request(route.url, { ...options, agent: agents.https })
        : http.request(route.url, { ...options, agent: agents.http })
      let connected = false
      const giveUp = (kind: 'ct' | 'rt', code: number) => () =>
        request.destroy(new WebFailure(kind, code, `No answer in time from ${route.host}`))
      const connecting = setTimeout(giveUp('ct', 11205), limits.connectMs)
      const reading = setTimeout(giveUp('rt', 11200), limits.readMs)
      const begun = () => {
        connected = true
        clearTimeout(connecting)
      }
      request.on('socket', (socket) => (socket.connecting ? socket.once('connect', begun) : begun()))
      request.on('close', () => {
        clearTimeout(connecting)
        clearTimeout(reading)
      })
      request.on('response', (answer) => {
        readBody(answer).then(
          (text) => resolve({ status: answer.statusCode ?? 0, contentType: answer.headers['content-type'] ?? '', body: text }),
          (error: unknown) => {
            request.destroy()
            reject(error)
          },
        )
      })
      request.on('error', (error) => {
        if (error instanceof WebFailure || signal.aborted) return reject(error)
        // A kept connection that the server closed at this very moment says nothing about the server: Twilio would have opened its own.
        if (request.reusedSocket) return resolve(open({ route, method, headers, body, limits, signal }))
        const failure = connected ? new WebFailure('rt', 11200, error.message) : new WebFailure('ct', 11205, error.message)
        return reject(failure)
      })
      request.end(body)
    })

  return {
    send: open,
    close() {
      agents.http.destroy()
      agents.https.destroy()
    },
  }
}
