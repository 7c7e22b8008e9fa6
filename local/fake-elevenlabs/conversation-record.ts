// What is remembered of one conversation.
import type { Initiation } from './client-messages.ts'
import type { Variables } from './lines.ts'

type TranscriptLine = { role: 'agent' | 'user'; message: string; atSeconds: number }

type ToolCall = {
  id: string
  name: string
  parameters: Record<string, unknown>
  /** What the bridge answered; absent: nothing yet. */
  answer?: { result: string; isError: boolean; afterMs: number }
}

export type ConversationRecord = {
  id: string
  prompt: string
  firstMessage: string
  variables: Variables
  userId?: string
  /** As the client sent it. */
  initiation?: Initiation
  /** Bytes of audio. */
  bytesIn: number
  bytesOut: number
  /** Times that the caller talked over the agent. */
  interruptions: number
  pongs: { eventId: number; latencyMs: number }[]
  /** Pings that nobody answered in time. */
  missedPongs: number[]
  toolCalls: ToolCall[]
  /** What the client wrote beside the audio. */
  told: string[]
  transcript: TranscriptLine[]
  /** Campaign time. */
  startedAt: number
  endedAt?: number
  closedBy?: 'client' | 'agent' | 'error'
  closeCode?: number
  error?: string
}

export const newRecord = (id: string, startedAt: number): ConversationRecord => ({
  id,
  prompt: '',
  firstMessage: '',
  variables: {},
  bytesIn: 0,
  bytesOut: 0,
  interruptions: 0,
  pongs: [],
  missedPongs: [],
  toolCalls: [],
  told: [],
  transcript: [],
  startedAt,
})
