// Contacts that come with a request, a slice at a time.
import type { ContactRow } from '#contract/contact.ts'
import type { CampaignId } from '#contract/ids.ts'
import { campaignOrThrow } from './change-campaign.ts'
import { kickRun } from './kick-run.ts'
import { type Added, addSlice, SLICE } from './new-contacts.ts'
import type { Ports } from './ports.ts'
import { startCampaign } from './start-campaign.ts'

type Needs = Pick<Ports, 'campaigns' | 'contacts' | 'ledger' | 'ids' | 'clock' | 'random' | 'machine'>

/** Rejects are named by their position in the request, from 1. */
export const addContacts =
  (ports: Needs) =>
  async (campaignId: CampaignId, rows: readonly ContactRow[]): Promise<Added> => {
    const sum: Added = { imported: 0, duplicates: 0, rejects: [] }
    for (let i = 0; i < rows.length; i += SLICE) {
      const slice = rows.slice(i, i + SLICE).map((row, j) => ({ line: i + j + 1, row }))
      const added = await addSlice(ports, { campaignId, rows: slice })
      if (added === 'overtaken') continue
      sum.imported += added.imported
      sum.duplicates += added.duplicates
      sum.rejects.push(...added.rejects)
    }
    if (sum.imported === 0) return sum
    // Looked at only now: until the first of them was written, the campaign could still complete.
    const { state } = await campaignOrThrow(ports, campaignId)
    if (state === 'completed') await startCampaign(ports)(campaignId)
    if (state === 'active') await kickRun(ports, campaignId)
    return sum
  }
