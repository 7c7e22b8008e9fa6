// The agent as GET /v1/convai/agents/{id} shows it. https://elevenlabs.io/docs/api-reference/agents/get
import type { AgentSettings } from './agent-settings.ts'

type Tree = { [name: string]: boolean | Tree }

/** `agent.prompt.prompt` is a switch in nested objects. */
const switchedOn = (paths: readonly string[]): Tree => {
  const tree: Tree = {}
  for (const path of paths) {
    const names = path.split('.')
    const last = names.pop() ?? ''
    let branch = tree
    for (const name of names) {
      const next = branch[name]
      const grown: Tree = typeof next === 'object' ? next : {}
      branch[name] = grown
      branch = grown
    }
    branch[last] = true
  }
  return tree
}

export const agentResource = (agentId: string, settings: AgentSettings): object => ({
  agent_id: agentId,
  name: 'Simulated agent',
  conversation_config: {
    asr: { user_input_audio_format: settings.inputFormat ?? settings.audioFormat },
    tts: { agent_output_audio_format: settings.audioFormat },
    conversation: { client_events: settings.clientEvents },
    agent: {
      first_message: settings.firstMessage,
      language: 'en',
      prompt: { prompt: settings.prompt },
      dynamic_variables: { dynamic_variable_placeholders: {} },
    },
  },
  platform_settings: { overrides: { conversation_config_override: switchedOn(settings.overrides) } },
})
