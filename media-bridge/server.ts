// Takes Twilio's upgrades: each is admitted or refused before the WebSocket is opened, then becomes one session.
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, STATUS_CODES } from 'node:http'
import type { Duplex } from 'node:stream'
import { type WebSocket, WebSocketServer } from 'ws'
import type { AgentAddress, Apologise, Conversations, HangUp, StreamTokens } from '#app/bridge-ports.ts'
import type { AttemptId } from '#contract/ids.ts'
import { admission } from './admission.ts'
import { openAgent } from './agent-socket.ts'
import { callEvents } from './call-events.ts'
import { startLife } from './drain.ts'
import { health } from './health.ts'
import { type Line, lineOver, lostLine, SOCKET_OPTIONS } from './line.ts'
import { errorFields, type Log } from './log.ts'
import { holdSession } from './session.ts'
import type { SessionOptions } from './session-state.ts'
import type { Timing } from './timing.ts'

export type BridgePorts = {
  conversations: Conversations
  agentAddress: AgentAddress
  hangUp: HangUp
  apologise: Apologise
  authToken: () => Promise<string>
  tokens: () => Promise<Pick<StreamTokens, 'verify'>>
  timing: Timing
  log: Log
  onLive: (live: number) => void
}

export type BridgeOptions = { publicUrl: string; host: string; port: number; capacity: number; session: SessionOptions }

export type Bridge = {
  port: number
  /** Takes no more calls; resolves when none is left. Those that live after so many milliseconds are ended. */
  drain(ms: number): Promise<void>
}

/** Twilio's longest message is far below: a 20 ms frame is 400 bytes. */
const MAX_PAYLOAD = 64 * 1024

const REFUSALS = { 'no such attempt': 410, 'already open': 409, over: 410 } as const

type Upgrade = { request: IncomingMessage; socket: Duplex; head: Buffer }
type Refusal = { status: number; reason: string }

export const startBridge = async (
  ports: BridgePorts,
  { publicUrl, host, port, capacity, session: options }: BridgeOptions,
): Promise<Bridge> => {
  const { conversations, timing, log } = ports
  const life = startLife({ capacity, timing, onLive: ports.onLive })
  const admit = admission({ ...ports, publicUrl })
  const sockets = new WebSocketServer({ ...SOCKET_OPTIONS, noServer: true, clientTracking: false, maxPayload: MAX_PAYLOAD })
  const http = createServer(health(life))

  const refuse = ({ socket }: Upgrade, { status, reason }: Refusal): void => {
    log('WARN', 'stream.refused', { status, reason })
    // Node leaves the other half of an upgraded connection open.
    socket.once('finish', () => socket.destroy())
    socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  }

  const lineTo = (agentId?: string): Line => openAgent({ address: () => ports.agentAddress(agentId), timing, log })

  const converse = async (attemptId: AttemptId, upgrade: Upgrade, mustEnd: AbortSignal): Promise<void> => {
    // While the ledger admits the stream the usual agent's line opens; the agent hears nothing before the brief is known.
    const usual = lineTo()
    const opened = await conversations.open(attemptId).catch((error: unknown) => {
      usual.close(1000)
      throw error
    })
    if (opened.kind === 'refused') {
      usual.close(1000)
      return refuse(upgrade, { status: REFUSALS[opened.reason], reason: opened.reason })
    }
    const { brief } = opened
    // Mostly closed before its address is known, so that no conversation with it is begun.
    if (brief.agentId !== undefined) usual.close(1000)
    const agent = brief.agentId === undefined ? usual : lineTo(brief.agentId)
    const caller = accept(sockets, upgrade)
    const session = holdSession({
      brief,
      options,
      caller: caller ? lineOver(caller, timing) : lostLine,
      agent,
      events: callEvents(ports, brief),
      timing,
      log,
    })
    mustEnd.addEventListener('abort', () => session.shutDown())
    if (mustEnd.aborted) session.shutDown()
    await session.finished
  }

  const take = async (upgrade: Upgrade): Promise<void> => {
    if (life.state() !== 'running') return refuse(upgrade, { status: 503, reason: 'draining' })
    const { url = '', headers } = upgrade.request
    const admitted = await admit({ path: url, signature: headers['x-twilio-signature']?.toString() })
    if ('status' in admitted) return refuse(upgrade, admitted)
    const place = life.enter()
    if (!place) return refuse(upgrade, { status: 503, reason: 'no place left' })
    await converse(admitted.attemptId, upgrade, place.mustEnd).finally(() => place.leave())
  }

  http.on('upgrade', (request, socket, head) => {
    // A client that goes away while it waits is found out when the stream is accepted.
    socket.on('error', () => socket.destroy())
    const upgrade = { request, socket, head }
    take(upgrade).catch((error: unknown) => {
      log('ERROR', 'stream.failed', errorFields(error))
      refuse(upgrade, { status: 503, reason: 'ledger or secrets out of reach' })
    })
  })
  http.listen(port, host)
  await once(http, 'listening')

  let closed: Promise<unknown> | undefined
  const close = (): Promise<unknown> => {
    http.close()
    http.closeAllConnections()
    return once(http, 'close')
  }
  return {
    port: portOf(http),
    async drain(ms) {
      await life.drain(ms)
      closed ??= close()
      await closed
    },
  }
}

/** Undefined when the client is gone or does not speak WebSocket. `ws` answers at once. */
const accept = (sockets: WebSocketServer, { request, socket, head }: Upgrade): WebSocket | undefined => {
  const accepted: WebSocket[] = []
  sockets.handleUpgrade(request, socket, head, (opened) => accepted.push(opened))
  return accepted[0]
}

const portOf = (http: Server): number => {
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}
