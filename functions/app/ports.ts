// Everything that the use cases need from outside, as small plain types. Adapters live in store, providers and runtime.
import type { ApiKeys, AuditLog } from './ports/access.ts'
import type { Account, Breakers } from './ports/account.ts'
import type { ActivityLog } from './ports/activity.ts'
import type { Attempts } from './ports/attempts.ts'
import type { Breakdowns } from './ports/breakdowns.ts'
import type { Campaigns } from './ports/campaigns.ts'
import type { Clock, Random } from './ports/clock.ts'
import type { Contacts } from './ports/contacts.ts'
import type { Exports, PartedFiles } from './ports/exports.ts'
import type { Files } from './ports/files.ts'
import type { Ids } from './ports/ids.ts'
import type { Imports } from './ports/imports.ts'
import type { KeptAnswers } from './ports/kept-answers.ts'
import type { Lanes } from './ports/lanes.ts'
import type { Ledger } from './ports/ledger.ts'
import type { Log } from './ports/log.ts'
import type { Machine } from './ports/machine.ts'
import type { Numbers } from './ports/numbers.ts'
import type { Pacer } from './ports/pacer.ts'
import type { ForgottenNumbers, PersonalData } from './ports/personal-data.ts'
import type { AwaitedRecordings } from './ports/recordings.ts'
import type { Sheets } from './ports/sheets.ts'
import type { Spreadsheets } from './ports/spreadsheets.ts'
import type { SuppressionImports } from './ports/suppression-imports.ts'
import type { Telephony } from './ports/telephony.ts'
import type { Templates } from './ports/templates.ts'
import type { Transcripts } from './ports/transcripts.ts'
import type { CutOff, Push, Viewers } from './ports/viewers.ts'
import type { Deliveries, Webhooks } from './ports/webhooks.ts'

/** All of them; a use case takes what it needs with Pick. */
export type Ports = {
  account: Account
  activity: ActivityLog
  apiKeys: ApiKeys
  attempts: Attempts
  audit: AuditLog
  breakdowns: Breakdowns
  breakers: Breakers
  campaigns: Campaigns
  clock: Clock
  contacts: Contacts
  deliveries: Deliveries
  /** The keys that the deployment itself was given. */
  deploymentKeys: () => Promise<readonly string[]>
  exports: Exports
  cutOff: CutOff
  files: Files
  forgotten: ForgottenNumbers
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
  personal: PersonalData
  push: Push
  random: Random
  recordings: AwaitedRecordings
  sheets: Sheets
  spreadsheets: Spreadsheets
  suppressionImports: SuppressionImports
  telephony: Telephony
  templates: Templates
  transcripts: Transcripts
  viewers: Viewers
  webhooks: Webhooks
}

/** What news of a call need: its attempt, its campaign and its contact, each by itself. Whoever is told of calls is loaded with no more. */
export type NewsPorts = Pick<Ports, 'breakers' | 'clock' | 'log' | 'machine' | 'random' | 'recordings' | 'telephony'> & {
  activity: Pick<ActivityLog, 'add'>
  attempts: Omit<Attempts, 'list'>
  campaigns: Pick<Campaigns, 'get'>
  contacts: Pick<Contacts, 'get'>
  ledger: Pick<Ledger, 'advance' | 'settle' | 'never' | 'refine' | 'reopen'>
}

/** What drives the calls: it neither pushes nor reads files or sheets; it wakes imports that stand still. */
export type EnginePorts = Omit<
  Ports,
  | 'push'
  | 'viewers'
  | 'cutOff'
  | 'apiKeys'
  | 'deploymentKeys'
  | 'audit'
  | 'keptAnswers'
  | 'files'
  | 'breakdowns'
  | 'exports'
  | 'parts'
  | 'personal'
  | 'forgotten'
  | 'recordings'
  | 'sheets'
  | 'spreadsheets'
  | 'suppressionImports'
  | 'webhooks'
  | 'deliveries'
> & {
  files: Pick<Files, 'write'>
}
