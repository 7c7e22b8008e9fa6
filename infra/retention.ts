// How long each kind of data is kept, and what sees to it: the table of docs/data-protection.md, held against templates and code by tests.
import type { RetentionDays } from 'aws-cdk-lib/aws-logs'
import { KEPT_SECONDS } from '#contract/kept.ts'
import type { Config } from './config.ts'

type EnforcedBy =
  /** The file of the store that writes the attribute by which DynamoDB deletes. */
  | { expiry: `functions/store/${string}.ts` }
  /** A rule of the bucket; the whole bucket: an empty prefix. */
  | { lifecycle: string }
  | { logGroups: RetentionDays }
  | { backups: true }
  /** Until somebody asks for it. */
  | { request: 'POST /api/db/privacy/erase' }

export type Retention = { what: string; days: number | 'until erased'; enforcedBy: EnforcedBy }

const SECONDS_PER_DAY = 24 * 60 * 60
/** DynamoDB's point-in-time recovery goes back so far unless it is told otherwise. */
const BACKUP_DAYS = 35

const erased = { days: 'until erased', enforcedBy: { request: 'POST /api/db/privacy/erase' } } as const
const expiring = (file: string): EnforcedBy => ({ expiry: `functions/store/${file}.ts` })
/** As the store has it. */
const kept = (what: keyof typeof KEPT_SECONDS, file: string) => ({
  days: KEPT_SECONDS[what] / SECONDS_PER_DAY,
  enforcedBy: expiring(file),
})

export const retentionOf = ({ auditDays, deliveryDays, logRetention, recordingDays, transcriptDays }: Config): readonly Retention[] => [
  { what: 'contacts: number, name, columns of their list', ...erased },
  { what: 'calls: when, how they ended, summary and collected data', ...erased },
  { what: 'a number’s suppression and latest calls; once forgotten, a digest of a suppressed number', ...erased },
  { what: 'what was said in calls', days: transcriptDays, enforcedBy: expiring('transcripts') },
  { what: 'recordings of calls', days: recordingDays, enforcedBy: { lifecycle: 'recordings/' } },
  { what: 'recordings that are still to be fetched from the carrier: the call’s id', ...kept('awaitedRecording', 'recordings') },
  { what: 'whose conversation it was: the call’s id', ...kept('conversation', 'results') },
  { what: 'lists that were uploaded, and what came of them', days: 90, enforcedBy: { lifecycle: '' } },
  { what: 'parts of lists between two invocations', days: 7, enforcedBy: { lifecycle: 'imports/' } },
  { what: 'what was sent to webhooks, with names and numbers', days: deliveryDays, enforcedBy: expiring('deliveries') },
  { what: 'words that wake a webhook: its id', days: 7, enforcedBy: { lifecycle: 'webhooks/' } },
  { what: 'what a campaign’s calls came to, by the values of its list’s columns', ...kept('breakdown', 'breakdowns') },
  { what: 'exports, and what was gathered of one person', days: 7, enforcedBy: { lifecycle: 'exports/' } },
  { what: 'rows that a connected sheet has yet to be told: the contact’s id', ...kept('sheetChange', 'sheets') },
  { what: 'answers to requests with an Idempotency-Key', ...kept('answer', 'kept-answers') },
  { what: 'who asked for what', days: auditDays, enforcedBy: expiring('audit') },
  { what: 'who watches live', ...kept('connection', 'connections') },
  { what: 'passes to listen in that were used', ...kept('usedPass', 'listening') },
  { what: 'logs, which hold ids and no personal data', days: logRetention, enforcedBy: { logGroups: logRetention } },
  { what: 'backups of the table, from which what was erased can be brought back', days: BACKUP_DAYS, enforcedBy: { backups: true } },
]
