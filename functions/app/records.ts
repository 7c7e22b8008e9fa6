// What the table holds, as it is read: one schema for each kind of item. Instants are ISO text in campaign time; `…Ms` are machine time.
import * as z from 'zod'
import { AnsweredBy, AttemptState, CallLatency, EndedBecause } from '#contract/attempt.ts'
import { CampaignSettings, CampaignState, Consent, CountryCode, Outcome, Reopening } from '#contract/campaign.ts'
import { ContactOverrides, ContactState, Variables } from '#contract/contact.ts'
import { AttemptId, CampaignId, ContactId, E164, ImportId, Instant, TemplateId } from '#contract/ids.ts'
import { Import, ImportProgress } from '#contract/import.ts'
import { AgentLanguage } from '#contract/language.ts'
import { ColumnMapping } from '#contract/list.ts'
import { CallRecording } from '#contract/recording.ts'
import { CallResult } from '#contract/result.ts'
import { COUNTERS, type Deltas } from '#domain/progress.ts'
import { ListReading } from './imports/list-reading.ts'

const Count = z.int().min(0)

export const CampaignRecord = z.object({
  id: CampaignId,
  name: z.string(),
  state: CampaignState,
  reason: z.string().optional(),
  prompt: z.string(),
  firstMessage: z.string(),
  agentId: z.string().optional(),
  from: E164.optional(),
  language: AgentLanguage.optional(),
  voiceId: z.string().optional(),
  consent: Consent.optional(),
  defaultCountry: CountryCode,
  settings: CampaignSettings,
  /** What it was made from, and as which version. */
  template: z.object({ id: TemplateId, version: z.int().min(1) }).optional(),
  /** Digest of the request that made it, when the same request may come again. */
  request: z.string().optional(),
  /** Grows with every edit; an attempt records the one that it used. */
  edition: z.int().min(1).default(1),
  /** Deleted by a person: nobody sees it any more, and it goes when its last call is over. */
  deletedAt: Instant.optional(),
  openImports: Count,
  /** The list whose turn it is: the others wait. */
  importing: ImportProgress.optional(),
  totalContacts: Count,
  createdAt: Instant,
  startedAt: Instant.optional(),
  endedAt: Instant.optional(),
  version: z.int(),
  /** The fence: whoever works for another run leaves. */
  run: Count,
  /** The last run whose lanes were sent home. */
  closed: Count,
  /** Partitions that the contacts are spread over; fixed once there are contacts. */
  shards: z.int().min(1).max(16),
  /** Those that contacts were given; each is a queue of contacts that were never called. */
  priorities: z.array(z.int().min(1).max(9)).optional(),
  /** Start as soon as the open import is done. */
  startWhenImported: z.boolean().optional(),
  /** Runs in a row whose lanes have all ended by errors, and when the next may open one lane to try. */
  fruitless: z.object({ runs: z.int().min(1), nextAt: Instant }).optional(),
  /** Stopped in a way that ends live calls, too. */
  hangUpLive: z.boolean().optional(),
  /** `cursor`: where in the list of contacts it goes on. */
  reopening: Reopening.extend({ cursor: z.string().optional() }).optional(),
})
export type CampaignRecord = z.infer<typeof CampaignRecord>

const LaneFields = z.object({
  k: Count,
  run: Count,
  open: z.boolean(),
  version: z.int(),
  /** The attempt that the line is busy with. */
  attemptId: AttemptId.optional(),
  /** The lease of the claim: before it is over, that attempt may be about to be dialled. */
  claimLeaseMs: z.int().optional(),
  /** A retry that this lane waits for while it has nothing else to do. */
  reserved: z.object({ contactId: ContactId, dueAt: Instant }).optional(),
  /** A dial slot that was taken ahead of time. `account`: the campaign's own delay is paid as well. */
  slot: z.object({ at: Instant, kind: z.enum(['campaign', 'account']) }).optional(),
  /** The attempt that the line was busy with before, and when it was freed: its token is sent again if it got lost. */
  lastAttemptId: AttemptId.optional(),
  freedMs: z.int().optional(),
})

const Attributes = z.custom<Readonly<Record<string, unknown>>>((item) => typeof item === 'object' && item !== null)

/** A lane, with its counters gathered under one name. */
export const LaneRecord = Attributes.transform((item) => {
  const counters: Deltas = {}
  for (const counter of COUNTERS) {
    const value = item[counter]
    if (typeof value === 'number') counters[counter] = value
  }
  return { ...LaneFields.parse(item), counters }
})
export type LaneRecord = z.infer<typeof LaneRecord>

export const ContactRecord = z.object({
  id: ContactId,
  campaignId: CampaignId,
  phone: E164,
  name: z.string().optional(),
  variables: Variables,
  /** The contact's own time zone, state and postal code, as the list gave them: they decide when the contact may be called. */
  timeZone: z.string().optional(),
  region: z.string().optional(),
  postcode: z.string().optional(),
  /** Evidence that this contact has agreed to be called. */
  consent: z.string().optional(),
  /** What the contact’s row says otherwise than the campaign. */
  ...ContactOverrides.shape,
  state: ContactState,
  /** Attempts that used up the budget. */
  attempts: Count,
  /** Ordinal of the last attempt; never used twice. */
  n: Count,
  outcome: Outcome.optional(),
  dueAt: Instant.optional(),
  heldBecause: z.string().optional(),
  /** The lane and run that wait for this contact. */
  heldBy: z.string().optional(),
  /** The imports that brought the contact, and nothing else did: who takes them back takes the contact back, too. */
  importIds: z.array(ImportId).optional(),
  /** The last import that named it: a second row of that file changes nothing. */
  listedBy: ImportId.optional(),
})
export type ContactRecord = z.infer<typeof ContactRecord>

export const AttemptRecord = z.object({
  id: AttemptId,
  campaignId: CampaignId,
  contactId: ContactId,
  phone: E164,
  /** The number that calls, when the campaign has one of its own. */
  from: E164.optional(),
  name: z.string().optional(),
  n: z.int().min(1),
  k: Count,
  run: Count,
  /** The lane's turn that claimed it, whose task token wakes the lane at the end. */
  turn: Count.default(0),
  /** The campaign's edition that the attempt used. */
  edition: z.int().min(1).default(1),
  state: AttemptState,
  version: z.int(),
  claimedAt: Instant,
  /** Until then nobody looks into the attempt. */
  leaseMs: z.int(),
  /** The contact's state before the claim, to which a void attempt returns it. */
  cameFrom: z.enum(['pending', 'retrying']),
  callSid: z.string().optional(),
  answeredAt: Instant.optional(),
  endedAt: Instant.optional(),
  seconds: Count.optional(),
  outcome: Outcome.optional(),
  sipCode: z.int().optional(),
  refusalCode: z.int().optional(),
  /** The carrier's word on who or what answered, and how long it listened. */
  answeredBy: AnsweredBy.optional(),
  detectionMs: z.int().optional(),
  /** What was learned after the end has changed the outcome, which may happen once. */
  refined: z.boolean().optional(),
  streamOpenedMs: z.int().optional(),
  /** No bridge took the call: the agent held it on Twilio's stream itself, and nobody has told what was said. */
  heldDirectly: z.boolean().optional(),
  /** Address of the bridge's task that carries the call's audio: http://10.17.0.5:8080. */
  heldAt: z.string().optional(),
  conversationId: z.string().optional(),
  closedFirst: z.enum(['caller', 'agent', 'bridge']).optional(),
  agentSpoke: z.boolean().optional(),
  mediaFailure: z.string().optional(),
  endedBecause: EndedBecause.optional(),
  latency: CallLatency.optional(),
  /** The agent's audio that was sent, and what of it was heard; milliseconds. */
  speech: z.object({ sentMs: Count, heardMs: Count }).optional(),
  /** What the agent's provider tells of the conversation, and the verdict where the agent's evaluation is set up. */
  result: CallResult.optional(),
  verdict: z.enum(['success', 'failure']).optional(),
  /** It has not been told yet: since when, machine time, and how often somebody has asked. */
  resultAwaited: z.object({ sinceMs: z.int(), looks: Count }).optional(),
  /** Why nobody waits for it any more. */
  resultMissing: z.string().optional(),
  /** The carrier was asked to record the call, and the agent to say this first. */
  recordingNotice: z.string().optional(),
  /** What the carrier has recorded, by its name there, and why nothing of it is here. */
  recording: CallRecording.extend({ sid: z.string() }).optional(),
  recordingMissing: z.string().optional(),
  /** What the caller asked of the agent. */
  optedOut: z.boolean().optional(),
  callbackAt: Instant.optional(),
})
export type AttemptRecord = z.infer<typeof AttemptRecord>

/** What the list of calls shows of an attempt. */
export const CallRecord = AttemptRecord.pick({
  id: true,
  campaignId: true,
  contactId: true,
  phone: true,
  name: true,
  n: true,
  state: true,
  version: true,
  edition: true,
  outcome: true,
  answeredBy: true,
  callSid: true,
  conversationId: true,
  claimedAt: true,
  answeredAt: true,
  endedAt: true,
  seconds: true,
  closedFirst: true,
  endedBecause: true,
})
export type CallRecord = z.infer<typeof CallRecord>

export const NumberRecord = z.object({
  version: z.int(),
  lockedBy: AttemptId.optional(),
  suppressed: z.boolean().default(false),
  suppressedAt: Instant.optional(),
  suppressedBecause: z.string().optional(),
  /** The row of the list that put it there: whoever reads the list again knows it for its own. */
  suppressedBy: z.string().optional(),
  recent: z.array(z.object({ attemptId: AttemptId, at: Instant })).default([]),
})
export type NumberRecord = z.infer<typeof NumberRecord>

/** `updated` came later than the first imports. */
export const ImportRecord = Import.extend({
  updated: Import.shape.updated.default(0),
  ...ListReading.shape,
  /** What a person says that columns are, and which sheet is meant. */
  mapping: ColumnMapping.optional(),
  sheet: z.string().optional(),
  /** What decides whether a row can be called, as it was when the import began: a row that is read again is judged as before. */
  judgedBy: z.object({ at: Instant, defaultCountry: CountryCode, allowedCountries: CampaignSettings.shape.allowedCountries }).optional(),
  /** While it is taken back: where in the list of the campaign's contacts that stands. */
  undoCursor: z.string().optional(),
})
export type ImportRecord = z.infer<typeof ImportRecord>

/** What a campaign holds of the account while its lanes are running. */
export const Share = z.object({
  weight: z.int().min(1),
  run: Count,
  /** Lines that it could use, and those that it was given. */
  wants: Count,
  lines: Count,
  /** Lines beyond those whose calls have yet to end: nobody else may have them before. */
  over: Count.default(0),
  /** Least time between two dials of its own. */
  callDelay: Count,
  /** Calls that it had placed at that instant, and the dials a second that it needs by what it has used; absent: all that it can get. */
  placed: z.object({ calls: Count, at: Instant }).optional(),
  needs: z.number().positive().optional(),
})
export type Share = z.infer<typeof Share>

/** The telephone account: what was learned of its limits, and how the running campaigns share them. */
export const AccountRecord = z.object({
  version: z.int(),
  /** Dials a second and calls at a time that the provider was seen to take; absent: nothing below the deployment's own limits was seen. */
  callsPerSecond: z.number().positive().optional(),
  callsPerSecondMs: z.int().optional(),
  concurrentCalls: z.int().min(1).optional(),
  concurrentCallsMs: z.int().optional(),
  /** The provider's own queue is full until then: nobody dials. */
  dialsFrom: Instant.optional(),
  shares: z.record(z.string(), Share),
})
export type AccountRecord = z.infer<typeof AccountRecord>

export const Provider = z.enum(['twilio', 'elevenlabs'])
export type Provider = z.infer<typeof Provider>

/** Whether a provider is worth calling: one for each. Times are machine time. */
export const BreakerRecord = z.object({
  provider: Provider,
  version: z.int(),
  state: z.enum(['closed', 'open', 'probing']),
  /** Of the window that began then. */
  windowMs: z.int(),
  failures: Count,
  successes: Count,
  openedMs: z.int().optional(),
  /** From then on one call may try. */
  probeMs: z.int().optional(),
  /** Openings in a row: each waits longer than the one before. */
  openings: Count,
})
export type BreakerRecord = z.infer<typeof BreakerRecord>
