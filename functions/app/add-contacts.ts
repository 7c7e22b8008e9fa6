// Contacts that come with a request, a slice at a time.
import type { ContactRow } from '#contract/contact.ts'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import { campaignOrThrow } from './change-campaign.ts'
import { type Added, addSlice, SLICE } from './new-contacts.ts'
import type { Ports } from './ports.ts'

type Needs = Parameters<typeof addSlice>[0] & Pick<Ports, 'machine'>

/** Rejects are named by their position in the request, from 1. */
export const addContacts =
  (ports: Needs) =>
  async (campaignId: CampaignId, rows: readonly ContactRow[]): Promise<Added> => {
    const sum: Added = { imported: 0, updated: 0, duplicates: 0, rejects: [] }
    const named = new Set<ContactId>()
    for (let i = 0; i < rows.length; i += SLICE) {
      const slice = rows.slice(i, i + SLICE).map((row, j) => ({ line: i + j + 1, row }))
      const added = await addSlice(ports, { campaignId, rows: slice, ofRows: rows.length, named })
      sum.imported += added.imported
      sum.updated += added.updated
      sum.duplicates += added.duplicates
      sum.rejects.push(...added.rejects)
    }
    if (sum.imported > 0) await startRun(ports, campaignId)
    return sum
  }

/** The contacts have moved the run on. */
const startRun = async (ports: Needs, campaignId: CampaignId): Promise<void> => {
  const { state, run } = await campaignOrThrow(ports, campaignId)
  if (state === 'active') await ports.machine.start(campaignId, run)
}
