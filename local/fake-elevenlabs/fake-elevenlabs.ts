// The agents' provider in one process: signed addresses, the conversation WebSocket with an agent that speaks and listens, its REST view, its webhook.
import { createServer } from 'node:http'
import type { SystemClock } from '../clock/clock.ts'
import { createSampling } from '../simulated/sampling.ts'
import { agentResource } from './agent-resource.ts'
import { AGENT, type AgentSettings } from './agent-settings.ts'
import type { ConversationRecord } from './conversation-record.ts'
import { conversationResource } from './conversation-resource.ts'
import { createConversationServer, newConversationId } from './conversation-server.ts'
import type { AgentFaults } from './faults.ts'
import { createHttpApi } from './http-api.ts'
import { createPostCall, type WebhookTarget } from './post-call.ts'
import { createRegisteredCalls } from './registered-calls.ts'
import { createSignedUrls } from './signed-urls.ts'

export type FakeElevenLabsOptions = {
  clock: SystemClock
  apiKey: string
  agentId: string
  /** Decides what is said, and how it is cut into messages. */
  seed: number
  log?: (line: string) => void
  agent?: Partial<AgentSettings>
  concurrencyLimit?: number
  /** Stands for its own in the addresses that Twilio is given, which must be wss://. */
  streamHost?: string
  faults?: AgentFaults
  /** Where to tell of conversations that are over. Left out: nowhere. */
  webhook?: WebhookTarget
  /** Each piece of a caller's audio, with the ordinal of its conversation. */
  onHeard?: (audio: Buffer, ordinal: number) => void
  /** Each piece of an agent's audio. */
  onSaid?: (audio: Buffer, ordinal: number) => void
}

export type FakeElevenLabs = {
  /** For ELEVENLABS_API_URL. */
  url: string
  /** Every conversation that was ever opened, oldest first. */
  conversations(): readonly ConversationRecord[]
  close(): Promise<void>
}

const KEEP_ALIVE_MS = 60_000

export const createFakeElevenLabs = async (options: FakeElevenLabsOptions): Promise<FakeElevenLabs> => {
  const { clock, apiKey, agentId, seed, log = () => {}, faults = {}, concurrencyLimit = Number.POSITIVE_INFINITY } = options
  const signedUrls = createSignedUrls(clock.machine)
  const registeredCalls = createRegisteredCalls()
  const agent = { ...AGENT, ...options.agent }
  const shown = { agentId, criteria: agent.criteria, collects: agent.collects }
  const fault = (ordinal: number) => faults.webhook?.(ordinal)
  const postCall = options.webhook && createPostCall({ ...shown, clock, target: options.webhook, fault, log })
  const conversations = createConversationServer({
    clock,
    agentId,
    seed,
    agent,
    concurrencyLimit,
    faults,
    signedUrls,
    registeredCalls,
    isSample: createSampling(clock),
    log,
    onEnded: (record) => postCall?.ended(record),
    onHeard: options.onHeard,
    onSaid: options.onSaid,
  })
  let addressesAsked = 0
  let callsRegistered = 0
  let origin = ''
  const server = createServer(
    { keepAliveTimeout: KEEP_ALIVE_MS },
    createHttpApi({
      apiKey,
      agentId,
      signedUrl(conversationIncluded) {
        const signature = signedUrls.issue(conversationIncluded ? newConversationId() : undefined)
        return `ws://${origin}/v1/convai/conversation?agent_id=${encodeURIComponent(agentId)}&conversation_signature=${signature}`
      },
      agent: agentResource(agentId, agent),
      conversation(id) {
        const record = conversations.records.find((one) => one.id === id)
        return record && conversationResource(record, { ...shown, now: clock.now() })
      },
      conversationOf: (userId) => conversations.records.findLast((one) => one.userId === userId)?.id,
      register: (call) => `wss://${options.streamHost ?? origin}${registeredCalls.add(call)}`,
      fault: { signedUrl: () => faults.signedUrl?.(addressesAsked++), registerCall: () => faults.registerCall?.(callsRegistered++) },
    }),
  )
  server.on('upgrade', conversations.upgrade)
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The simulated ElevenLabs has no port')
  origin = `127.0.0.1:${address.port}`
  return {
    url: `http://${origin}`,
    conversations: () => conversations.records,
    close() {
      conversations.close()
      server.closeAllConnections()
      return new Promise((resolve) => server.close(() => resolve()))
    },
  }
}
