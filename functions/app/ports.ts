// Everything that the use cases need from outside, as small plain types. Adapters live in store, providers and runtime.
import type { PushedEvent } from '#contract/events.ts'
import type { AttemptId, CampaignId, ContactId, E164, ImportId } from '#contract/ids.ts'
import type { AttemptChange, EndState, LiveState } from '#domain/attempt.ts'
import type { Deltas } from '#domain/progress.ts'
import type { NextStep } from '#domain/retry.ts'
import type { AttemptRecord, CampaignRecord, ContactRecord, ImportRecord, LaneRecord, NumberRecord } from './records.ts'

export type Clock = {
  /** The time that campaigns live by: due times, delays, windows. Epoch milliseconds. */
  now(): number
  /** The machine's time, for leases, deadlines and quiet periods. Equal to `now` unless a run is sped up. */
  machine(): number
  /** Resolves after so many milliseconds of machine time. */
  rest(ms: number): Promise<void>
}

/** What the bridge must know to hold one conversation. */
export type ConversationBrief = {
  attemptId: AttemptId
  campaignId: CampaignId
  contactId: ContactId
  /** The call that the stream must belong to. */
  callSid: string
  prompt: string
  firstMessage: string
  /** For the agent's templates: the contact's name and columns. */
  variables: Record<string, string>
}

/** What the bridge knows when a conversation is over. Times are milliseconds since the stream was opened. */
export type ConversationReport = {
  conversationId?: string
  /** Who ended it. `bridge`: a limit, a failure or a shutdown. */
  closedFirst: 'caller' | 'agent' | 'bridge'
  /** Whether any audio of the agent reached the caller. */
  agentSpoke: boolean
  /** What went wrong, in a few words without personal data; absent when nothing did. */
  failure?: string
  durationMs: number
  firstAgentAudioMs?: number
}

/** The ledger as the bridge sees it. */
export type Conversations = {
  /** Admits the attempt's one stream: a second one is refused, so a stream token works once. */
  open(
    attemptId: AttemptId,
  ): Promise<{ kind: 'open'; brief: ConversationBrief } | { kind: 'refused'; reason: 'no such attempt' | 'already open' | 'over' }>
  /** The call is alive: its lease is extended by a minute. Called every 20 s. */
  heartbeat(attemptId: AttemptId): Promise<void>
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

/** An address on which one conversation with the agent may be opened within 15 minutes. */
export type AgentAddress = () => Promise<string>

export type Page<T> = { items: T[]; nextCursor: string | null }
export type PageRequest = { limit: number; cursor?: string | undefined }

export type Campaigns = {
  get(id: CampaignId): Promise<CampaignRecord | undefined>
  /** `watched`: the reconciler looks after it from now on, though it has not been started. */
  create(campaign: CampaignRecord, options: { watched: boolean }): Promise<void>
  /** Writes the patch if nobody has changed the campaign since it was read; undefined when somebody has. */
  change(campaign: CampaignRecord, patch: Partial<CampaignRecord>): Promise<CampaignRecord | undefined>
  /** Newest first. */
  list(page: PageRequest): Promise<Page<CampaignRecord>>
  /** Campaigns that may hold calls: from their first start until they have ended and their lines are free. */
  watched(): Promise<CampaignId[]>
  /** No longer watched, unless somebody has changed the campaign since it was read. */
  unwatch(campaign: CampaignRecord): Promise<void>
}

export type Lanes = {
  list(campaignId: CampaignId): Promise<LaneRecord[]>
  get(campaignId: CampaignId, k: number): Promise<LaneRecord | undefined>
  /** Opens the lane for the run; false when a newer run has it, or this run has closed it. */
  open(campaignId: CampaignId, lane: { k: number; run: number }): Promise<boolean>
  /** Closes the lane, unless a newer run has it. */
  close(campaignId: CampaignId, lane: { k: number; run: number }): Promise<void>
  /** Keeps a reservation or a dial slot on the open lane; false when the lane is no longer this run's. */
  keep(campaignId: CampaignId, lane: LaneRecord, what: Pick<LaneRecord, 'reserved'> | Pick<LaneRecord, 'slot'>): Promise<boolean>
}

/** An entry of the due index, which lags a little behind the contacts. */
export type Due = { contactId: ContactId; dueAt: number }

export type Contacts = {
  get(campaignId: CampaignId, contactId: ContactId): Promise<ContactRecord | undefined>
  /** Retries first: those due until the instant, soonest first. */
  retriesDue(campaignId: CampaignId, until: number): Promise<Due[]>
  freshDue(campaignId: CampaignId, shard: number, until: number): Promise<Due[]>
  /** The soonest due time of any contact; undefined when the index is empty. */
  nextDue(campaign: Pick<CampaignRecord, 'id' | 'shards'>): Promise<number | undefined>
  /** Which of the ids are in the campaign already. */
  known(campaignId: CampaignId, ids: readonly ContactId[]): Promise<Set<ContactId>>
  /** Moves the due time, if the contact is still as it was read. */
  postpone(contact: ContactRecord, until: { dueAt: number; because: string }): Promise<boolean>
  /** Reserves the contact for a lane, if it is as the index says and nobody else holds it. */
  hold(campaignId: CampaignId, due: Due, hold: { by: string; until: number }): Promise<boolean>
  list(campaign: Pick<CampaignRecord, 'id' | 'shards'>, page: PageRequest): Promise<Page<ContactRecord>>
}

export type Attempts = {
  get(id: AttemptId): Promise<AttemptRecord | undefined>
  /** Newest first; `live` gives only those that are not over. */
  list(campaignId: CampaignId, page: PageRequest & { live: boolean }): Promise<Page<AttemptRecord>>
  /** Nobody looks into the attempt before `leaseMs`; an earlier lease is never brought back. */
  extendLease(id: AttemptId, leaseMs: number): Promise<void>
  /** What the bridge knows, whatever the state. */
  note(id: AttemptId, facts: Partial<Pick<AttemptRecord, 'conversationId' | 'closedFirst' | 'agentSpoke' | 'mediaFailure'>>): Promise<void>
  /** Marks the attempt's one stream as opened; false when it was already, or the attempt is over. */
  openStream(attempt: AttemptRecord, openedMs: number): Promise<boolean>
}

export type Numbers = { get(e164: E164): Promise<NumberRecord | undefined> }

/** A transaction either happened whole, or names the parts whose condition did not hold. */
export type Written<Part extends string> = { ok: true } | { ok: false; refused: Part[] }

export type Ledger = {
  /** contact → calling, attempt written, number locked, lane busy: all or nothing. */
  claim(claim: {
    attempt: AttemptRecord
    contact: ContactRecord
    /** As the gate read it. */
    number: NumberRecord | undefined
    deltas: Deltas
  }): Promise<Written<'contact' | 'attempt' | 'number' | 'lane'>>
  /** An attempt that goes on: its new state, and the lane's counters. */
  advance(
    attempt: AttemptRecord,
    change: { change: AttemptChange; at: string; leaseMs: number; deltas: Deltas },
  ): Promise<Written<'attempt' | 'lane'>>
  /** An attempt that is over: contact moved on, number unlocked, lane free, counters kept. */
  settle(
    attempt: AttemptRecord,
    end: {
      change: AttemptChange
      at: string
      freedMs: number
      seconds?: number
      sipCode?: number
      refusalCode?: number
      next: NextStep
      deltas: Deltas
    },
  ): Promise<Written<'attempt' | 'contact' | 'number' | 'lane'>>
  /** An attempt that is proven never to have reached the provider: as if it had not been, but its ordinal stays used. */
  void(
    attempt: AttemptRecord,
    undo: { at: string; dueAt: string; freedMs: number; number: NumberRecord | undefined; deltas: Deltas },
  ): Promise<Written<'attempt' | 'contact' | 'number' | 'lane'>>
  /** A contact that will never be called. */
  never(
    contact: ContactRecord,
    never: { state: 'suppressed' | 'failed'; because: string; lane: { k: number; run: number }; deltas: Deltas },
  ): Promise<Written<'contact' | 'lane'>>
  /** New contacts, the campaign with its new total, and the import's progress: all or nothing. */
  importSlice(slice: {
    campaign: CampaignRecord
    /** Undefined removes. A campaign that becomes active, or has an open import, is watched by the reconciler. */
    patch: Partial<CampaignRecord>
    contacts: ContactRecord[]
    /** The import as it was read and as it becomes; absent for contacts added over the API. */
    imported?: ImportStep
  }): Promise<Written<'contact' | 'campaign' | 'import'>>
}

export type ImportStep = { before: ImportRecord; after: ImportRecord }

export type Imports = {
  get(campaignId: CampaignId, id: ImportId): Promise<ImportRecord | undefined>
  create(record: ImportRecord): Promise<boolean>
  /** Those that have begun and not ended. */
  open(campaignId: CampaignId): Promise<ImportRecord[]>
}

/** Dial slots of a scope (a campaign, or the account), in campaign time. */
export type Pacer = {
  /** When the next slot is free, for those who only want to know whether it is worth their while. */
  peek(scope: string): Promise<number>
  /** Takes the next free slot; undefined when it lies beyond the horizon. */
  take(scope: string, pace: { intervalMs: number; horizonMs: number }): Promise<number | undefined>
}

export type Machine = {
  /** Starts the run's execution; one that exists already is a success. */
  start(campaignId: CampaignId, run: number): Promise<void>
  status(campaignId: CampaignId, run: number): Promise<'running' | 'ended' | 'absent'>
  /** Ends a turn: go round again at once. A token that is spent is a success. */
  again(token: string): Promise<void>
  /** Ends a turn: go round again after so many milliseconds, rounded up to whole seconds. */
  wait(token: string, ms: number): Promise<void>
  /** Ends a turn and its lane. */
  leave(token: string): Promise<void>
}

export type DialOutcome =
  /** `queueMs`: how long the provider will keep the call before it rings. */
  | { kind: 'accepted'; callSid: string; queueMs: number }
  | { kind: 'refused'; by: 'contact'; outcome: 'invalid-number' | 'rejected' | 'carrier-failure'; code: number }
  /** Nothing is wrong with the contact: the account may not call now. */
  | { kind: 'refused'; by: 'account'; code: number; message: string }
  /** Too fast, or too many calls at once: proven not to have been processed. */
  | { kind: 'refused'; by: 'rate' }
  /** It may ring, or not. Never dialled again before it is known. */
  | { kind: 'unknown'; why: string }

export type ProviderCall = {
  callSid: string
  state: LiveState | EndState
  /** Campaign time; whole seconds. */
  createdAt: number
  seconds?: number
}

export type Telephony = {
  /** Makes ready to dial, so that nothing slow is left between the last look at the claim and the dial; throws when it cannot be. */
  connect(): Promise<void>
  dial(call: { attemptId: AttemptId; to: E164 }): Promise<DialOutcome>
  get(callSid: string): Promise<ProviderCall | undefined>
  /** Recent calls to the number, whatever their state. */
  find(to: E164): Promise<ProviderCall[]>
  /** Cancels a call that has not been answered; gives the call as it then is. */
  cancel(callSid: string): Promise<ProviderCall | undefined>
}

export type Random = () => number

/** Who watches the dashboard, and what. A topic is a campaign's id, or `all`. */
export type Viewers = {
  issueTicket(): Promise<{ ticket: string; expiresAt: string }>
  /** True once for each ticket, within its 30 seconds. */
  spendTicket(ticket: string): Promise<boolean>
  connect(connectionId: string): Promise<void>
  disconnect(connectionId: string): Promise<void>
  subscribe(connectionId: string, topic: string): Promise<void>
  unsubscribe(connectionId: string, topic: string): Promise<void>
  of(topic: string): Promise<string[]>
}

/** Sends to one viewer; false when the viewer is gone. */
export type Push = (connectionId: string, event: PushedEvent) => Promise<boolean>

/** The bucket of contact lists. */
export type Files = {
  /** An address to PUT the file to, for five minutes. */
  uploadUrl(key: string): Promise<{ url: string; expiresAt: string }>
  write(key: string, text: string): Promise<void>
  read(key: string): Promise<string>
}

export type Ids = {
  campaign(): CampaignId
  import(): ImportId
  /** The same number is the same contact of a campaign. */
  contact(campaign: Pick<CampaignRecord, 'id' | 'shards'>, e164: E164): ContactId
}

/** What went on, for the operator: a static message with ids and numbers, never personal data. */
export type Log = {
  info(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  error(message: string, fields?: Record<string, unknown>): void
}

/** All of them; a use case takes what it needs with Pick. */
export type Ports = {
  attempts: Attempts
  campaigns: Campaigns
  clock: Clock
  contacts: Contacts
  files: Files
  ids: Ids
  imports: Imports
  lanes: Lanes
  ledger: Ledger
  log: Log
  machine: Machine
  numbers: Numbers
  pacer: Pacer
  push: Push
  random: Random
  telephony: Telephony
  viewers: Viewers
}

/** What drives the calls: it neither pushes nor reads files. */
export type EnginePorts = Omit<Ports, 'push' | 'viewers' | 'files'>
