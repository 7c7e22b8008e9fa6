// What one media stream carried, as the telephone saw it.
import * as z from 'zod/mini'

/** The person, our server, our request to the Calls API, or the network because our server broke the protocol. */
export const StreamEnd = z.enum(['caller', 'server', 'api', 'network'])
export type StreamEnd = z.infer<typeof StreamEnd>

const Ms = z.int()

export const MediaFacts = z.strictObject({
  /** When the stream began: campaign time. Everything else here counts machine milliseconds from then. */
  startedAt: z.optional(z.number()),
  /** Frames of 20 ms that the caller sent. */
  framesSent: z.int(),
  /** Bytes of audio that came from the agent. */
  agentBytes: z.int(),
  /** Marks that came from our server. */
  marks: z.int(),
  /** From the stream's `start` to the agent's first audio, in machine milliseconds. */
  firstAgentAudioMs: z.optional(z.number()),
  /** Audio that waited to be played was cleared. */
  interrupted: z.boolean(),
  /** Both sides were heard, and where the person talks the agent answered. */
  exchanged: z.boolean(),
  /** When a voice of our server was played to the caller, in order. */
  heard: z._default(z.array(z.strictObject({ fromMs: Ms, untilMs: Ms })), []),
  /** Each time the caller began to speak while that voice was heard, and for how long it still was. */
  talkedOver: z._default(z.array(z.strictObject({ atMs: Ms, heardForMs: Ms })), []),
  closedFirst: z.optional(StreamEnd),
  /** Twilio's error codes for the stream: 31920, 31950, … */
  errors: z.array(z.int()),
})
export type MediaFacts = z.infer<typeof MediaFacts>

export const noFacts = (): MediaFacts => ({
  framesSent: 0,
  agentBytes: 0,
  marks: 0,
  interrupted: false,
  exchanged: false,
  heard: [],
  talkedOver: [],
  errors: [],
})
