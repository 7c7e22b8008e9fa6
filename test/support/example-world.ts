// What the examples of the OpenAPI document are about, in the table: a campaign, its contact, a call, a list, a template, a number.
import { EMPTY_PART } from '#app/exports/zip.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { AttemptId, CampaignId, ContactId, E164, EventId, ExportId, ImportId, KeyId, TemplateId, WebhookId } from '#contract/ids.ts'
import { EXAMPLE_IDS } from '#contract/openapi/examples.ts'
import { NewTemplate } from '#contract/template.ts'
import { nothingSeen } from '#domain/export/columns.ts'
import { contactMoved } from '#domain/progress.ts'
import {
  apiKeyKey,
  attemptKey,
  campaignKey,
  contactKey,
  deadPartition,
  deliveryKey,
  exportKey,
  freshPartition,
  importKey,
  laneKey,
  suppressionImportKey,
  templateKey,
  webhookKey,
} from '#store/table.ts'
import { aCampaign, aContact, anAttempt } from './builders.ts'
import type { Store } from './store.ts'
import { aDelivery, aWebhook } from './webhooks.ts'

const AT = '2026-11-02T15:00:00.000Z'
const campaignId = CampaignId.parse(EXAMPLE_IDS.campaign)
const contactId = ContactId.parse(EXAMPLE_IDS.contact)

export type World = {
  campaign?: Partial<CampaignRecord>
  contact?: Partial<ContactRecord>
  call?: Partial<AttemptRecord>
}

const counts = { rows: 1, imported: 1, updated: 0, duplicates: 0, rejected: 0, rejects: [] }

const WRITTEN = { version: 9, phase: 'rows', seen: nothingSeen(), zip: EMPTY_PART, upload: { id: 'u', parts: ['t'], bytes: 9 } }

/** Whatever was there before is written over. */
export const buildExampleWorld = async (store: Store, { campaign, contact, call }: World = {}): Promise<void> => {
  const { table } = store
  const people = aContact({ id: contactId, campaignId, ...contact })
  const due = people.state === 'pending' ? { duePK: freshPartition(campaignId, 0, 5), dueSK: `${AT}#${contactId}` } : {}
  const attempt = anAttempt({
    ...{ id: AttemptId.parse(EXAMPLE_IDS.call), campaignId, contactId, state: 'completed', outcome: 'human', answeredAt: AT, endedAt: AT },
    ...call,
  })
  const list = { id: ImportId.parse(EXAMPLE_IDS.import), campaignId, fileName: 'contacts.csv', state: 'imported', ...counts }
  const file = { id: ExportId.parse(EXAMPLE_IDS.export), campaignId, format: 'csv', state: 'done', rows: 1, createdAt: AT, ...WRITTEN }
  const numbers = { id: ImportId.parse(EXAMPLE_IDS.suppressionImport), fileName: 'do-not-call.csv', because: 'a list', createdAt: AT }
  const words = { name: 'Renewals', prompt: 'Be kind.', firstMessage: 'Hello {{name}}.' }
  const key = KeyId.parse(EXAMPLE_IDS.key)
  // Nobody listens at that port of this machine.
  const webhook = aWebhook({ id: WebhookId.parse(EXAMPLE_IDS.webhook), url: 'http://127.0.0.1:9/crm' })
  const { dueAt, ...waiting } = aDelivery({ webhookId: webhook.id, id: EventId.parse(EXAMPLE_IDS.event), tries: 11 })
  const delivery = { ...waiting, state: 'dead', deadAt: AT, duePK: deadPartition(webhook.id), dueSK: `${AT}#${waiting.id}` }
  const templateId = TemplateId.parse(EXAMPLE_IDS.template)
  const template = { ...NewTemplate.parse(words), id: templateId, version: 1, createdAt: AT, changedAt: AT }
  await Promise.all([
    table.put({ ...campaignKey(campaignId), ...aCampaign({ id: campaignId, totalContacts: 1, ...campaign }) }),
    table.put({ ...contactKey(campaignId, contactId), ...people, ...due }),
    table.put({ ...attemptKey(attempt.id), ...attempt }),
    table.put({ ...importKey(campaignId, list.id), ...list }),
    table.put({ ...exportKey(campaignId, file.id), ...file }),
    table.put({
      ...suppressionImportKey(numbers.id),
      ...numbers,
      ...{
        version: 1,
        defaultCountry: 'US',
        state: 'imported',
        rows: 1,
        suppressed: 1,
        alreadySuppressed: 0,
        rejected: 0,
        cancelledCalls: 0,
        rejects: [],
      },
    }),
    table.put({ ...templateKey(templateId), ...template }),
    table.put({ ...webhookKey(webhook.id), ...webhook }),
    table.put({ ...deliveryKey(webhook.id, delivery.id), ...delivery }),
    table.put({
      ...apiKeyKey(key),
      ...{
        id: key,
        name: 'Nightly import',
        scope: 'operate',
        shown: 'rm_…0001',
        digest: 'x',
        version: 1,
        createdAt: AT,
        createdBy: 'machine',
      },
    }),
    store.numbers.suppress(E164.parse(EXAMPLE_IDS.suppressed), { at: AT, because: 'asked for it' }),
    table.put({
      ...laneKey(campaignId, 0),
      k: 0,
      run: campaign?.run ?? 1,
      open: true,
      version: 1,
      ...contactMoved('pending', people.state),
    }),
  ])
}
