// What the examples of the OpenAPI document are about, in the table: a campaign, its contact, a call, a list, a template, a number.
import type { AttemptRecord, CampaignRecord, ContactRecord } from '#app/records.ts'
import { AttemptId, CampaignId, ContactId, E164, ImportId, KeyId, TemplateId } from '#contract/ids.ts'
import { EXAMPLE_IDS } from '#contract/openapi/examples.ts'
import { NewTemplate } from '#contract/template.ts'
import { contactMoved } from '#domain/progress.ts'
import {
  apiKeyKey,
  attemptKey,
  campaignKey,
  contactKey,
  freshPartition,
  importKey,
  laneKey,
  suppressionImportKey,
  templateKey,
} from '#store/table.ts'
import { aCampaign, aContact, anAttempt } from './builders.ts'
import type { Store } from './store.ts'

const AT = '2026-11-02T15:00:00.000Z'
const campaignId = CampaignId.parse(EXAMPLE_IDS.campaign)
const contactId = ContactId.parse(EXAMPLE_IDS.contact)

export type World = {
  campaign?: Partial<CampaignRecord>
  contact?: Partial<ContactRecord>
  call?: Partial<AttemptRecord>
}

const counts = { rows: 1, imported: 1, updated: 0, duplicates: 0, rejected: 0, rejects: [] }

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
  const numbers = { id: ImportId.parse(EXAMPLE_IDS.suppressionImport), fileName: 'do-not-call.csv', because: 'a list', createdAt: AT }
  const words = { name: 'Renewals', prompt: 'Be kind.', firstMessage: 'Hello {{name}}.' }
  const key = KeyId.parse(EXAMPLE_IDS.key)
  const templateId = TemplateId.parse(EXAMPLE_IDS.template)
  const template = { ...NewTemplate.parse(words), id: templateId, version: 1, createdAt: AT, changedAt: AT }
  await Promise.all([
    table.put({ ...campaignKey(campaignId), ...aCampaign({ id: campaignId, totalContacts: 1, ...campaign }) }),
    table.put({ ...contactKey(campaignId, contactId), ...people, ...due }),
    table.put({ ...attemptKey(attempt.id), ...attempt }),
    table.put({ ...importKey(campaignId, list.id), ...list }),
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
