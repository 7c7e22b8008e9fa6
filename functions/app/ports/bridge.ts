// What the media bridge needs from outside: the ledger as it sees it, tokens, the agent's address, and a way to hang up.
import type { CallLatency, EndedBecause } from '#contract/attempt.ts'
import type { AttemptId, CampaignId, ContactId } from '#contract/ids.ts'
import type { AgentLanguage } from '#contract/language.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'

/** What the bridge must know to hold one conversation. */
export type ConversationBrief = {
  attemptId: AttemptId
  campaignId: CampaignId
  contactId: ContactId
  /** The call that the stream must belong to. */
  callSid: string
  prompt: string
  firstMessage: string
  /** The campaign's own agent; absent: the deployment's. */
  agentId?: string
  /** Of the agent; absent: as it is set up. */
  language?: AgentLanguage
  /** Of the agent's voice; absent: as it is set up. */
  voiceId?: string
  /** For the agent's templates: the contact's name and columns. */
  variables: Record<string, string>
  /** Said to the caller when the agent fails; absent: the call is hung up. */
  apology?: string
  /** The conversation is ended after so many milliseconds. */
  maxCallMs: number
}

/** What an agent may wish for its caller. */
export type ToolWish = { kind: 'do-not-call' } | { kind: 'call-back'; when: CallbackTime }

/** An instant with its offset as ISO text, or minutes from now. */
export type CallbackTime = { at: string } | { inMinutes: number }

export type CallbackAnswer = { kind: 'set'; at: string } | { kind: 'refused'; reason: string }

/** What the bridge knows when a conversation is over. Times are milliseconds since the stream was opened. */
export type ConversationReport = {
  conversationId?: string
  /** Who ended it. `bridge`: a limit, a failure or a shutdown. */
  closedFirst: 'caller' | 'agent' | 'bridge'
  endedBecause?: EndedBecause
  /** Whether any audio of the agent reached the caller. */
  agentSpoke: boolean
  /** What went wrong, in a few words without personal data; absent when nothing did. */
  failure?: string
  durationMs: number
  /** Absent: nobody has measured. */
  measured?: {
    latency: Omit<CallLatency, 'answerToStream'>
    turns: number
    /** The agent's audio that was sent, and what the caller heard of it: the rest was interrupted. */
    speech: { sentMs: number; heardMs: number }
  }
}

export type Measured = NonNullable<ConversationReport['measured']>

/** The ledger as the bridge sees it. */
export type Conversations = {
  /** Admits the attempt's one stream: a second one is refused, so a stream token works once. */
  open(
    attemptId: AttemptId,
  ): Promise<{ kind: 'open'; brief: ConversationBrief } | { kind: 'refused'; reason: 'no such attempt' | 'already open' | 'over' }>
  /** The agent is there: whoever looks after the call later can ask for its conversation, even if this bridge is gone. */
  begin(attemptId: AttemptId, conversationId: string): Promise<void>
  /** The call is alive: its lease is extended by a minute. Called every 20 s. */
  heartbeat(attemptId: AttemptId): Promise<void>
  /** A turn of the transcript, as it is said; told again when it turns out otherwise. */
  tell(attemptId: AttemptId, turn: TranscriptTurn): Promise<void>
  /** The caller wants no more calls: from this moment on nobody calls the number. */
  suppress(attemptId: AttemptId): Promise<void>
  /** The contact is called again then. */
  callBack(attemptId: AttemptId, when: CallbackTime): Promise<CallbackAnswer>
  report(attemptId: AttemptId, report: ConversationReport): Promise<void>
}

/** Signed, short-lived permission to open the media stream of one attempt. URL-safe text. */
export type StreamTokens = {
  sign(attemptId: AttemptId): string
  /** Undefined when the token is not ours or has expired. */
  verify(token: string): AttemptId | undefined
}

/** Ends a call at the provider; a call that is already over is a success. */
export type HangUp = (callSid: string) => Promise<void>

/** A live call says this and hangs up; false when it was over already. */
export type Apologise = (callSid: string, words: { text: string; language?: AgentLanguage }) => Promise<boolean>

/** Whether a bridge would take one more call; `why`: in a word, why not. `full`: it is there, and will take others when calls have ended. */
export type BridgeRoom = () => Promise<{ kind: 'room' } | { kind: 'full' | 'none'; why: string }>

/** Has the agent hold the conversation without a bridge; gives the document that connects the call with it. `from` absent: the account's number. */
export type RegisterCall = (call: { brief: ConversationBrief; from?: string; to: string }) => Promise<string>

/** Lets a live call do what the document says; false when it was over already. */
export type ConnectCall = (callSid: string, document: string) => Promise<boolean>

/** An address on which one conversation with the agent may be opened within 15 minutes. `agentId` absent: the deployment's own agent. */
export type AgentAddress = (agentId?: string) => Promise<string>
