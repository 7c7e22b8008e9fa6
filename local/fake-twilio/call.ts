// One call as the simulated provider knows it; also the line of its call list.
import * as z from 'zod/mini'
import { MediaFacts } from '../media-stream/facts.ts'

export const CallStatus = z.enum(['queued', 'ringing', 'in-progress', 'completed', 'busy', 'no-answer', 'failed', 'canceled'])
export type CallStatus = z.infer<typeof CallStatus>

export type FinalStatus = Exclude<CallStatus, 'queued' | 'ringing' | 'in-progress'>

export const isOver = (status: CallStatus): status is FinalStatus => status !== 'queued' && status !== 'ringing' && status !== 'in-progress'

const CampaignMs = z.number()

export const SimulatedCall = z.strictObject({
  sid: z.string(),
  to: z.string(),
  from: z.string(),
  status: CallStatus,
  /** Calls to the same number before this one. */
  callsBefore: z.int(),
  createdAt: CampaignMs,
  updatedAt: CampaignMs,
  /** Estimated wait in the calls-per-second queue. */
  queueMs: z.int(),
  /** Dialled. */
  startedAt: z.optional(CampaignMs),
  ringingAt: z.optional(CampaignMs),
  answeredAt: z.optional(CampaignMs),
  endedAt: z.optional(CampaignMs),
  answeredBy: z.optional(z.string()),
  sipResponseCode: z.optional(z.int()),
  /** As the dial named it, so that a call can be matched with what asked for it. */
  statusCallback: z.optional(z.string()),
  url: z.optional(z.string()),
  /** What the network's own voice said, and when it began. */
  said: z.optional(z.array(z.strictObject({ at: CampaignMs, text: z.string() }))),
  media: z.optional(MediaFacts),
})
export type SimulatedCall = z.infer<typeof SimulatedCall>

/** Seconds of conversation, as `CallDuration` gives them. */
export const durationSeconds = ({ answeredAt, endedAt }: SimulatedCall): number =>
  answeredAt === undefined || endedAt === undefined ? 0 : Math.max(0, Math.round((endedAt - answeredAt) / 1_000))

/** RFC 2822, in UTC, with whole seconds: Sun, 25 Mar 2018 09:53:19 +0000. */
export const rfc2822 = (ms: number): string => new Date(ms).toUTCString().replace('GMT', '+0000')
