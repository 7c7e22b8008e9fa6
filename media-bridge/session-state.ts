// The vocabulary of a session: what a call can be in, what can happen to it, what it may ask for, and its limits.
import type { ConversationBrief, ConversationReport } from '#app/bridge-ports.ts'
import type { FromAgent, ToAgent } from './agent-stream.ts'
import { audioLength } from './audio.ts'
import type { FromCaller, ToCaller } from './twilio-stream.ts'

export const LIMITS = {
  /** From the upgrade to Twilio's `start`, which follows at once. */
  startMs: 5_000,
  /** From the upgrade to the agent's metadata: the caller hears nothing until then. */
  agentMs: 10_000,
  /** A third of what one heartbeat extends the call's lease by. */
  heartbeatMs: 20_000,
  /** Waited for the last mark beyond the length of what is left to play. */
  farewellMs: 5_000,
  /** Waited for more words of an agent that has ended the call but not closed its socket. */
  lastWordsMs: 1_000,
  /** Caller's audio that waits for the agent; the oldest is dropped beyond it, being too old to be answered. */
  heldFromCaller: audioLength(2_000),
  /** Agent's audio that waits for Twilio's `start`: more than any first message. The oldest is dropped beyond it. */
  heldFromAgent: audioLength(120_000),
  /** Bytes that may wait on the agent's socket, about ten seconds of speech; newer frames are dropped until it has drained. */
  agentBacklog: 128 * 1024,
  /** Bytes that may wait on the caller's socket: agents send faster than real time. Newer audio is dropped until it has drained. */
  callerBacklog: 2 * 1024 * 1024,
} as const

export type SessionOptions = {
  /** So much of the caller's audio goes to the agent in one message; 0: each frame by itself. */
  joinMs: number
  /** Whether late audio of the very event that an interruption names is cut off too, as ElevenLabs' Python client has it and the JavaScript one has not. */
  cutsInterruptedEvent: boolean
}

export const SESSION_OPTIONS: SessionOptions = { joinMs: 60, cutsInterruptedEvent: true }

type CallerAudio = { payload: string }
type AgentAudio = CallerAudio & { eventId: number }

/** Audio that waits, with the sum of its base64 lengths. */
export type Held<T> = { items: readonly T[]; length: number }

type Call = {
  openedAt: number
  brief: ConversationBrief
  options: SessionOptions
  conversationId?: string
  firstAgentAudioAt?: number
  /** Pieces of audio that a full buffer cost. */
  dropped: { fromCaller: number; fromAgent: number }
  /** The agent's audio up to this event was cut off by the caller. */
  cutUpTo: number
}

/** Twilio's `start` and the agent's metadata are awaited, in any order. */
export type Opening = Call & {
  phase: 'opening'
  connected: boolean
  streamSid?: string
  fromCaller: Held<CallerAudio>
  fromAgent: Held<AgentAudio>
}

/** Audio of the caller that is not yet enough for a message to the agent, and when its first frame came. */
export type Joining = { payloads: readonly string[]; ms: number; since: number }

/** Numbers of marks: one is sent behind each piece of the agent's audio. */
type Marks = { sent: number; back: number }

/** Audio flows both ways. */
export type Talking = Call & {
  phase: 'talking'
  conversationId: string
  streamSid: string
  joining: Joining
  marks: Marks
  /** When the caller will have heard everything, were nothing lost or late. */
  playsUntil: number
}

/** The agent has ended the call; the caller hears its last words. */
export type Farewell = Omit<Talking, 'phase'> & { phase: 'farewell'; agentClosed: boolean }

export type Closed = { phase: 'closed' }

export type Live = Opening | Talking | Farewell
export type SessionState = Live | Closed
export type Phase = SessionState['phase']

export type Timer = 'start' | 'agent' | 'farewell' | 'heartbeat'

/** Bytes that wait on the socket that a piece of audio is meant for. */
type Backlog = { backlog: number }

export type Happening =
  | Exclude<FromCaller, { type: 'caller.media' }>
  | (Extract<FromCaller, { type: 'caller.media' }> & Backlog)
  | { type: 'caller.closed'; code: number }
  | { type: 'agent.opened' }
  | Exclude<FromAgent, { type: 'agent.audio' }>
  | (Extract<FromAgent, { type: 'agent.audio' }> & Backlog)
  /** `why`: the reason that there never was a connection, without personal data. */
  | { type: 'agent.closed'; code: number; why?: string }
  | { [T in Timer]: { type: `timer.${T}` } }[Timer]
  /** The bridge itself must end. */
  | { type: 'shut-down' }

/** `at`: machine time in milliseconds. */
export type SessionEvent = Happening & { at: number }
export type EventType = SessionEvent['type']
export type EventOf<T extends EventType> = Extract<SessionEvent, { type: T }>

export type Effect =
  | { do: 'caller.send'; streamSid: string; message: ToCaller }
  | { do: 'caller.close'; code: number; reason: string }
  | { do: 'agent.send'; message: ToAgent }
  | { do: 'agent.close' }
  | { do: 'timer.start'; timer: Timer; ms: number }
  | { do: 'timer.stop'; timer: Timer }
  | { do: 'heartbeat' }
  | { do: 'hang-up' }
  /** The session is over: the last effect of its life. */
  | { do: 'finish'; report: ConversationReport; dropped: Call['dropped'] }

export type Step<S extends SessionState = SessionState> = readonly [S, readonly Effect[]]
