// A tab belongs to one campaign: two that take its rows would call everybody twice, and write their results over each other's.

import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import { AppError } from '#app/errors.ts'
import type { SheetRecord } from '#app/ports/sheets.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { takesRowsOf } from './hold-sheet.ts'

type Needs = Pick<Ports, 'campaigns' | 'sheets' | 'clock'>
type Tab = Pick<SheetRecord, 'spreadsheetId' | 'gid' | 'tab'>

const refusal = ({ id, name }: CampaignRecord, { tab }: Tab): AppError =>
  new AppError(
    'conflict',
    `The tab “${tab}” of this sheet belongs to the campaign “${name}” (${id}) already, which takes its rows and shows its results there. ` +
      `Disconnect it from that campaign first (DELETE /api/db/campaigns/${id}/sheet), or give this campaign a tab of its own.`,
  )

/**
 * The connections of campaigns that are through with the tab. One that takes its rows, or has results to show in it, is a refusal, in words
 * for whoever wants to connect it to the campaign `id`.
 */
export const needFreeTab = async ({ campaigns, sheets, clock }: Needs, id: CampaignId, tab: Tab): Promise<SheetRecord[]> => {
  const all = await sheets.list()
  const others = all.filter(({ campaignId, ...of }) => campaignId !== id && of.spreadsheetId === tab.spreadsheetId && of.gid === tab.gid)
  for (const { campaignId, isSettled } of others) {
    const campaign = await campaigns.get(campaignId)
    if (campaign && !campaign.deletedAt && (takesRowsOf(campaign, clock.now()) || !isSettled)) throw refusal(campaign, tab)
  }
  return others
}

/** Campaigns that are over lose the tab: were one reopened, it would take the rows of the other. */
export const takeOver = async (ports: NotingPorts & Pick<Ports, 'sheets'>, id: CampaignId, over: readonly SheetRecord[]): Promise<void> => {
  for (const { campaignId, spreadsheetId, tab } of over) {
    await ports.sheets.disconnect(campaignId)
    const because = `its tab was connected to the campaign ${id}`
    await noteActivity(ports, { campaignId, by: 'ringmaster', action: 'sheet-disconnected', because, evidence: { spreadsheetId, tab } })
  }
}
