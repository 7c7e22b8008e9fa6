// Every minute: the connected sheets, those that have waited longest first, as many as Google's limit allows.
import { inParallel } from '#app/in-parallel.ts'
import type { SheetRecord } from '#app/ports/sheets.ts'
import { HOLD_MS, passOver, takesRowsOf } from './hold-sheet.ts'
import type { TendingPorts } from './tend-sheet.ts'

/** Google allows 60 reads and 60 writes a minute; a pass takes one or two of each, and people look at previews besides. */
const SHEETS_A_MINUTE = 25
const AT_ONCE = 4

const tendOne = async (ports: TendingPorts, { campaignId, isSettled }: SheetRecord): Promise<boolean> => {
  const campaign = await ports.campaigns.get(campaignId)
  if (!campaign || campaign.deletedAt) {
    await ports.sheets.disconnect(campaignId)
    return false
  }
  const takesRows = takesRowsOf(campaign, ports.clock.now())
  // What is over and shown costs no request until something changes, such as a campaign that is reopened.
  if (!takesRows && isSettled && (await ports.sheets.changes(campaignId)).length === 0) return false
  const held = await ports.sheets.hold(campaignId, HOLD_MS)
  if (!held) return false
  await passOver(ports, held, { campaign, takesRows })
  return true
}

/** One that fails must not keep the others from being looked after. */
const orLog = async (ports: TendingPorts, sheet: SheetRecord): Promise<boolean> => {
  try {
    return await tendOne(ports, sheet)
  } catch (error) {
    ports.log.error('sheet.failed', { campaignId: sheet.campaignId, error })
    return true
  }
}

const byWaiting = (a: SheetRecord, b: SheetRecord): number => (a.tendedAt ?? '').localeCompare(b.tendedAt ?? '')

export const tendSheets = (ports: TendingPorts) => async (): Promise<void> => {
  const waiting = (await ports.sheets.list()).sort(byWaiting)
  let left = SHEETS_A_MINUTE
  while (left > 0 && waiting.length > 0) {
    const some = waiting.splice(0, Math.min(AT_ONCE, left))
    const asked = await inParallel(some, AT_ONCE, (sheet) => orLog(ports, sheet))
    left -= asked.filter(Boolean).length
  }
}
