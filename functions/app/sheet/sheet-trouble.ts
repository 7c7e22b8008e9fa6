// What keeps a sheet from being read or written is told once, when it begins, and once when it is over. The campaign goes on meanwhile.

import { type NotingPorts, noteActivity } from '#app/campaigns/note-activity.ts'
import type { SheetRecord } from '#app/ports/sheets.ts'
import type { SheetTrouble } from '#contract/sheet.ts'

/** What the sheet's record says from now on. */
export const told = async (
  ports: NotingPorts,
  sheet: SheetRecord,
  trouble: SheetTrouble | undefined,
): Promise<Pick<SheetRecord, 'trouble'>> => {
  const { campaignId, trouble: before } = sheet
  if (trouble && trouble.kind === before?.kind) return { trouble: { ...trouble, since: before.since } }
  if (trouble) {
    const evidence = { kind: trouble.kind, spreadsheetId: sheet.spreadsheetId }
    await noteActivity(ports, { campaignId, by: 'ringmaster', action: 'sheet-troubled', because: trouble.says, evidence })
    return { trouble: { ...trouble, since: new Date(ports.clock.now()).toISOString() } }
  }
  if (before)
    await noteActivity(ports, {
      campaignId,
      by: 'ringmaster',
      action: 'sheet-recovered',
      because: 'the sheet can be read and written again',
    })
  return { trouble: undefined }
}
