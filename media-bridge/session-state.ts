// The vocabulary of a session: what a call can be in, what can happen to it, and what it may ask for.
import type { ConversationBrief, ConversationReport, ToolWish } from '#app/ports/bridge.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'
import type { FromAgent, ToAgent } from './agent-stream.ts'
import type { FromCaller, ToCaller } from './twilio-stream.ts'

export type SessionOptions = {
  /** Least audio of one message, either way: shorter pieces wait for others. 0: each goes by itself. */
  joinMs: number
  /** Whether late audio of the very event that an interruption names is cut off too, as ElevenLabs' Python client has it and the JavaScript one has not. */
  cutsInterruptedEvent: boolean
}

export const SESSION_OPTIONS: SessionOptions = { joinMs: 100, cutsInterruptedEvent: true }

export type CallerAudio = { streamSid: string; payload: string }
export type AgentAudio = { eventId: number; payload: string }

/** Audio that waits, with the sum of its base64 lengths. */
export type Held<T> = { items: readonly T[]; length: number }

type Call = {
  openedAt: number
  brief: ConversationBrief
  options: SessionOptions
  conversationId?: string
  /** Its first connection was lost. */
  hasReconnected?: true
  /** When Twilio said which call this is, when the agent was there, and when its first audio went out. */
  startedAt?: number
  readyAt?: number
  firstAgentAudioAt?: number
  /** When either side last sent anything at all. */
  seen: { caller: number; agent: number }
  /** Pieces of audio that a full buffer cost. */
  dropped: { fromCaller: number; fromAgent: number }
  /** The agent's audio up to this event was cut off by the caller. */
  cutUpTo: number
  /** Turns of the transcript so far, and those of the agent by their event, newest last: a correction names the event. */
  turns: {
    count: number
    said: readonly Pick<TranscriptTurn, 'index' | 'by' | 'text'>[]
    ofAgent: readonly { eventId: number; turn: TranscriptTurn }[]
  }
  /** Milliseconds that the caller waited for an answer, and from a first word over the agent's until that was cleared. */
  waits: { replies: readonly number[]; bargeIns: readonly number[] }
  /** The agent's audio that was handed to Twilio, and what the caller heard of it. */
  speech: { sentMs: number; heardMs: number }
}

/** Twilio's `start` and the agent's metadata are awaited, in any order. */
export type Opening = Call & {
  phase: 'opening'
  connected: boolean
  streamSid?: string
  fromCaller: Held<{ payload: string }>
  fromAgent: Held<AgentAudio>
  /** There was a conversation, whose agent was lost. */
  before?: Pick<Talking, 'marks' | 'playsUntil' | 'voice' | 'begunAt'>
}

/** Audio that is not yet enough for a message, and when its first piece came. */
export type Joining = { payloads: readonly string[]; ms: number; since: number }
export const NOTHING: Joining = { payloads: [], ms: 0, since: 0 }

/** The caller's voice, by how loud the audio is. */
export type Voice = {
  /** Of what is being said: its beginning, and when it was last heard. */
  since?: number
  lastAt?: number
  /** When the caller began to speak over the agent. */
  overSince?: number
  /** When the caller last spoke and has had no answer yet. */
  unansweredAt?: number
}

/** Marks come back when what was sent before them has been played. Their numbers are their names. */
export type Marks = {
  sent: number
  /** Those that are not back, each with the length of the audio that it stands for. */
  pending: readonly { mark: number; ms: number }[]
  /** Audio that has no mark behind it yet. */
  unmarkedMs: number
}

/** Audio flows both ways. */
export type Talking = Call & {
  phase: 'talking'
  conversationId: string
  streamSid: string
  begunAt: number
  /** Of the caller, on its way to the agent. */
  joining: Joining
  /** Of the agent, on its way to the caller. */
  speaking: Joining
  voice: Voice
  marks: Marks
  /** When the caller will have heard everything, were nothing lost or late. */
  playsUntil: number
  /** The agent is read in steps: nothing that it could say now is urgent. */
  isUnhurried: boolean
  /** When it was last looked whether both sides live. */
  watchedAt: number
}

/** How it came to an end, where nothing went wrong. */
export type Parting = Pick<ConversationReport, 'closedFirst' | 'endedBecause'>

/** The agent will say no more; the caller hears its last words. */
export type Farewell = Omit<Talking, 'phase'> & { phase: 'farewell'; agentClosed: boolean; parting: Parting }

/** The agent has failed: Twilio was asked to apologise in its place, and takes the call off the stream. */
export type Apology = Call & {
  phase: 'apology'
  streamSid?: string
  failed: { closedFirst: ConversationReport['closedFirst']; failure: string }
}

export type Closed = { phase: 'closed' }

export type Live = Opening | Talking | Farewell | Apology
export type SessionState = Live | Closed
export type Phase = SessionState['phase']

export type Timer = 'start' | 'agent' | 'tail' | 'watch' | 'longest' | 'farewell' | 'apology' | 'heartbeat'

/** Bytes that wait on the socket that a piece of audio is meant for. */
type Backlog = { backlog: number }

/** That came one behind the other. `isStep`: no more of them come before the next step, and what waited for them waits no longer. */
type Pieces<A> = { pieces: readonly A[]; isStep: boolean }

export type Happening =
  | Exclude<FromCaller, { type: 'caller.media' }>
  | ({ type: 'caller.media' } & Pieces<CallerAudio> & Backlog)
  | { type: 'caller.closed'; code: number }
  | { type: 'agent.opened' }
  | Exclude<FromAgent, { type: 'agent.audio' }>
  | ({ type: 'agent.audio' } & Pieces<AgentAudio> & Backlog)
  /** `why`: more than the code says, without personal data. */
  | { type: 'agent.closed'; code: number; why?: string }
  /** What the agent wished is done, or cannot be; in words for the agent. */
  | { type: 'tool.done'; toolCallId: string; result: string; isError: boolean }
  | { type: 'apology.failed' }
  /** Somebody who listens in has something to tell the agent. */
  | { type: 'hint'; text: string }
  | { [T in Timer]: { type: `timer.${T}` } }[Timer]
  /** The bridge itself must end. */
  | { type: 'shut-down' }

/** `at`: machine time in milliseconds. */
export type SessionEvent = Happening & { at: number }
export type EventType = SessionEvent['type']
export type EventOf<T extends EventType> = Extract<SessionEvent, { type: T }>

export type Effect =
  | { do: 'caller.send'; streamSid: string; message: ToCaller }
  /** What the caller says is joined from now on. */
  | { do: 'caller.step' }
  | { do: 'caller.close'; code: number; reason: string }
  | { do: 'agent.send'; message: ToAgent }
  | { do: 'agent.step'; isOn: boolean }
  | { do: 'agent.close' }
  /** Another connection, in place of the one that was lost. */
  | { do: 'agent.reconnect' }
  | { do: 'timer.start'; timer: Timer; ms: number }
  | { do: 'timer.stop'; timer: Timer }
  | { do: 'begin'; conversationId: string }
  | { do: 'heartbeat' }
  | { do: 'tell'; turn: TranscriptTurn }
  | { do: 'fulfil'; toolCallId: string; wish: ToolWish }
  | { do: 'apologise'; text: string }
  | { do: 'hang-up' }
  /** The session is over: the last effect of its life. */
  | { do: 'finish'; report: ConversationReport; dropped: Call['dropped'] }

export type Step<S extends SessionState = SessionState> = readonly [S, readonly Effect[]]
