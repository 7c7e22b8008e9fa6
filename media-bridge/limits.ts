// How long a session waits and how much it keeps, each with its reason.
import { audioLength } from './audio.ts'

export const LIMITS = {
  /** From the upgrade to Twilio's `start`, which follows at once. */
  startMs: 5_000,
  /** From the upgrade to the agent's metadata: the caller hears nothing until then. */
  agentMs: 10_000,
  /** From the loss of an agent in mid-conversation to the metadata of the next: the caller hears nothing. */
  reconnectMs: 5_000,
  /** From the beginning of the conversation to the agent's first audio: the first message is known, so nothing has to be thought of. */
  firstWordMs: 15_000,
  /** Twilio sends a frame every 20 ms, spoken or not; a network that stalls for some seconds recovers. */
  callerSilentMs: 15_000,
  /** ElevenLabs does not say how often it pings, so this is generous. */
  agentSilentMs: 45_000,
  /** Neither speaks. An agent that waits for its caller asks again every few seconds, unless it was told to wait. */
  quietMs: 120_000,
  /** How exactly it is known when a side last sent anything. */
  seenMs: 1_000,
  /** How often silence is looked for. */
  watchMs: 2_500,
  /** From one look to the next: the process itself stood still, and has not read yet what was said meanwhile. */
  stallMs: 5_000,
  /** A third of what one heartbeat extends the call's lease by. */
  heartbeatMs: 20_000,
  /** Audio of the agent behind which a mark is sent: how exactly it is known what the caller heard, at five messages a second and way. */
  markMs: 200,
  /** The end of what the agent says waits so long for more; longer than it takes to have enough for a mark. */
  tailMs: 250,
  /** From a caller's first word over the agent's: an agent that lets itself be interrupted does it within that. Noise on a line goes on for longer. */
  heedMs: 3_000,
  /** A pause within what somebody says. */
  pauseMs: 300,
  /** Waited for the last mark beyond the length of what is left to play. */
  farewellMs: 5_000,
  /** What is left to play is cut off after this when it is not the agent who ends the call. */
  lastPlayMs: 5_000,
  /** Waited for more words of an agent that has ended the call but not closed its socket. */
  lastWordsMs: 1_000,
  /** From the request to Twilio's end of the stream, with the request's own 5 s. */
  apologyMs: 8_000,
  /** Caller's audio that waits for the agent; the oldest is dropped beyond it, being too old to be answered. */
  heldFromCaller: audioLength(2_000),
  /** Agent's audio that waits for Twilio's `start`: more than any first message. The oldest is dropped beyond it. */
  heldFromAgent: audioLength(120_000),
  /** Bytes that may wait on the agent's socket, about ten seconds of speech; newer frames are dropped until it has drained. */
  agentBacklog: 128 * 1024,
  /** Bytes that may wait on the caller's socket: agents send faster than real time. Newer audio is dropped until it has drained. */
  callerBacklog: 2 * 1024 * 1024,
  /** Of a transcript; an hour of quick talk has fewer. What is said after them is not kept. */
  turns: 1_000,
  /** Turns that an agent is told of that takes over. */
  recalledTurns: 20,
  /** Characters of a turn. */
  turnLength: 2_000,
} as const
