// A campaign of any size that nobody has to write first: pages of contacts and their calls are made up as they are asked for.
import type { CampaignRecord } from '#app/records/campaign.ts'
import { ContactId } from '#contract/ids.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { attemptKey, contactKey } from '#store/table.ts'
import type { Item, Table } from '#store/table-operations.ts'
import { aContact, anAttempt } from '../../support/builders.ts'

/** Each with its call: together about as much as a page of DynamoDB's holds, a megabyte. */
const CONTACTS_ON_A_PAGE = 700

const ANSWERED = { callSid: `CA${'0'.repeat(32)}`, answeredAt: '2026-11-02T15:00:09.000Z', outcome: 'human' } as const

const rowsOf = ({ id: campaignId }: CampaignRecord, i: number): Item[] => {
  const id = ContactId.parse(`ctc_0${i.toString(16).padStart(25, '0')}`)
  const phone = `+1202${String(1_000_000 + (i % 9_000_000))}`
  const attemptId = attemptIdOf(campaignId, id, 1)
  const variables = { plan: i % 2 === 0 ? 'gold' : 'silver', 'Renewal Date': '2026-12-01', city: `City ${i % 900}` }
  const result = { conversationId: `conv_${i}`, state: 'done', summary: 'They spoke about the renewal, and want to think about it.' }
  const contact = { ...aContact({ id, campaignId, name: `Contact ${i}`, variables, state: 'done', outcome: 'human' }), phone }
  const attempt = {
    ...anAttempt({ id: attemptId, campaignId, contactId: id, state: 'completed', seconds: 41, ...ANSWERED }),
    phone,
    result,
  }
  return [
    { ...contactKey(campaignId, id), ...contact },
    { ...attemptKey(attemptId), ...attempt },
  ]
}

/** Where behind a key the next contact stands. */
const behind = (after: Record<string, unknown> | undefined): number => {
  const [, digits] = /ctc_0([0-9a-f]{25})/.exec(String(after?.SK ?? '')) ?? []
  return digits === undefined ? 0 : Number.parseInt(digits, 16) + 1
}

/** What is no contact is kept in the table that is given. */
export const madeUpTable = (table: Table, campaign: CampaignRecord, contacts: number): Table => ({
  ...table,
  async query(query, schema) {
    if (query.begins !== 'CONTACT#') return table.query(query, schema)
    const from = behind(query.after)
    const to = Math.min(contacts, from + CONTACTS_ON_A_PAGE)
    const items = Array.from({ length: to - from }, (_, i) => rowsOf(campaign, from + i)).flat()
    const last = items.at(-1)
    return { items: items.map((item) => schema.parse(item)), last: to < contacts && last ? { PK: last.PK, SK: last.SK } : undefined }
  },
})
