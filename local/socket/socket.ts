// The WebSocket API on this machine: API Gateway's life of a connection, routed by the `action` of each message.
import { createServer, type IncomingMessage, type ServerResponse, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type RawData, type WebSocket, WebSocketServer } from 'ws'
import type { Invoke, SocketRoute } from '../system.ts'
import { type Answer, message, send } from '../web/answer.ts'
import { listen } from '../web/listen.ts'
import { isForeignPage, refusal } from '../web/loopback.ts'
import { createAdmission } from './admission.ts'
import { MESSAGE_BYTES, manage, type OpenConnection } from './connections.ts'
import { type Connection, disconnectEvent, messageEvent, newConnection } from './event.ts'
import { LIMITS, type SocketLimits, watchLimits } from './limits.ts'

export type SocketGatewayOptions = {
  /** 0 takes any free port. */
  port: number
  stage: string
  routes: SocketRoute[]
  invoke: Invoke
  region: string
  accountId: string
  log: (line: string) => void
  limits?: SocketLimits
}

export type SocketGateway = {
  port: number
  /** ws://127.0.0.1:port, without the stage. */
  url: string
  close(): Promise<void>
}

const GOING_AWAY = 1001
/** A viewer that does not answer the closing handshake is cut off. */
const GOODBYE_MS = 500

const refuse = (socket: Duplex, { status, body }: Answer): void => {
  const head = `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\nConnection: close\r\n\r\n`
  socket.end(Buffer.concat([Buffer.from(head), body]))
}

const actionOf = (text: string): string => {
  try {
    const parsed: unknown = JSON.parse(text)
    return typeof parsed === 'object' && parsed !== null && 'action' in parsed ? String(parsed.action) : '$default'
  } catch {
    // Not JSON: such a message has no action.
    return '$default'
  }
}

const textOf = (data: RawData): string => {
  const bytes = Array.isArray(data) ? Buffer.concat(data) : data
  return (bytes instanceof ArrayBuffer ? Buffer.from(bytes) : bytes).toString('utf8')
}

export const startSocketGateway = async (options: SocketGatewayOptions): Promise<SocketGateway> => {
  const { stage, invoke, log, limits = LIMITS } = options
  const routes = new Map(options.routes.map((route) => [route.routeKey, route]))
  const admit = createAdmission({ ...options, route: routes.get('$connect') })
  const connections = new Map<string, OpenConnection>()
  const running = new Set<Promise<void>>()
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MESSAGE_BYTES })

  /** Lets work run that nobody waits for, except the end of the gateway. */
  const start = (what: string, work: Promise<void>, onFailure?: () => void): void => {
    const done = work
      .catch((error) => {
        log(`${what} failed: ${error}`)
        onFailure?.()
      })
      .finally(() => running.delete(done))
    running.add(done)
  }

  /** Only $connect is asked for its answer. */
  const call = async (route: SocketRoute, event: unknown): Promise<void> => {
    await invoke(route.functionArn, event)
  }

  const receive = (open: OpenConnection, body: string): void => {
    const { connectionId } = open.connection
    const route = routes.get(actionOf(body)) ?? routes.get('$default')
    const event = messageEvent(open.connection, { routeKey: route?.routeKey ?? '$default', body })
    const answer = (words: string) =>
      open.socket.send(JSON.stringify({ message: words, connectionId, requestId: event.requestContext.requestId }))
    if (!route) answer('Forbidden')
    else start(`WebSocket route ${route.routeKey}`, call(route, event), () => answer('Internal server error'))
  }

  const serve = (connection: Connection, socket: WebSocket): void => {
    const open: OpenConnection = { connection, socket, lastActiveAt: Date.now() }
    connections.set(connection.connectionId, open)
    const unwatch = watchLimits(open, limits)
    socket.on('message', (data) => {
      open.lastActiveAt = Date.now()
      receive(open, textOf(data))
    })
    // A frame that breaks the protocol or is too long: ws closes the socket with the code that says so.
    socket.on('error', (error) => log(`A viewer's connection broke: ${error.message}`))
    socket.on('close', (code, reason) => {
      unwatch()
      connections.delete(connection.connectionId)
      const route = routes.get('$disconnect')
      const event = disconnectEvent(connection, { code, reason: reason.toString() })
      if (route) start('WebSocket route $disconnect', call(route, event))
    })
  }

  const upgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    // Until ws takes the socket over, a viewer that goes away would be an unhandled error.
    socket.on('error', () => socket.destroy())
    const why = refusal(request) ?? (isForeignPage(request) ? 'Pages of other sites may not listen here.' : undefined)
    if (why) return refuse(socket, message(403, why))
    if (request.url?.split('?')[0] !== `/${stage}`) return refuse(socket, message(403, 'Forbidden'))
    const connection = newConnection(request, stage)
    const refused = await admit(connection, request)
    if (refused) return refuse(socket, refused)
    sockets.handleUpgrade(request, socket, head, (webSocket) => serve(connection, webSocket))
  }

  const answerHttp = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const why = refusal(request)
    const answer = why ? message(403, why) : await manage(connections, request)
    send(response, answer ?? message(404, 'Not Found'))
  }

  const server = createServer((request, response) =>
    start('A request to the connections', answerHttp(request, response), () => response.destroy()),
  )
  server.on('upgrade', (request, socket, head) => start('Opening a connection', upgrade(request, socket, head), () => socket.destroy()))
  const { port, close } = await listen(server, options.port)

  const sayGoodbye = ({ socket }: OpenConnection): Promise<unknown> =>
    new Promise((resolve) => {
      const impatience = setTimeout(() => socket.terminate(), GOODBYE_MS)
      socket.once('close', () => resolve(clearTimeout(impatience)))
      socket.close(GOING_AWAY, 'Going away')
    })

  return {
    port,
    url: `ws://127.0.0.1:${port}`,
    close: async () => {
      await Promise.all([...connections.values()].map(sayGoodbye))
      await Promise.all(running)
      // A viewer that was being admitted meanwhile.
      for (const { socket } of connections.values()) socket.terminate()
      await close()
    },
  }
}
