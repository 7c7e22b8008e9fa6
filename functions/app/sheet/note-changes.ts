// Contacts that have changed, noted for the sheets of their campaigns, so that nobody has to look through all of them.

import type { SheetChange } from '#app/ports/sheets.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignId } from '#contract/ids.ts'

export type ChangedContacts = { campaignId: CampaignId; changes: SheetChange[] }

export const noteChanges =
  ({ sheets }: Pick<Ports, 'sheets'>) =>
  async (changed: readonly ChangedContacts[]): Promise<void> => {
    for (const { campaignId, changes } of changed) if (await sheets.get(campaignId)) await sheets.note(campaignId, changes)
  }
