// What can be made to go wrong with the agent, for tests and simulations: nothing does by default.
import type { AgentMessage } from './agent-messages.ts'
import type { ErrorType } from './errors.ts'

/** When: once the socket is open, in place of the answer to the first message, or behind the first message of a type. */
export type Moment = 'open' | 'initiation' | AgentMessage['type']

/** What ElevenLabs never sends, and a bridge must survive. */
export type Nonsense = 'binary' | 'not JSON' | 'not an object' | 'without its event' | 'bad base64' | 'too large'

export type Trouble =
  /** 1006: the connection is gone without a word. */
  | { closes: 1000 | 1002 | 1006 | 1008 | 1011 }
  /** Says so, then closes with its code. */
  | { error: ErrorType }
  | { sends: Nonsense }
  /** From now on sends nothing, but takes everything. */
  | 'mute'
  /** From now on takes nothing, as a process that hangs: what is sent to it waits. */
  | 'deaf'
  /** Nothing passes for so long, either way; then everything does, in its order. */
  | { stallsMs: number }

export type ConversationFault = { at: Moment; trouble: Trouble }

/** An HTTP status instead of what was asked for, or no answer at all. */
export type HttpFault = { status: number } | 'hang'

/** What becomes of the word that a conversation is over. `stale`: signed an hour ago. */
export type WebhookFault = 'lost' | 'twice' | 'bad-signature' | 'stale' | { lateMs: number }

/** Each is asked with the ordinal of the request or conversation, from 0. */
export type AgentFaults = {
  signedUrl?: (ordinal: number) => HttpFault | undefined
  registerCall?: (ordinal: number) => HttpFault | undefined
  upgrade?: (ordinal: number) => HttpFault | undefined
  webhook?: (ordinal: number) => WebhookFault | undefined
  conversation?: (ordinal: number) => ConversationFault | undefined
}
