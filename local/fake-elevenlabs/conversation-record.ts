// What is remembered of one conversation.
import type { Variables } from './lines.ts'

type TranscriptLine = { role: 'agent' | 'user'; message: string; atSeconds: number }

export type ConversationRecord = {
  id: string
  prompt: string
  firstMessage: string
  variables: Variables
  userId?: string
  /** Bytes of audio. */
  bytesIn: number
  bytesOut: number
  /** Times that the caller talked over the agent. */
  interruptions: number
  pongs: { eventId: number; latencyMs: number }[]
  transcript: TranscriptLine[]
  /** Campaign time. */
  startedAt: number
  endedAt?: number
  closedBy?: 'client' | 'agent' | 'error'
  closeCode?: number
  error?: string
}
