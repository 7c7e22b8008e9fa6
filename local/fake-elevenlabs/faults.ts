// What can be made to go wrong with the agent, for tests and simulations: nothing does by default.

/** What follows the first audio of the agent: a close with its code, a dead connection, or silence without an end. */
export type ConversationFault = { close: 1002 | 1008 | 1011 } | 'reset' | 'stall'

/** An HTTP status instead of what was asked for, or no answer at all. */
export type HttpFault = { status: number } | 'hang'

/** Each is asked with the ordinal of the request or conversation, from 0. */
export type AgentFaults = {
  signedUrl?: (ordinal: number) => HttpFault | undefined
  upgrade?: (ordinal: number) => HttpFault | undefined
  conversation?: (ordinal: number) => ConversationFault | undefined
}
