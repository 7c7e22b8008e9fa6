// Contacts that come with a request, a slice at a time: those that can be used are added, the others are named.
import '#contract/english.ts'
import { campaignOrThrow } from '#app/campaigns/change-campaign.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { ContactRow } from '#contract/contact.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import type { Reject } from '#contract/import.ts'
import { type Added, addSlice, type NumberedRow, SLICE } from './new-contacts.ts'

type Needs = Parameters<typeof addSlice>[0] & Pick<Ports, 'machine'>

const addRows = async (ports: Needs, campaignId: CampaignId, rows: readonly NumberedRow[]): Promise<Added> => {
  const sum: Added = { imported: 0, updated: 0, duplicates: 0, rejects: [] }
  const named = new Set<ContactId>()
  let campaign: CampaignRecord | undefined
  for (let i = 0; i < rows.length; i += SLICE) {
    const { added, ...now } = await addSlice(ports, { campaignId, rows: rows.slice(i, i + SLICE), ofRows: rows.length, named })
    sum.imported += added.imported
    sum.updated += added.updated
    sum.duplicates += added.duplicates
    sum.rejects.push(...added.rejects)
    campaign = now.campaign
  }
  // The contacts have moved the run on. Whoever has moved it further meanwhile starts that one.
  if (sum.imported > 0 && campaign?.state === 'active') await ports.machine.start(campaignId, campaign.run)
  return sum
}

/** Rejects are named by their position, from 1. */
export const addContacts =
  (ports: Needs) =>
  (campaignId: CampaignId, rows: readonly ContactRow[]): Promise<Added> =>
    addRows(
      ports,
      campaignId,
      rows.map((row, i) => ({ line: i + 1, row })),
    )

const readGiven = (given: unknown, line: number): NumberedRow | Reject => {
  const read = ContactRow.safeParse(given)
  if (read.success) return { line, row: read.data }
  const [issue] = read.error.issues
  if (issue?.code === 'unrecognized_keys') {
    return { line, column: issue.keys.join(', '), reason: 'is no part of a contact: put what the prompt may name under variables' }
  }
  return { line, column: issue?.path.join('.') || 'all columns', reason: issue?.message ?? 'the row cannot be read' }
}

/** As a caller sends them: whatever is no contact is a reject, and the rest goes on. */
export const addGivenContacts =
  (ports: Needs) =>
  async (campaignId: CampaignId, given: readonly unknown[]): Promise<Added> => {
    const read = given.map((one, i) => readGiven(one, i + 1))
    const unread = read.filter((one) => 'reason' in one)
    const rows = read.filter((one) => 'row' in one)
    // Where there are rows the first slice of them looks.
    if (rows.length === 0) await campaignOrThrow(ports, campaignId)
    const added = await addRows(ports, campaignId, rows)
    return { ...added, rejects: [...unread, ...added.rejects].sort((a, b) => a.line - b.line) }
  }
