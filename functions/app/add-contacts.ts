// Contacts that come with a request, a slice at a time.
import type { ContactRow } from '#contract/contact.ts'
import type { CampaignId } from '#contract/ids.ts'
import { kickRun } from './kick-run.ts'
import { type Added, addSlice, SLICE } from './new-contacts.ts'
import type { Ports } from './ports.ts'

type Needs = Parameters<typeof addSlice>[0] & Pick<Ports, 'machine'>

/** Rejects are named by their position in the request, from 1. */
export const addContacts =
  (ports: Needs) =>
  async (campaignId: CampaignId, rows: readonly ContactRow[]): Promise<Added> => {
    const sum: Added = { imported: 0, duplicates: 0, rejects: [] }
    for (let i = 0; i < rows.length; i += SLICE) {
      const slice = rows.slice(i, i + SLICE).map((row, j) => ({ line: i + j + 1, row }))
      const added = await addSlice(ports, { campaignId, rows: slice, ofRows: rows.length })
      if (added === 'overtaken') continue
      sum.imported += added.imported
      sum.duplicates += added.duplicates
      sum.rejects.push(...added.rejects)
    }
    // Also one that had been completed: the contacts have brought it back to work. Kicking does nothing to any other.
    if (sum.imported > 0) await kickRun(ports, campaignId)
    return sum
  }
