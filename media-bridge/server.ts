// The bridge as a server: its life, its limits, and the way of a connection from the port to a call.
import { once } from 'node:events'
import { createServer, type Server, type ServerOptions } from 'node:http'
import type { StreamTokens } from '#app/ports/bridge.ts'
import { admission } from './admission.ts'
import { startLife } from './drain.ts'
import { watchEventLoop } from './event-loop.ts'
import { health } from './health.ts'
import { liveCalls } from './listening/live-calls.ts'
import { isListener, type ListeningPorts, takeListeners } from './listening/take-listeners.ts'
import { errorFields } from './log.ts'
import { startMetrics } from './metrics.ts'
import type { SessionOptions } from './session-state.ts'
import { type CallPorts, takeStreams } from './take-streams.ts'
import { waitingRoom } from './waiting-room.ts'

export type BridgePorts = CallPorts &
  ListeningPorts & {
    authTokens: () => Promise<readonly string[]>
    tokens: () => Promise<Pick<StreamTokens, 'verify'>>
    onLive: (live: number) => void
  }

export type BridgeOptions = {
  publicUrl: string
  host: string
  port: number
  capacity: number
  session: SessionOptions
  /** Where the other tasks reach this one; absent: there are none. */
  heldAt?: string | undefined
  /** What its metrics are told apart by. */
  deployment: string
}

export type Bridge = {
  port: number
  /** Takes no more calls; resolves when none is left. Those that live after so many milliseconds are ended. */
  drain(ms: number): Promise<void>
}

/** For connections that are no call yet. */
const LIMITS: ServerOptions = {
  // Twilio and the load balancer send their headers in one piece.
  headersTimeout: 5_000,
  requestTimeout: 5_000,
  connectionsCheckingInterval: 1_000,
  // Longer than the load balancer keeps an idle connection: else it may send a call down one that is being closed.
  keepAliveTimeout: 125_000,
}
/** Connections that the system keeps until they are taken, all in one go: more of them would be heard in live calls. */
const BACKLOG = 64
/** Between two tries to read the secrets. */
const RETRY_MS = 5_000

/** Listens at once, and resolves when it has tried to begin; what fails is tried again for as long as it lives. */
export const startBridge = async (ports: BridgePorts, options: BridgeOptions): Promise<Bridge> => {
  const { timing, log } = ports
  const { capacity, publicUrl, host, deployment } = options
  const loop = watchEventLoop({ timing })
  const metrics = startMetrics({ deployment, loop, timing, log })
  const onLive = (live: number): void => {
    metrics.live(live)
    ports.onLive(live)
  }
  const life = startLife({ capacity, isStrained: loop.isStrained, timing, onLive })
  const room = waitingRoom({ onSentAway: metrics.sentAway })
  const calls = liveCalls({ timing, log })
  const take = takeStreams({
    ...{ ports, life, metrics, options: options.session },
    admit: admission({ ...ports, publicUrl }),
    calls,
    onAdmitted: room.leave,
  })
  const listeners = takeListeners({ ports, calls, heldAt: options.heldAt, onAdmitted: room.leave })

  const http = createServer(LIMITS, health(life))
  http.on('connection', room.enter)
  http.on('upgrade', (request, socket, head) => {
    const upgrade = { request, socket, head }
    return isListener(upgrade) ? listeners.take(upgrade) : take(upgrade)
  })
  http.listen({ port: options.port, host, backlog: BACKLOG })
  await once(http, 'listening')

  let cancelRetry = (): void => {}
  const begin = async (): Promise<void> => {
    try {
      await Promise.all([ports.authTokens(), ports.tokens()])
      life.run()
    } catch (error) {
      log('ERROR', 'bridge.not-ready', errorFields(error))
      if (life.state() === 'initializing') cancelRetry = timing.after(RETRY_MS, () => void begin())
    }
  }
  await begin()

  const close = async (): Promise<void> => {
    cancelRetry()
    metrics.close()
    loop.close()
    listeners.close()
    http.close()
    http.closeAllConnections()
    await once(http, 'close')
  }
  let closed: Promise<void> | undefined
  return {
    port: portOf(http),
    async drain(ms) {
      await life.drain(ms)
      closed ??= close()
      await closed
    },
  }
}

const portOf = (http: Server): number => {
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('The server has no port')
  return address.port
}
