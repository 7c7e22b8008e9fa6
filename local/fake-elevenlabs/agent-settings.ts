// The agent as it is set up at the simulated ElevenLabs.
import type { ConversationInitiationMetadataEventAgentOutputAudioFormat as AudioFormat } from '@elevenlabs/types'
import { type AgentMessage, CLIENT_EVENTS } from './agent-messages.ts'

export type AgentSettings = {
  /** Used when the client overrides neither. */
  prompt: string
  firstMessage: string
  /** Fields that a client may override: each must be enabled in the agent's security settings. */
  overrides: readonly string[]
  /** Types of messages that the agent sends. */
  clientEvents: readonly AgentMessage['type'][]
  audioFormat: AudioFormat
  /** Replies after which the agent says goodbye and ends the call. Left out: three to six, and never in a sample of a call. */
  endsAfterReplies?: number
}

export const AGENT: AgentSettings = {
  prompt: 'You are a friendly agent who makes telephone calls.',
  firstMessage: 'Hello! This is the agent that nobody has given a first message.',
  overrides: ['agent.prompt.prompt', 'agent.first_message', 'agent.language'],
  clientEvents: CLIENT_EVENTS,
  audioFormat: 'ulaw_8000',
}
