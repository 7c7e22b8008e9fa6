// The identifiers that the outside sees: a prefix that says what it is, then a sortable or derived part.
import * as z from 'zod/mini'

const ULID = '[0-9A-HJKMNP-TV-Z]{26}'
/** One shard digit (0-f), then 100 bits of SHA-256 over campaign and number: the same number is the same contact of a campaign. */
const CONTACT = '[0-9a-f]{26}'

export const CampaignId = z
  .string()
  .check(z.regex(new RegExp(`^cmp_${ULID}$`), 'must look like cmp_01J…'))
  .brand<'CampaignId'>()
export type CampaignId = z.infer<typeof CampaignId>

export const ContactId = z
  .string()
  .check(z.regex(new RegExp(`^ctc_${CONTACT}$`), 'must look like ctc_0f3a…'))
  .brand<'ContactId'>()
export type ContactId = z.infer<typeof ContactId>

/** Names its campaign, its contact and its ordinal, so that a webhook finds its items without an index. */
export const AttemptId = z
  .string()
  .check(z.regex(new RegExp(`^att_${ULID}_${CONTACT}_[1-9][0-9]{0,4}$`), 'must look like att_01J…_0f3a…_1'))
  .brand<'AttemptId'>()
export type AttemptId = z.infer<typeof AttemptId>

export const ImportId = z
  .string()
  .check(z.regex(/^imp_[0-9A-Za-z]{10,40}$/, 'must look like imp_01J…'))
  .brand<'ImportId'>()
export type ImportId = z.infer<typeof ImportId>

export const ExportId = z
  .string()
  .check(z.regex(new RegExp(`^exp_${ULID}$`), 'must look like exp_01J…'))
  .brand<'ExportId'>()
export type ExportId = z.infer<typeof ExportId>

export const TemplateId = z
  .string()
  .check(z.regex(new RegExp(`^tpl_${ULID}$`), 'must look like tpl_01J…'))
  .brand<'TemplateId'>()
export type TemplateId = z.infer<typeof TemplateId>

export const KeyId = z
  .string()
  .check(z.regex(new RegExp(`^key_${ULID}$`), 'must look like key_01J…'))
  .brand<'KeyId'>()
export type KeyId = z.infer<typeof KeyId>

export const WebhookId = z
  .string()
  .check(z.regex(new RegExp(`^whk_${ULID}$`), 'must look like whk_01J…'))
  .brand<'WebhookId'>()
export type WebhookId = z.infer<typeof WebhookId>

/** What it is about, then its place among the events about that: they sort in the order in which they happened. */
export const EventId = z
  .string()
  .check(z.regex(new RegExp(`^evt_${ULID}_[0-9A-Z]{26}$`), 'must look like evt_7Q…_00…'))
  .brand<'EventId'>()
export type EventId = z.infer<typeof EventId>

/** A telephone number as ITU-T E.164 writes it: plus sign, country code, at most 15 digits. */
export const E164 = z.e164().brand<'E164'>()
export type E164 = z.infer<typeof E164>

/** An instant in UTC with milliseconds, ISO 8601. */
export const Instant = z.iso.datetime({ precision: 3 })
export type Instant = z.infer<typeof Instant>
