// A conversation as the agent's provider tells of it, and the ways to ask for one.
import type { AttemptId } from '#contract/ids.ts'
import type { CallResult } from '#contract/result.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'

export type ToldConversation = {
  conversationId: string
  /** What we named the conversation after when it began. */
  attemptId?: AttemptId
  /** In their order; the words are whole. */
  turns: readonly Omit<TranscriptTurn, 'index'>[]
  /** Tools that the agent wanted to use, whether or not anybody carried them out. `atMs`: since the conversation began. */
  tools: readonly { name: string; parameters: unknown; atMs: number }[]
  result: CallResult
}

/** `absent`: nobody there knows it. */
export type AskedConversation = { kind: 'over'; told: ToldConversation } | { kind: 'goes-on' } | { kind: 'absent' }

/** The agent's provider, as far as conversations can be asked for. */
export type AgentBooks = {
  conversation(id: string): Promise<AskedConversation>
  /** The last conversation that was named after the attempt. */
  conversationOf(attemptId: AttemptId): Promise<string | undefined>
}
