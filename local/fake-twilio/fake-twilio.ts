// A telephone provider in one process: Twilio's Calls API, webhooks and media streams, with a seeded world of people behind it.
import { createServer } from 'node:http'
import type { SystemClock } from '../clock/clock.ts'
import { createFrames } from '../media-stream/frames.ts'
import { createTicker } from '../media-stream/ticker.ts'
import { createSampling } from '../simulated/sampling.ts'
import type { Edges } from '../twilio-webhooks/edges.ts'
import { createWebhooks } from '../twilio-webhooks/webhooks.ts'
import type { SimulatedCall } from './call.ts'
import { openCallBook } from './call-book.ts'
import { createCallsApi } from './calls-api.ts'
import type { Faults } from './faults.ts'
import type { CallChange, NetworkContext } from './network-context.ts'
import { createPhoneNetwork } from './phone-network.ts'

export type FakeTwilioOptions = {
  clock: SystemClock
  accountSid: string
  authToken: string
  /** Decides what happens to numbers; the same seed gives the same world. */
  seed: number
  /** Dials each campaign second; more are queued. Twilio's default is 1. */
  callsPerSecond: number
  /** Public hosts whose TLS ends elsewhere, and where: `{ 'bridge.ringmaster.test': 'ws://127.0.0.1:4711' }`. */
  edges: Edges
  /** Where the provider's own call list is kept. Without it the list lives in memory. */
  file?: string
  log?: (line: string) => void
  faults?: Faults
  /** Machine milliseconds until a new call appears in lists. */
  listDelayMs?: number
  onCall?: (change: CallChange) => void
}

export type FakeTwilio = {
  /** For TWILIO_API_URL. */
  url: string
  /** Every call that was ever accepted, oldest first. */
  calls(): SimulatedCall[]
  /** The process of the provider ends: live calls break off and nobody is told. */
  close(): Promise<void>
}

/** As long as a load balancer keeps idle connections: shorter, and a client's request meets a connection that closes. */
const KEEP_ALIVE_MS = 60_000

export const createFakeTwilio = async (options: FakeTwilioOptions): Promise<FakeTwilio> => {
  const { clock, accountSid, authToken, seed, callsPerSecond, edges, file, faults = {}, log = () => {}, listDelayMs = 0 } = options
  const book = openCallBook({ file, now: clock.now })
  const webhooks = createWebhooks({ authToken, edges })
  const context: NetworkContext = {
    clock,
    accountSid,
    seed,
    callsPerSecond,
    edges,
    book,
    webhooks,
    faults,
    frames: createFrames(),
    ticker: createTicker(),
    isSample: sayOnce(clock, log),
    log,
    onCall: options.onCall ?? (() => {}),
  }
  const network = createPhoneNetwork(context)
  const api = createCallsApi(network, context, { authToken, listDelayMs })
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS }, (request, response) => {
    api(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The simulated Twilio has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    calls: book.all,
    close() {
      network.close()
      webhooks.close()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}

const sayOnce = (clock: SystemClock, log: (line: string) => void): (() => boolean) => {
  const isSample = createSampling(clock)
  let hasSaid = false
  return () => {
    const sample = isSample()
    if (sample && !hasSaid) {
      hasSaid = true
      log(`speed ${Math.round(clock.speed())}: each call carries a sample of its audio`)
    }
    return sample
  }
}
