// A bridge between both simulated providers, over a table with attempts that are on the telephone: everything real but the network.
import { createServer } from 'node:http'
import { expect } from 'vitest'
import { streamTokens } from '#providers/stream-token.ts'
import type { SimulatedCall } from '../../local/fake-twilio/call.ts'
import { listen } from '../../local/web/listen.ts'
import { type BundledBridge, startBundledBridge } from './bundled-bridge.ts'
import { readyToCall } from './claimed.ts'
import { type Agents, startAgents } from './fake-elevenlabs.ts'
import { ACCOUNT_SID, AUTH_TOKEN, FROM, startTelephony, streamTo, type Telephony, type TelephonyOptions } from './fake-twilio.ts'
import { startSecrets } from './secrets.ts'
import { openStore, type Store } from './store.ts'
import { ringmasterTable, startTable } from './table.ts'

export type BridgeWorld = {
  agents: Agents
  telephony: Telephony
  store: Store
  bridge: BundledBridge
  /** Another process on the same address: new streams go there, those of the one before stay as long as it lives. */
  restart(): Promise<void>
  /** Dials so many calls to numbers with this ending; resolves with their sids once all of them stream. */
  call(ending: string, count?: number): Promise<string[]>
  /** Dials, whatever becomes of the stream. */
  dial(ending: string, count?: number): Promise<string[]>
  calls(sids: readonly string[]): SimulatedCall[]
  /** Resolves once they are over. */
  over(sids: readonly string[]): Promise<SimulatedCall[]>
  /** Live calls, as the bridge itself tells. */
  live(): Promise<number>
  close(): Promise<void>
}

type Options = {
  /** At most 10: above it a call carries a sample of its audio only. */
  speed: number
  agents?: Parameters<typeof startAgents>[0]
  telephony?: TelephonyOptions
  environment?: Record<string, string>
}

export const KEY = 'signing-key-of-the-tests'
const FIRST_AREA = 202

export const startBridgeWorld = async ({ speed, ...options }: Options): Promise<BridgeWorld> => {
  const table = await startTable()
  const agents = await startAgents({ speed, ...options.agents })
  const secrets = await startSecrets({
    twilio: { accountSid: ACCOUNT_SID, authToken: AUTH_TOKEN, phoneNumber: FROM },
    elevenlabs: { apiKey: 'key-of-the-tests', agentId: 'agent_1' },
    signing: { key: KEY },
  })
  /** What Twilio is told to do with a call, once its attempt is on the telephone. */
  const voices = new Map<string, Promise<string>>()
  const api = await listen(
    createServer(async (request, response) => {
      response.writeHead(200, { 'content-type': 'text/xml' }).end(await voices.get(request.url ?? ''))
    }),
    0,
  )
  const edges: Record<string, string> = { 'api.ringmaster.test': `http://127.0.0.1:${api.port}` }
  const telephony = await startTelephony({ ...options.telephony, clock: agents.clock, edges })
  const environment = {
    ...Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    TABLE_NAME: ringmasterTable.tableName,
    TWILIO_SECRET_ID: 'twilio',
    ELEVENLABS_SECRET_ID: 'elevenlabs',
    SIGNING_SECRET_ID: 'signing',
    TWILIO_API_URL: telephony.fake.url,
    ELEVENLABS_API_URL: agents.fake.url,
    BRIDGE_URL: 'wss://bridge.ringmaster.test',
    TRANSCRIPT_DAYS: '90',
    HOST: '127.0.0.1',
    PORT: '0',
    ...options.environment,
  }
  const bridges: BundledBridge[] = []
  const start = async (): Promise<BundledBridge> => {
    const started = await startBundledBridge(environment)
    bridges.push(started)
    edges['bridge.ringmaster.test'] = `ws://127.0.0.1:${started.port}`
    return started
  }
  let bridge = await start()
  const store = openStore()
  const tokens = streamTokens({ key: KEY, clock: { machine: Date.now } })

  const dialOne = async (ending: string, i: number): Promise<string> => {
    const { attempt, claim } = await readyToCall(store)
    const path = `/voice/${attempt.id}`
    const claimed = Promise.withResolvers<void>()
    voices.set(
      path,
      claimed.promise.then(() => streamTo(`/media/${tokens.sign(attempt.id)}`, { attemptId: attempt.id })),
    )
    const to = `+1${FIRST_AREA + i}555${ending}`
    const { sid } = await telephony.client.calls.create({ to, from: FROM, url: `https://api.ringmaster.test${path}` })
    const written = await claim({ attempt: { state: 'answered', callSid: sid } })
    if (!written.ok) throw new Error(`The claim was refused: ${written.refused}`)
    claimed.resolve()
    return sid
  }
  const world: BridgeWorld = {
    agents,
    telephony,
    store,
    get bridge() {
      return bridge
    },
    async restart() {
      bridge = await start()
    },
    dial: (ending, count = 1) => Promise.all(Array.from({ length: count }, (_, i) => dialOne(ending, i))),
    async call(ending, count = 1) {
      const sids = await world.dial(ending, count)
      await expect.poll(world.live, { timeout: 20_000, interval: 20 }).toBe(count)
      return sids
    },
    calls: (sids) => telephony.fake.calls().filter(({ sid }) => sids.includes(sid)),
    async over(sids) {
      const left = () => world.calls(sids).filter(({ endedAt }) => endedAt === undefined).length
      await expect.poll(left, { timeout: 90_000, interval: 20 }).toBe(0)
      return world.calls(sids)
    },
    async live() {
      const response = await fetch(`http://127.0.0.1:${bridge.port}/health`)
      const health: unknown = await response.json()
      return typeof health === 'object' && health !== null && 'live' in health ? Number(health.live) : Number.NaN
    },
    async close() {
      for (const { process: child } of bridges) child.kill('SIGKILL')
      await Promise.all(bridges.map(({ exit }) => exit))
      await telephony.close()
      await Promise.all([agents.close(), api.close()])
      await Promise.all([secrets.close(), table.close()])
    },
  }
  return world
}
