// The agent as it is set up at the simulated ElevenLabs.
import type { ConversationInitiationMetadataEventAgentOutputAudioFormat as AudioFormat } from '@elevenlabs/types'
import type { Wish } from '../simulated/wishes.ts'
import { type AgentMessage, CLIENT_EVENTS } from './agent-messages.ts'

/** A tool that the bridge carries out. */
export type ToolUse = { name: string; parameters: Record<string, unknown> }

export type AgentSettings = {
  /** Used when the client overrides neither. */
  prompt: string
  firstMessage: string
  /** Fields that a client may override: each must be enabled in the agent's security settings. */
  overrides: readonly string[]
  /** Types of messages that the agent sends. */
  clientEvents: readonly AgentMessage['type'][]
  audioFormat: AudioFormat
  /** What it wants to hear. Left out: as it speaks. */
  inputFormat?: AudioFormat
  /** Replies after which the agent says goodbye and ends the call. Left out: three to six, and never in a sample of a call. */
  endsAfterReplies?: number
  /** What each conversation is judged by, and what is to be found out in it: names. */
  criteria: readonly string[]
  collects: readonly string[]
  /** What the agent does for a caller who wishes it. */
  wishes: Readonly<Partial<Record<Wish, ToolUse>>>
  /** In place of the reply of that number, from 1, the agent uses a tool. */
  toolUses: Readonly<Record<number, ToolUse>>
  /** Everything that is to be said is sent at once. */
  isHasty: boolean
  /** Audio of an interrupted turn that was on its way follows so many milliseconds behind the interruption. */
  lateAudioMs: number
  /**
   * ElevenLabs does not say which audio an interruption's id cuts, and its own two clients differ.
   * `old`: audio with that id is cut too, what follows has higher ones. `new`: it is the id of what follows, and only lower ones are cut.
   */
  interruptedId: 'old' | 'new'
}

export const AGENT: AgentSettings = {
  prompt: 'You are a friendly agent who makes telephone calls.',
  firstMessage: 'Hello! This is the agent that nobody has given a first message.',
  overrides: ['agent.prompt.prompt', 'agent.first_message', 'agent.language', 'tts.voice_id'],
  clientEvents: CLIENT_EVENTS,
  audioFormat: 'ulaw_8000',
  wishes: {
    'do-not-call': { name: 'do_not_call', parameters: {} },
    'call-back': { name: 'schedule_callback', parameters: { inMinutes: 60 } },
  },
  criteria: [],
  collects: ['answer'],
  toolUses: {},
  isHasty: false,
  lateAudioMs: 0,
  interruptedId: 'old',
}
