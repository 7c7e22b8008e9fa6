// Everything that the use cases need from outside, as small plain types. Adapters live in store, providers and runtime.
import type { ApiKeys, AuditLog } from './access/port.ts'
import type { Exports, PartedFiles } from './exports/exports-port.ts'
import type { KeptAnswers } from './kept-answers.ts'
import type { Ledger } from './ledger-port.ts'
import type { Account, Breakers } from './ports/account.ts'
import type { ActivityLog } from './ports/activity.ts'
import type { Attempts } from './ports/attempts.ts'
import type { Campaigns } from './ports/campaigns.ts'
import type { Clock, Random } from './ports/clock.ts'
import type { Contacts } from './ports/contacts.ts'
import type { Files } from './ports/files.ts'
import type { Ids } from './ports/ids.ts'
import type { Imports } from './ports/imports.ts'
import type { Lanes } from './ports/lanes.ts'
import type { Log } from './ports/log.ts'
import type { Machine } from './ports/machine.ts'
import type { Numbers } from './ports/numbers.ts'
import type { Pacer } from './ports/pacer.ts'
import type { Templates } from './ports/templates.ts'
import type { Transcripts } from './ports/transcripts.ts'
import type { CutOff, Push, Viewers } from './ports/viewers.ts'
import type { ForgottenNumbers, PersonalData } from './privacy/personal-data-port.ts'
import type { AwaitedRecordings } from './recordings/recordings-port.ts'
import type { Sheets } from './sheet/sheets-port.ts'
import type { Spreadsheets } from './sheet/spreadsheets-port.ts'
import type { SuppressionImports } from './suppression-import/port.ts'
import type { Telephony } from './telephony-port.ts'
import type { Deliveries, Webhooks } from './webhooks/port.ts'

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
