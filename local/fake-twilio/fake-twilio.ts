// A telephone provider in one process: Twilio's Calls API, webhooks and media streams, with a seeded world of people behind it.
import { createServer } from 'node:http'
import type { SystemClock } from '../clock/clock.ts'
import { createFrames, type Frames } from '../media-stream/frames.ts'
import { createTicker } from '../media-stream/ticker.ts'
import { createSampling } from '../simulated/sampling.ts'
import type { Edges } from '../twilio-webhooks/edges.ts'
import { createWebhooks } from '../twilio-webhooks/webhooks.ts'
import { listen } from '../web/listen.ts'
import { createAccountApi, isAboutAccount } from './account-api.ts'
import type { SimulatedCall } from './call.ts'
import { openCallBook } from './call-book.ts'
import { createCallsApi } from './calls-api.ts'
import { createControl, isControl } from './control.ts'
import { createDialLog } from './dial-log.ts'
import type { FaultSettings } from './fault-settings.ts'
import { type Faults, seededFaults } from './faults.ts'
import type { CallChange, NetworkContext } from './network-context.ts'
import { createPhoneNetwork } from './phone-network.ts'

export type FakeTwilioOptions = {
  clock: SystemClock
  accountSid: string
  authToken: string
  /** That it owns, and may call from. */
  numbers?: readonly string[]
  /** Decides what happens to numbers; the same seed gives the same world. */
  seed: number
  /** Dials each campaign second; more are queued. Twilio's default is 1. */
  callsPerSecond: number
  /** Public hosts whose TLS ends elsewhere, and where: `{ 'bridge.ringmaster.test': 'ws://127.0.0.1:4711' }`. */
  edges: Edges
  /** Where the provider's own call list is kept. Without it the list lives in memory. */
  file?: string
  log?: (line: string) => void
  /** What is wrong at first; the control endpoint changes it. */
  settings?: FaultSettings
  /** In place of what the settings make go wrong by chance. */
  faults?: Faults
  onCall?: (change: CallChange) => void
  /** The callers' voices; a test may want to know its frames again. */
  frames?: Frames
  /** Each piece of audio that comes for a call, in the order of its arrival. */
  onHeard?: (audio: Buffer, callSid: string) => void
}

export type FakeTwilio = {
  /** For TWILIO_API_URL. */
  url: string
  /** Every call that was ever accepted, oldest first. */
  calls(): SimulatedCall[]
  /** The process of the provider ends: live calls break off and nobody is told. */
  close(): Promise<void>
}

export const createFakeTwilio = async (options: FakeTwilioOptions): Promise<FakeTwilio> => {
  const { clock, accountSid, authToken, seed, callsPerSecond, edges, file, log = () => {} } = options
  let settings = options.settings ?? {}
  const book = openCallBook({ file, now: clock.now })
  const webhooks = createWebhooks({ authToken, edges })
  const context: NetworkContext = {
    clock,
    accountSid,
    seed,
    settings: () => ({ ...settings, 'calls-per-second': settings['calls-per-second'] ?? callsPerSecond }),
    edges,
    book,
    webhooks,
    faults: options.faults ?? seededFaults(seed, () => settings),
    frames: options.frames ?? createFrames(),
    ticker: createTicker(),
    isSample: sayOnce(clock, log),
    log,
    onCall: options.onCall ?? (() => {}),
    onHeard: options.onHeard ?? (() => {}),
  }
  const network = createPhoneNetwork(context)
  const dials = createDialLog(book)
  const api = createCallsApi(network, context, { authToken, dials })
  const change = (changed: FaultSettings): void => {
    settings = changed
    log(`the simulated Twilio has these faults from now on: ${JSON.stringify(settings)}`)
  }
  const control = createControl({ clock, dials, faults: { get: () => settings, set: change } })
  const account = createAccountApi({ accountSid, authToken, numbers: options.numbers ?? [] })
  const server = createServer((request, response) => {
    const serve = isControl(request) ? control : isAboutAccount(request) ? account : api
    serve(request, response).catch((error: unknown) => response.destroy(error instanceof Error ? error : undefined))
  })
  const listening = await listen(server, 0)
  return {
    url: `http://127.0.0.1:${listening.port}`,
    calls: book.all,
    async close() {
      network.close()
      webhooks.close()
      await listening.close()
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
