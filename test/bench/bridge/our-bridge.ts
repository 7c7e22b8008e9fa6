// Our bridge as the benchmark measures it: everything but the table and Twilio's REST API, which audio never passes.
import * as z from 'zod/mini'
import { jsonLog } from '../../../media-bridge/log.ts'
import { startBridge } from '../../../media-bridge/server.ts'
import { SESSION_OPTIONS } from '../../../media-bridge/session-state.ts'
import { machineTiming } from '../../../media-bridge/timing.ts'
import { ledgerOf } from '../../support/bridge.ts'
import { aDesk, passes } from '../../support/listeners.ts'
import { AUTH_TOKEN, briefOf, PUBLIC_URL, tokens } from './attempts.ts'
import { reportToParent } from './probe.ts'

const { AGENT_URL: agentUrl, JOIN_MS: joinMs } = z.object({ AGENT_URL: z.string(), JOIN_MS: z.coerce.number() }).parse(process.env)

const { port } = await startBridge(
  {
    conversations: { ...ledgerOf().conversations, open: async (attemptId) => ({ kind: 'open', brief: briefOf(attemptId) }) },
    agentAddress: async () => agentUrl,
    hangUp: async () => {},
    apologise: async () => true,
    divert: async () => {},
    authTokens: async () => [AUTH_TOKEN],
    tokens: async () => tokens,
    desk: aDesk(),
    passes: async () => passes,
    timing: machineTiming,
    log: jsonLog,
    onLive: () => {},
  },
  { publicUrl: PUBLIC_URL, host: '127.0.0.1', port: 0, capacity: 1_000, session: { ...SESSION_OPTIONS, joinMs }, deployment: 'bench' },
)
reportToParent(port)
