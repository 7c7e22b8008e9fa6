// A pass over a sheet by whoever holds it: two at a time would take the same rows, and use up Google's requests.

import type { SheetRecord } from '#app/ports/sheets.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { told } from './sheet-trouble.ts'
import { type TendingPorts, tendSheet } from './tend-sheet.ts'

/** Longer than the functions that do it may run. */
export const HOLD_MS = 90_000

const ENDED: readonly CampaignRecord['state'][] = ['completed', 'cancelled', 'stopping']

/** A short list is called within minutes, and whoever adds a row does not know of it: like contacts added otherwise, it brings the campaign back. */
const LINGER_MS = 24 * 60 * 60_000

/** Who has stopped a campaign wants nobody called. */
export const takesRowsOf = ({ state, endedAt }: CampaignRecord, now: number): boolean =>
  state === 'completed' ? endedAt !== undefined && now < Date.parse(endedAt) + LINGER_MS : state !== 'cancelled' && state !== 'stopping'

const isOver = ({ state }: CampaignRecord): boolean => ENDED.includes(state)

/** `takesRows`: also where a campaign has ended, which new contacts bring back to work. The sheet as it then is. */
export const passOver = async (
  ports: TendingPorts,
  held: SheetRecord,
  { campaign, takesRows }: { campaign: CampaignRecord; takesRows: boolean },
): Promise<SheetRecord> => {
  let patch: Partial<SheetRecord> = {}
  try {
    const tended = await tendSheet(ports, held, { campaign, takesRows, isOver: isOver(campaign) })
    patch = { ...(tended.ok ? tended.value : {}), ...(await told(ports, held, tended.ok ? undefined : tended.trouble)) }
  } finally {
    await ports.sheets.release(held, patch)
  }
  return { ...held, ...patch }
}
