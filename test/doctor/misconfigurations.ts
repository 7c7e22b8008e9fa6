// Ways in which an installation is wrong, each done to a healthy one, with the one check that has to find it and what it has to say.
import * as z from 'zod/mini'
import type { Look, SecretName } from '../../local/doctor/look.ts'

export type Misconfiguration = {
  name: string
  apply: (look: Look) => Look
  /** The check that fails, alone. */
  found: string
  /** In its fix. */
  fix: RegExp
}

const Fields = z.record(z.string(), z.unknown())

const secretWith =
  (name: SecretName, changes: Record<string, unknown>) =>
  (look: Look): Look => ({
    ...look,
    secret: async (asked) => {
      const secret = await look.secret(asked)
      return asked === name ? { ...Fields.parse(secret), ...changes } : secret
    },
  })

/** Answers of that address are others: the status, or the JSON with changes at a path. */
const answerWith =
  (address: RegExp, change: { status: number } | { path: string; value: unknown }) =>
  (look: Look): Look => ({
    ...look,
    fetch: async (url, init) => {
      const response = await look.fetch(url, init)
      if (!address.test(url)) return response
      if ('status' in change) return new Response('{}', { status: change.status })
      return Response.json(changed(await response.json(), change.path.split('.'), change.value))
    },
  })

const changed = (value: unknown, [name, ...rest]: string[], to: unknown): unknown => {
  if (name === undefined) return to
  if (Array.isArray(value)) return value.map((item, i) => (String(i) === name ? changed(item, rest, to) : item))
  const fields = Fields.parse(value)
  return { ...fields, [name]: changed(fields[name], rest, to) }
}

const patientWith =
  (changes: (patient: Look['patient']) => Partial<Look['patient']>) =>
  (look: Look): Look => ({ ...look, patient: { ...look.patient, ...changes(look.patient) } })

const AGENT = /\/v1\/convai\/agents\//
const STATUS_WEBHOOK = /\/webhooks\/twilio\/status\//
const OTHER_HEX = 'f'.repeat(32)

const ofMachine: Misconfiguration[] = [
  {
    name: 'an old Node',
    apply: (look) => ({ ...look, versions: { ...look.versions, node: '20.19.5' } }),
    ...{ found: 'node', fix: /Node 24/ },
  },
  {
    name: 'time-zone data from years ago',
    apply: (look) => ({ ...look, versions: { ...look.versions, tz: '2019c' } }),
    ...{ found: 'time-zones', fix: /Update Node/ },
  },
  {
    name: 'a clock that is ten minutes ahead',
    apply: (look) => ({ ...look, now: () => look.now() + 600_000 }),
    found: 'clock',
    fix: /NTP/,
  },
]

const ofSecrets: Misconfiguration[] = [
  {
    name: 'no permission to read secrets',
    apply: (look) => ({ ...look, secret: () => Promise.reject(new Error('not authorized')) }),
    ...{ found: 'secrets', fix: /AWS_PROFILE/ },
  },
  { name: 'half an account SID', apply: secretWith('twilio', { accountSid: 'AC0123' }), found: 'twilio-secret', fix: /\.env/ },
  { name: 'a number with spaces', apply: secretWith('twilio', { phoneNumber: '+1 202 555 0100' }), found: 'twilio-secret', fix: /\.env/ },
  { name: 'no key of ElevenLabs', apply: secretWith('elevenlabs', { apiKey: undefined }), found: 'elevenlabs-secret', fix: /\.env/ },
  { name: 'a signing key that is a word', apply: secretWith('signing', { key: 'secret' }), found: 'signing-secret', fix: /openssl rand/ },
  {
    name: 'a salt that was emptied',
    apply: secretWith('suppression-salt', { key: '' }),
    ...{ found: 'suppression-salt-secret', fix: /AWSPREVIOUS/ },
  },
  {
    name: 'no webhook secret',
    apply: secretWith('elevenlabs-webhook', { secret: '' }),
    ...{ found: 'elevenlabs-webhook-secret', fix: /ELEVENLABS_WEBHOOK_SECRET/ },
  },
]

const ofTwilio: Misconfiguration[] = [
  {
    name: 'the auth token of another account',
    apply: secretWith('twilio', { authToken: OTHER_HEX }),
    found: 'twilio-account',
    fix: /auth token anew/,
  },
  {
    name: 'a suspended account',
    apply: answerWith(/\/Accounts\/AC\w+\.json/, { path: 'status', value: 'suspended' }),
    ...{ found: 'twilio-account', fix: /Ask Twilio/ },
  },
  {
    name: 'an empty account',
    apply: answerWith(/\/Balance\.json/, { path: 'balance', value: '0.00' }),
    found: 'twilio-balance',
    fix: /Pay in/,
  },
  {
    name: 'somebody else’s number',
    apply: secretWith('twilio', { phoneNumber: '+12025550199' }),
    found: 'number-owned',
    fix: /TWILIO_PHONE_NUMBER/,
  },
  {
    name: 'a number for messages only',
    apply: answerWith(/\/IncomingPhoneNumbers\.json/, { path: 'incoming_phone_numbers.0.capabilities.voice', value: false }),
    ...{ found: 'number-voice', fix: /capability Voice/ },
  },
  {
    name: 'a country that is switched off',
    apply: answerWith(/\/Countries\/US$/, { path: 'low_risk_numbers_enabled', value: false }),
    ...{ found: 'countries', fix: /Geo permissions/ },
  },
]

const ofElevenLabs: Misconfiguration[] = [
  {
    name: 'a key that was deleted',
    apply: secretWith('elevenlabs', { apiKey: 'x'.repeat(32) }),
    found: 'elevenlabs-key',
    fix: /ELEVENLABS_API_KEY/,
  },
  {
    name: 'an agent that was deleted',
    apply: secretWith('elevenlabs', { agentId: 'agent_gone' }),
    found: 'agent',
    fix: /ELEVENLABS_AGENT_ID/,
  },
  {
    name: 'an agent that hears wide-band audio',
    apply: answerWith(AGENT, { path: 'conversation_config.asr.user_input_audio_format', value: 'pcm_16000' }),
    ...{ found: 'agent-hears', fix: /input audio format/ },
  },
  {
    name: 'an agent that speaks wide-band audio',
    apply: answerWith(AGENT, { path: 'conversation_config.tts.agent_output_audio_format', value: 'pcm_16000' }),
    ...{ found: 'agent-speaks', fix: /output format/ },
  },
  {
    name: 'an agent whose prompt nobody may override',
    apply: answerWith(AGENT, { path: 'platform_settings.overrides', value: {} }),
    ...{ found: 'agent-overrides', fix: /Security/ },
  },
  {
    name: 'an agent that does not tell of interruptions',
    apply: answerWith(AGENT, { path: 'conversation_config.conversation.client_events', value: ['audio', 'ping'] }),
    ...{ found: 'agent-events', fix: /client events/ },
  },
  {
    name: 'a variable that nobody fills',
    apply: answerWith(AGENT, { path: 'conversation_config.agent.first_message', value: 'Hello {{name}}, this is {{company}}.' }),
    ...{ found: 'agent-variables', fix: /placeholder/ },
  },
]

const ofDeployment: Misconfiguration[] = [
  {
    name: 'an address that leads elsewhere',
    apply: patientWith(({ twilio }) => ({ publicUrl: twilio.api })),
    found: 'api',
    fix: /PUBLIC_URL/,
  },
  { name: 'a page that was never published', apply: answerWith(/^[^?]+:\d+\/$/, { status: 403 }), found: 'page', fix: /npm run deploy/ },
  { name: 'a tunnel that loses paths', apply: answerWith(STATUS_WEBHOOK, { status: 404 }), found: 'webhook-address', fix: /tunnel/ },
  {
    name: 'a deployment with another auth token',
    apply: answerWith(STATUS_WEBHOOK, { status: 403 }),
    found: 'webhook-signature',
    fix: /npm run secrets/,
  },
  {
    name: 'a deployment with another webhook secret',
    apply: secretWith('elevenlabs-webhook', { secret: `wsec_${OTHER_HEX}` }),
    ...{ found: 'results-webhook', fix: /npm run secrets/ },
  },
  {
    name: 'a bridge that does not run',
    apply: patientWith(({ bridge }) => ({ bridge: { publicUrl: bridge?.publicUrl ?? '', reachAt: 'ws://127.0.0.1:9' } })),
    ...{ found: 'bridge', fix: /log of the bridge/ },
  },
  {
    name: 'a bridge behind another name than it knows',
    apply: patientWith(({ bridge }) => ({ bridge: { publicUrl: 'wss://elsewhere.test', reachAt: bridge?.reachAt ?? '' } })),
    ...{ found: 'bridge-stream', fix: /another address than it knows/ },
  },
]

export const MISCONFIGURATIONS: readonly Misconfiguration[] = [...ofMachine, ...ofSecrets, ...ofTwilio, ...ofElevenLabs, ...ofDeployment]
