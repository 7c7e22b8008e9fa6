// Everything that the use cases need from outside, as small plain types. Adapters live in store, providers and runtime.

import type { Caller } from '#contract/access.ts'
import type { Activity } from '#contract/activity.ts'
import type { PushedEvent } from '#contract/events.ts'
import type { AttemptId, CampaignId, ContactId, E164, EventId, ExportId, ImportId, KeyId, TemplateId, WebhookId } from '#contract/ids.ts'
import type { ColumnMapping } from '#contract/list.ts'
import type { Turn } from '#contract/machine.ts'
import type { Template } from '#contract/template.ts'
import type { TranscriptTurn } from '#contract/transcript.ts'
import type { Deltas } from '#domain/progress.ts'
import type { Queue } from '#domain/queues.ts'
import type { ApiKeys, AuditLog } from './access/port.ts'
import type { Exports, PartedFiles } from './exports/exports-port.ts'
import type { KeptAnswers } from './kept-answers.ts'
import type { Ledger } from './ledger-port.ts'
import type {
  AccountRecord,
  AttemptRecord,
  BreakerRecord,
  CallRecord,
  CampaignRecord,
  ContactRecord,
  ImportRecord,
  LaneRecord,
  NumberRecord,
  Provider,
} from './records.ts'
import type { Sheets } from './sheet/sheets-port.ts'
import type { Spreadsheets } from './sheet/spreadsheets-port.ts'
import type { SuppressionImports } from './suppression-import/port.ts'
import type { Telephony } from './telephony-port.ts'
import type { Deliveries, Webhooks } from './webhooks/port.ts'

export type Clock = {
  /** The time that campaigns live by: due times, delays, windows. Epoch milliseconds. */
  now(): number
  /** The machine's time, for leases, deadlines and quiet periods. Equal to `now` unless a run is sped up. */
  machine(): number
  /** Resolves after so many milliseconds of machine time. */
  rest(ms: number): Promise<void>
}

export type Page<T> = { items: T[]; nextCursor: string | null }
export type PageRequest = { limit: number; cursor?: string | undefined }

/** What the counters of a campaign's lanes add up to; `version`: that of the lanes. */
export type Counted = { counters: Deltas; version: number }

/** `counted`: as it was a second or two ago. Absent: nobody has kept it yet. */
export type ListedCampaign = CampaignRecord & { counted?: Counted | undefined }

export type Campaigns = {
  get(id: CampaignId): Promise<CampaignRecord | undefined>
  /** `watched`: the reconciler looks after it from now on, though it has not been started. False when it is there already. */
  create(campaign: CampaignRecord, options: { watched: boolean; mapping?: ColumnMapping | undefined }): Promise<boolean>
  /** What a person said that the columns of its lists are: beside the campaign, which every turn of a lane reads. */
  mapping(id: CampaignId): Promise<ColumnMapping | undefined>
  keepMapping(id: CampaignId, mapping: ColumnMapping | undefined): Promise<void>
  /** Writes the patch if nobody has changed the campaign since it was read; undefined when somebody has. */
  change(campaign: CampaignRecord, patch: Partial<CampaignRecord>): Promise<CampaignRecord | undefined>
  /** Newest first, unless said otherwise. */
  list(page: PageRequest & { oldestFirst?: boolean }): Promise<Page<ListedCampaign>>
  /** Keeps the sum of the lanes' counters for the list, unless a newer one is kept. */
  keepCount(campaign: CampaignRecord, counted: Counted): Promise<void>
  /** Campaigns that may hold calls: from their first start until they have ended and their lines are free. */
  watched(): Promise<CampaignId[]>
  /** No longer watched, unless somebody has changed the campaign since it was read. */
  unwatch(campaign: CampaignRecord): Promise<void>
}

/** All lanes of a campaign taken together. */
export type LaneSum = {
  counters: Deltas
  /** Lanes that hold an attempt, and those of them that claimed it so lately that it may not be placed yet. */
  busy: number
  dialling: number
}

export type Lanes = {
  list(campaignId: CampaignId): Promise<LaneRecord[]>
  /** `maxAgeMs`: a sum that was read so long ago, machine time, will do. */
  sum(campaignId: CampaignId, freshness: { maxAgeMs: number }): Promise<LaneSum>
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

export type Brought = Pick<ContactRecord, 'importIds' | 'listedBy'>

export type Contacts = {
  get(campaignId: CampaignId, contactId: ContactId): Promise<ContactRecord | undefined>
  /** Retries first: those due until the instant, soonest first. */
  retriesDue(campaignId: CampaignId, until: number): Promise<Due[]>
  freshDue(campaignId: CampaignId, queue: Queue, until: number): Promise<Due[]>
  /** The soonest due time of any contact; undefined when the index is empty. */
  nextDue(campaign: Pick<CampaignRecord, 'id' | 'shards' | 'priorities'>): Promise<number | undefined>
  /** Those of the ids that are in the campaign already, with the imports that brought them. */
  known(campaignId: CampaignId, ids: readonly ContactId[]): Promise<Map<ContactId, Brought>>
  /** Moves the due time, if the contact is still as it was read. */
  postpone(contact: ContactRecord, until: { dueAt: number; because: string }): Promise<boolean>
  /** Reserves the contact for a lane, if it is as the index says and nobody else holds it. */
  hold(campaignId: CampaignId, due: Due, hold: { by: string; until: number }): Promise<boolean>
  list(campaign: Pick<CampaignRecord, 'id' | 'shards'>, page: PageRequest): Promise<Page<ContactRecord>>
}

export type Attempts = {
  get(id: AttemptId): Promise<AttemptRecord | undefined>
  /**
   * The task token of the turn that waits for this attempt: the one that made it (`isOwn`), or a later one that found it on its lane.
   * Undefined once a later turn of the lane has claimed another.
   */
  tokenOf(attempt: Pick<AttemptRecord, 'id' | 'campaignId' | 'k' | 'run' | 'turn'>): Promise<{ token: string; isOwn: boolean } | undefined>
  /**
   * From now on the turn is the one that waits for the attempt; so it is when it was before. `superseded`: a later turn of the lane has begun.
   * `instead`: the token of the turn that waited until now.
   */
  waitFor(attempt: AttemptRecord, turn: Turn): Promise<{ kind: 'waits'; instead?: string } | { kind: 'superseded' }>
  /** Newest first; `live` gives only those that are not over. */
  list(campaignId: CampaignId, page: PageRequest & { live: boolean }): Promise<Page<CallRecord>>
  /** Nobody looks into the attempt before `leaseMs`; an earlier lease is never brought back. */
  extendLease(id: AttemptId, leaseMs: number): Promise<void>
  /** What bridge and carrier know beside the state, whatever the state; gives the attempt as it then is. */
  note(
    id: AttemptId,
    facts: Partial<
      Pick<
        AttemptRecord,
        | 'conversationId'
        | 'closedFirst'
        | 'endedBecause'
        | 'agentSpoke'
        | 'mediaFailure'
        | 'heldDirectly'
        | 'latency'
        | 'speech'
        | 'optedOut'
        | 'answeredBy'
        | 'detectionMs'
        | 'edition'
      >
    >,
  ): Promise<AttemptRecord | undefined>
  /** The provider of the agent has yet to tell what became of the conversation: it is asked from `dueMs` on, machine time. */
  awaitResult(id: AttemptId, wait: { conversationId?: string; dueMs: number; sinceMs: number; looks: number }): Promise<void>
  /** Those that were to be asked for by then, the longest overdue first. */
  resultsDue(untilMs: number, limit: number): Promise<AttemptId[]>
  /** Undefined when the result of that very conversation is there already. */
  noteResult(
    id: AttemptId,
    told: Pick<AttemptRecord, 'verdict' | 'agentSpoke' | 'mediaFailure'> & Required<Pick<AttemptRecord, 'conversationId' | 'result'>>,
  ): Promise<AttemptRecord | undefined>
  /** Nobody asks any more. */
  missResult(id: AttemptId, why: string): Promise<void>
  /** Whose conversation it is, as far as a bridge has told. */
  ofConversation(conversationId: string): Promise<AttemptId | undefined>
  /** The contact is to be called again then; false when the attempt is over, and what becomes of its contact is decided. */
  callBackAt(id: AttemptId, at: string): Promise<boolean>
  /** Marks the attempt's one stream as opened; false when it was already, or the attempt is over. */
  openStream(attempt: AttemptRecord, stream: OpenedStream): Promise<boolean>
}

/** When a call's audio was connected, how long after the answer, and the task of the bridge that carries it. */
export type OpenedStream = { openedMs: number; answeredForMs?: number | undefined; heldAt?: string | undefined }

/** What was said in calls. */
export type Transcripts = {
  /** Takes the place of the turn that has this index. */
  tell(id: AttemptId, turn: TranscriptTurn): Promise<void>
  /** In the order of the call. */
  list(id: AttemptId, page: PageRequest): Promise<Page<TranscriptTurn>>
}

export type Numbers = {
  get(e164: E164): Promise<NumberRecord | undefined>
  /** Which of the numbers, at most a hundred, are on the suppression list. */
  suppressedAmong(e164s: readonly E164[]): Promise<Set<E164>>
  /** The same, with the rows of lists that put them there, and the attempts that hold their locks. */
  suppressionsOf(e164s: readonly E164[]): Promise<Map<E164, Pick<NumberRecord, 'suppressedBy' | 'lockedBy'>>>
  /**
   * From this moment nobody calls the number, in any campaign. One that is suppressed already stays as it is.
   * `by`: the row of a list that says so. Gives the number as it then is; undefined when it was suppressed before.
   */
  suppress(e164: E164, why: { at: string; because: string; by?: string }): Promise<NumberRecord | undefined>
  /** False when it was not suppressed. */
  unsuppress(e164: E164): Promise<boolean>
  /** Newest first. */
  suppressed(page: PageRequest): Promise<Page<{ phone: E164; at: string; because: string }>>
}

/** The account as a turn goes by it. */
export type Standing = { account: AccountRecord; breakers: Record<Provider, BreakerRecord> }

/** The telephone account over all campaigns; the record of an account that was never used is empty, of version 0. */
export type Account = {
  get(): Promise<AccountRecord>
  /** Limits, shares and breakers in one read, which may be a second old. */
  standing(): Promise<Standing>
  /** Writes the patch if nobody has changed the account since it was read; undefined when somebody has. */
  change(seen: AccountRecord, patch: Partial<AccountRecord>): Promise<AccountRecord | undefined>
}

export type Breakers = {
  /** A provider that was never in trouble has a closed breaker of version 0. */
  get(provider: Provider): Promise<BreakerRecord>
  /** Counts in the window as it was read, and gives the breaker as it then is; undefined when somebody has begun another window. */
  count(seen: BreakerRecord, what: { failures: number; successes: number }): Promise<BreakerRecord | undefined>
  change(seen: BreakerRecord, patch: Partial<BreakerRecord>): Promise<BreakerRecord | undefined>
}

/** Append-only. */
export type ActivityLog = {
  add(entry: Omit<Activity, 'id'>): Promise<void>
  /** Newest first; without a campaign: what concerns the account. */
  list(campaignId: CampaignId | undefined, page: PageRequest): Promise<Page<Activity>>
}

export type Imports = {
  get(campaignId: CampaignId, id: ImportId): Promise<ImportRecord | undefined>
  create(record: ImportRecord): Promise<boolean>
  /** The object that is imported, once and for all; gives the import as it then is. One that nobody has announced is undefined. */
  arrive(
    { campaignId, id }: Pick<ImportRecord, 'campaignId' | 'id'>,
    source: NonNullable<ImportRecord['source']>,
  ): Promise<ImportRecord | undefined>
  /** Fails one that has not begun, with the reason. */
  refuse(record: ImportRecord, problem: string): Promise<void>
  /** Newest first. */
  list(campaignId: CampaignId, page: PageRequest): Promise<Page<ImportRecord>>
  /** Those that have arrived and not ended, the oldest first. */
  open(campaignId: CampaignId): Promise<ImportRecord[]>
}

/** Dial slots of a scope (a campaign, or the account), in campaign time. */
export type Pacer = {
  /** When the next slot is free, for those who only want to know whether it is worth their while. */
  peek(scope: string): Promise<number>
  /** Takes the next free slot; undefined when it lies beyond the horizon. */
  take(scope: string, pace: { intervalMs: number; horizonMs: number }): Promise<number | undefined>
  /** Nobody takes a slot before that instant any more; one that is later already stays. */
  defer(scope: string, until: number): Promise<void>
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

export type Random = () => number

/** Who watches the dashboard, and what. A topic is a campaign's id, or `all`. */
export type Viewers = {
  issueTicket(viewer: Caller): Promise<{ ticket: string; expiresAt: string }>
  /** Whose it is: once for each ticket, within its 30 seconds. */
  spendTicket(ticket: string): Promise<Caller | undefined>
  connect(connectionId: string, viewer: Caller): Promise<void>
  /** Who opened the connection; undefined when it is over. */
  viewer(connectionId: string): Promise<Caller | undefined>
  disconnect(connectionId: string): Promise<void>
  /** `until` of the viewer: what they showed is good no longer. */
  subscribe(connectionId: string, topic: string, viewer?: Partial<Pick<Caller, 'principal' | 'until'>>): Promise<void>
  unsubscribe(connectionId: string, topic: string): Promise<void>
  of(topic: string): Promise<Watcher[]>
}

/** `principal`: who opened the connection. */
export type Watcher = { connectionId: string; principal?: string | undefined }

/** Sends to one viewer; false when the viewer is gone. */
export type Push = (connectionId: string, event: PushedEvent) => Promise<boolean>

/** Ends one viewer's connection; one that is over already is a success. */
export type CutOff = (connectionId: string) => Promise<void>

/** Campaigns without contacts, to make campaigns from. */
export type Templates = {
  get(id: TemplateId): Promise<Template | undefined>
  create(template: Template): Promise<void>
  /** Newest first. */
  list(page: PageRequest): Promise<Page<Template>>
  /** Takes the place of the template as it was read; false when somebody has changed it since. */
  replace(seen: Template, by: Template): Promise<boolean>
  /** What was deleted; undefined when there was nothing. */
  remove(id: TemplateId): Promise<Template | undefined>
}

export type FileWrite = {
  /** Absent: CSV. */
  contentType?: string
  /** One that is there already is left as it is. */
  onlyNew?: boolean
}

/** The bucket of contact lists. */
export type Files = {
  /** An address to PUT the file to, for five minutes. `size`: of exactly so many bytes. */
  uploadUrl(key: string, file: { contentType: string; size?: number | undefined }): Promise<{ url: string; expiresAt: string }>
  write(key: string, content: string | Uint8Array, as?: FileWrite): Promise<void>
  /** What was said of the object when it was put there; its names in lower case. */
  metadata(key: string, versionId: string | undefined): Promise<Record<string, string>>
  /** An address to GET the object from, for an hour. */
  downloadUrl(key: string): Promise<{ url: string; expiresAt: string }>
  /** The object under another key too. */
  copy(from: string, to: string): Promise<void>
  /** An object of so many bytes, written as they come. */
  writeFrom(key: string, object: { bytes: AsyncIterable<Uint8Array>; size: number; contentType: string }): Promise<void>
  /** The object's size, and its bytes from the first that is asked for on, as fast as they are taken. */
  open(object: { key: string; versionId?: string | undefined; from?: number }): Promise<{ size: number; bytes: AsyncIterable<Uint8Array> }>
}

export type Ids = {
  /** `of`: the same text is the same campaign. */
  campaign(of?: string): CampaignId
  import(of?: string): ImportId
  export(): ExportId
  template(): TemplateId
  /** The same number is the same contact of a campaign. */
  contact(campaign: Pick<CampaignRecord, 'id' | 'shards'>, e164: E164): ContactId
  /** Sorts by the instant, and is never given twice. */
  activity(at: number): string
  key(at: number): KeyId
  webhook(at: number): WebhookId
  /** The same change of the same thing is the same event; of one thing they sort by `sequence`, a whole number as text. */
  event(of: { subject: string; sequence: string }): EventId
  /** 256 bits that nobody can guess, as text for addresses and headers. */
  secret(): string
}

/** What went on, for the operator: a static message with ids and numbers, never personal data. */
export type Log = {
  info(message: string, fields?: Record<string, unknown>): void
  warn(message: string, fields?: Record<string, unknown>): void
  error(message: string, fields?: Record<string, unknown>): void
}

/** All of them; a use case takes what it needs with Pick. */
export type Ports = {
  account: Account
  activity: ActivityLog
  apiKeys: ApiKeys
  attempts: Attempts
  audit: AuditLog
  breakers: Breakers
  campaigns: Campaigns
  clock: Clock
  contacts: Contacts
  deliveries: Deliveries
  exports: Exports
  cutOff: CutOff
  files: Files
  ids: Ids
  imports: Imports
  keptAnswers: KeptAnswers
  lanes: Lanes
  ledger: Ledger
  log: Log
  machine: Machine
  numbers: Numbers
  pacer: Pacer
  parts: PartedFiles
  push: Push
  random: Random
  sheets: Sheets
  spreadsheets: Spreadsheets
  suppressionImports: SuppressionImports
  telephony: Telephony
  templates: Templates
  transcripts: Transcripts
  viewers: Viewers
  webhooks: Webhooks
}

/** What drives the calls: it neither pushes nor reads files or sheets; it wakes imports that stand still. */
export type EnginePorts = Omit<
  Ports,
  | 'push'
  | 'viewers'
  | 'cutOff'
  | 'apiKeys'
  | 'audit'
  | 'keptAnswers'
  | 'files'
  | 'exports'
  | 'parts'
  | 'sheets'
  | 'spreadsheets'
  | 'suppressionImports'
  | 'webhooks'
  | 'deliveries'
> & {
  files: Pick<Files, 'write'>
}
