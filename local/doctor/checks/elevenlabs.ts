// The ElevenLabs agent: is it there, does it speak and hear as a telephone does, may a campaign tell it what to say?
import * as z from 'zod/mini'
import { ElevenLabsAccount } from '../../accounts/shapes.ts'
import { type Check, type Finding, fail, ok, warn } from '../check.ts'
import type { Look } from '../look.ts'

const FORMAT = 'ulaw_8000'
const EVENTS = [
  ...['audio', 'interruption', 'ping', 'agent_response', 'agent_response_correction', 'user_transcript'],
  ...['client_tool_call', 'agent_tool_response'],
]
/** Conversations at a time by plan: https://help.elevenlabs.io/hc/en-us/articles/31601651829393 */
const AT_A_TIME: Readonly<Record<string, number>> = { free: 4, starter: 6, creator: 10, pro: 20, scale: 30, business: 30 }

const isAllowed = z._default(z.boolean(), false)
const Overrides = z.prefault(
  z.object({
    agent: z.prefault(
      z.object({ prompt: z.prefault(z.object({ prompt: isAllowed }), {}), first_message: isAllowed, language: isAllowed }),
      {},
    ),
    tts: z.prefault(z.object({ voice_id: isAllowed }), {}),
  }),
  {},
)

const Agent = z.object({
  conversation_config: z.object({
    asr: z.object({ user_input_audio_format: z.string() }),
    tts: z.object({ agent_output_audio_format: z.string() }),
    conversation: z.object({ client_events: z.array(z.string()) }),
    agent: z.object({
      first_message: z.nullish(z.string()),
      prompt: z.object({ prompt: z.nullish(z.string()) }),
      dynamic_variables: z.prefault(z.object({ dynamic_variable_placeholders: z._default(z.record(z.string(), z.unknown()), {}) }), {}),
    }),
  }),
  platform_settings: z.prefault(z.object({ overrides: z.prefault(z.object({ conversation_config_override: Overrides }), {}) }), {}),
})
type Agent = z.infer<typeof Agent>

const ask = async (look: Look, path: (account: ElevenLabsAccount) => string): Promise<Response> => {
  const account = ElevenLabsAccount.parse(await look.secret('elevenlabs'))
  return look.fetch(`${look.patient.elevenLabs}${path(account)}`, { headers: { 'xi-api-key': account.apiKey } })
}

const askAgent = (look: Look): Promise<Response> => ask(look, ({ agentId }) => `/v1/convai/agents/${encodeURIComponent(agentId)}`)

const readAgent = async (look: Look): Promise<Agent> => {
  const response = await askAgent(look)
  if (!response.ok) throw new Error(`ElevenLabs answered ${response.status}`)
  return Agent.parse(await response.json())
}

const ofAgent = (name: string, fix: string, judge: (agent: Agent) => Finding): Check => ({
  name,
  needs: ['agent'],
  fix,
  run: async (look) => judge(await readAgent(look)),
})

const format = (what: string, found: string): Finding =>
  found === FORMAT ? ok(`the agent ${what} ${FORMAT}`) : fail(`the agent ${what} ${found}: callers and agent would hear noise`)

const missingOverrides = ({ platform_settings: { overrides } }: Agent): string[] => {
  const { agent, tts } = overrides.conversation_config_override
  const allowed = {
    'system prompt': agent.prompt.prompt,
    'first message': agent.first_message,
    language: agent.language,
    voice: tts.voice_id,
  }
  return Object.entries(allowed).flatMap(([name, is]) => (is ? [] : [name]))
}

const uncovered = ({ conversation_config: { agent } }: Agent): string[] => {
  const words = `${agent.prompt.prompt ?? ''} ${agent.first_message ?? ''}`
  const used = new Set([...words.matchAll(/\{\{\s*(\w+)\s*\}\}/g)].map(([, name = '']) => name))
  const covered = agent.dynamic_variables.dynamic_variable_placeholders
  return [...used].filter((name) => !Object.hasOwn(covered, name) && !name.startsWith('system__'))
}

export const elevenLabsChecks: Check[] = [
  {
    name: 'elevenlabs-key',
    needs: ['elevenlabs-secret'],
    fix: 'Make a key at ElevenLabs (Developers, API keys) that may read agents, and put it into ELEVENLABS_API_KEY.',
    run: async (look) => {
      const { status } = await askAgent(look)
      return status === 401 || status === 403 ? fail(`ElevenLabs refuses the key (${status})`) : ok('ElevenLabs takes the key')
    },
  },
  {
    name: 'agent',
    needs: ['elevenlabs-key'],
    fix: 'Set ELEVENLABS_AGENT_ID to the id of an agent of this account: ElevenLabs, Agents, the agent, its id.',
    run: async (look) => {
      if ((await askAgent(look)).status === 404) return fail('there is no such agent')
      await readAgent(look)
      return ok('the agent is there')
    },
  },
  ofAgent('agent-hears', 'ElevenLabs, the agent, Advanced: user input audio format μ-law 8000 Hz.', ({ conversation_config: { asr } }) =>
    format('hears', asr.user_input_audio_format),
  ),
  ofAgent('agent-speaks', 'ElevenLabs, the agent, Voice: output format μ-law 8000 Hz.', ({ conversation_config: { tts } }) =>
    format('speaks', tts.agent_output_audio_format),
  ),
  ofAgent(
    'agent-overrides',
    'ElevenLabs, the agent, Security: allow these overrides, or calls fail when a campaign sets them.',
    (agent) => {
      const missing = missingOverrides(agent)
      return missing.length > 0
        ? fail(`the agent does not allow to override: ${missing.join(', ')}`)
        : ok('campaigns may tell the agent what to say')
    },
  ),
  ofAgent('agent-events', 'ElevenLabs, the agent, Advanced: client events; switch the missing ones on.', ({ conversation_config }) => {
    const sent = new Set(conversation_config.conversation.client_events)
    const missing = EVENTS.filter((event) => !sent.has(event))
    return missing.length > 0 ? fail(`the agent does not send: ${missing.join(', ')}`) : ok('the agent sends what the bridge needs')
  }),
  ofAgent('agent-variables', 'ElevenLabs, the agent: give each variable of its own prompt a placeholder, or take it out.', (agent) => {
    const open = uncovered(agent)
    return open.length > 0
      ? fail(`nobody gives the agent’s own words a value for: ${open.join(', ')}`)
      : ok('all its variables have values')
  }),
  {
    name: 'ceilings',
    needs: ['elevenlabs-key'],
    fix: 'Lower concurrentCalls in infra/config.ts to what the plan of ElevenLabs takes at a time, or choose a larger plan.',
    run: async (look) => {
      const response = await ask(look, () => '/v1/user/subscription')
      if (!response.ok)
        return warn(`ElevenLabs does not say which plan this is (${response.status})`, 'Let the key read the user, or look yourself.')
      const { tier } = z.object({ tier: z.string() }).parse(await response.json())
      const most = AT_A_TIME[tier] ?? Number.POSITIVE_INFINITY
      const { concurrentCalls } = look.patient
      if (concurrentCalls === undefined) return ok(`the plan ${tier}${tier in AT_A_TIME ? ` takes ${most} calls at a time` : ''}`)
      return concurrentCalls > most
        ? warn(`${concurrentCalls} calls at a time are allowed here; the plan ${tier} takes ${most}`)
        : ok(`the plan ${tier} takes as many calls as are allowed here`)
    },
  },
]
