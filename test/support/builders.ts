// Records with sensible values, to be overridden by what a test is about.
import type * as z from 'zod/mini'
import type { ExportRecord } from '#app/ports/exports.ts'
import type { SuppressionImportRecord } from '#app/ports/suppression-imports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import type { Caller } from '#contract/caller.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { AttemptId, CampaignId, ContactId, E164, ExportId, ImportId } from '#contract/ids.ts'

export const campaignId = CampaignId.parse('cmp_01JD0000000000000000000000')
export const contactId = ContactId.parse('ctc_00123456789abcdef012345678')
export const attemptId = AttemptId.parse('att_01JD0000000000000000000000_00123456789abcdef012345678_1')
export const phone = E164.parse('+12025550142')

export const aViewer: Caller = { principal: 'token:somebody', role: 'viewer' }

/** Numbers of fiction are American and British. */
export const someSettings = (changes: z.input<typeof CampaignSettings> = {}): CampaignSettings =>
  CampaignSettings.parse({ callDelay: 0, allowedCountries: 'any', ...changes })

export const aCampaign = (changes: Partial<CampaignRecord> = {}): CampaignRecord => ({
  id: campaignId,
  name: 'Spring renewal',
  state: 'draft',
  prompt: 'You call about the renewal.',
  firstMessage: 'Hello {{name}}, do you have a minute?',
  defaultCountry: 'US',
  settings: someSettings(),
  edition: 1,
  openImports: 0,
  totalContacts: 0,
  createdAt: '2026-11-02T15:00:00.000Z',
  version: 1,
  run: 0,
  closed: 0,
  shards: 1,
  ...changes,
})

export const aContact = (changes: Partial<ContactRecord> = {}): ContactRecord => ({
  id: contactId,
  campaignId,
  phone,
  name: 'Ana',
  variables: { plan: 'gold' },
  state: 'pending',
  attempts: 0,
  n: 0,
  dueAt: '2026-11-02T15:00:00.000Z',
  ...changes,
})

export const anAttempt = (changes: Partial<AttemptRecord> = {}): AttemptRecord => ({
  id: attemptId,
  campaignId,
  contactId,
  phone,
  n: 1,
  k: 0,
  run: 1,
  turn: 0,
  edition: 1,
  state: 'claimed',
  version: 1,
  claimedAt: '2026-11-02T15:00:01.000Z',
  leaseMs: 15_000,
  cameFrom: 'pending',
  ...changes,
})

export const anExport = (changes: Partial<ExportRecord> = {}): ExportRecord => ({
  ...{ id: ExportId.parse('exp_01JD0000000000000000000000'), campaignId, format: 'csv', state: 'running', rows: 0, version: 1 },
  ...{ phase: 'columns', seen: { fields: [], variables: [], collected: [] }, zip: { crc: 0, size: 0, packed: 0 } },
  createdAt: '2026-11-02T15:00:00.000Z',
  ...changes,
})

export const aSuppressionImport = (changes: Partial<SuppressionImportRecord> = {}): SuppressionImportRecord => ({
  id: ImportId.parse('imp_01JD0000000000000000000000'),
  fileName: 'register.csv',
  because: 'the national register',
  defaultCountry: 'US',
  createdAt: '2026-11-02T15:00:00.000Z',
  state: 'importing',
  version: 2,
  rows: 200,
  suppressed: 200,
  alreadySuppressed: 0,
  rejected: 0,
  cancelledCalls: 0,
  rejects: [],
  ...changes,
})
