// Starts the bridge from its environment, and ends it on a signal.
import * as z from 'zod/mini'
import { random } from '#app/clock.ts'
import { SomeText } from '#contract/parts.ts'
import { BridgeEnvironment } from '#env/bridge.ts'
import { readEnvironment } from '#env/read.ts'
import { agentAddress, ElevenLabsSecret, registerCall } from '#providers/elevenlabs.ts'
import { listeningTokens } from '#providers/listening-token.ts'
import { readSecret } from '#providers/secrets.ts'
import { SigningSecret } from '#providers/signature.ts'
import { streamTokens } from '#providers/stream-token.ts'
import { apologise, connectCall, hangUp } from '#providers/twilio-live-call.ts'
import { authTokensIn } from '#providers/twilio-webhook.ts'
import { conversations, diversion } from '#store/conversations.ts'
import { ownAddress } from './listening/own-address.ts'
import { errorFields, jsonLog as log, useCaseLog } from './log.ts'
import { startBridge } from './server.ts'
import type { SessionOptions } from './session-state.ts'
import { taskProtection } from './task-protection.ts'
import { machineTiming as timing } from './timing.ts'

/** ECS kills 120 s after SIGTERM at the latest. */
const DRAIN_MS = 110_000

const Environment = z.extend(BridgeEnvironment, {
  HOST: z._default(SomeText, '0.0.0.0'),
  /** Calls at the same time. A core of Fargate saturates near 200; beyond its capacity the bridge refuses before it harms. */
  CAPACITY: z._default(z.coerce.number().check(z.int(), z.minimum(1)), 250),
  /** Set by ECS itself. */
  ECS_AGENT_URI: z.optional(z.url()),
  ECS_CONTAINER_METADATA_URI_V4: z.optional(z.url()),
})
type Settings = z.infer<typeof Environment>
const TwilioSecret = z.object({ accountSid: SomeText, authToken: SomeText })
const OwnNumber = z.object({ phoneNumber: SomeText })

const sessionOptions = ({ AUDIO_JOIN_MS, INTERRUPTED_EVENT }: BridgeEnvironment): SessionOptions => ({
  joinMs: AUDIO_JOIN_MS,
  cutsInterruptedEvent: INTERRUPTED_EVENT === 'cut',
})

/** Without it calls go on as ever; those who listen in find them only when the load balancer happens to bring them here. */
const ownAddressOf = async ({ ECS_CONTAINER_METADATA_URI_V4: metadataUri, PORT: port }: Settings): Promise<string | undefined> => {
  if (metadataUri === undefined) return undefined
  return await ownAddress({ metadataUri, port }).catch((error: unknown) => {
    log('WARN', 'address.unknown', errorFields(error))
    return undefined
  })
}

const start = async (): Promise<void> => {
  const environment = readEnvironment(Environment)
  const twilio = () => readSecret(environment.TWILIO_SECRET_ID, TwilioSecret)
  const elevenLabs = () => readSecret(environment.ELEVENLABS_SECRET_ID, ElevenLabsSecret)
  const signing = () => readSecret(environment.SIGNING_SECRET_ID, SigningSecret)
  const ofTwilio = { apiUrl: environment.TWILIO_API_URL, secret: twilio }
  const ofElevenLabs = { apiUrl: environment.ELEVENLABS_API_URL, secret: elevenLabs }
  const { HOST: host, PORT, CAPACITY: capacity, ECS_AGENT_URI: agentUri } = environment
  const heldAt = await ownAddressOf(environment)
  const ledger = conversations(environment.TABLE_NAME, { random, log: useCaseLog, transcriptDays: environment.TRANSCRIPT_DAYS, heldAt })

  const bridge = await startBridge(
    {
      conversations: ledger,
      desk: ledger,
      agentAddress: agentAddress(ofElevenLabs),
      hangUp: hangUp(ofTwilio),
      apologise: apologise(ofTwilio),
      divert: diversion(environment.TABLE_NAME, {
        ...{ random, log: useCaseLog, connectCall: connectCall(ofTwilio), apologise: apologise(ofTwilio) },
        registerCall: registerCall({
          ...ofElevenLabs,
          ownNumber: async () => (await readSecret(environment.TWILIO_SECRET_ID, OwnNumber)).phoneNumber,
        }),
      }),
      authTokens: () => authTokensIn(environment.TWILIO_SECRET_ID),
      tokens: async () => streamTokens({ ...(await signing()), clock: timing }),
      passes: async () => listeningTokens({ ...(await signing()), clock: timing }),
      timing,
      log,
      onLive: agentUri ? taskProtection({ agentUri, timing, log }) : () => {},
    },
    {
      ...{ host, port: PORT, publicUrl: environment.BRIDGE_URL, deployment: environment.TABLE_NAME },
      ...{ capacity, session: sessionOptions(environment), heldAt },
    },
  )
  log('INFO', 'bridge.listening', { port: bridge.port })

  let isEnding = false
  const endWithin = async (ms: number): Promise<void> => {
    log('INFO', 'bridge.draining')
    const draining = bridge.drain(isEnding ? 0 : ms)
    isEnding = true
    await draining
    log('INFO', 'bridge.closed')
    process.exit(0)
  }
  process.on('SIGTERM', () => void endWithin(DRAIN_MS))
  process.on('SIGINT', () => void endWithin(0))
}

start().catch((error: unknown) => {
  log('ERROR', 'bridge.not-started', errorFields(error))
  process.exit(1)
})
