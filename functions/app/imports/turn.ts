// Lists of one campaign are read one after the other: whose turn it is stands on the campaign.

import { judgeOf } from '#app/contacts/judge.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ImportRecord } from '#app/records/import.ts'
import type { ImportProgress } from '#contract/import-progress.ts'
import type { Step } from './step-import.ts'

export const progressOf = (record: ImportRecord, state: ImportProgress['state'] = 'importing'): ImportProgress => {
  const { id, fileName, rows, imported, updated, duplicates, rejected, readBytes, totalBytes } = record
  return { importId: id, fileName, state, rows, imported, updated, duplicates, rejected, readBytes, totalBytes }
}

const holdsTurn = ({ importing }: CampaignRecord, { id }: ImportRecord): boolean => importing?.importId === id

/** The import's turn, or its place in the queue; undefined when it waits already. Nobody takes the campaign for complete meanwhile. */
export const enter = (campaign: CampaignRecord, before: ImportRecord, now: number): Step | undefined => {
  const openImports = campaign.openImports + (before.state === 'waiting' ? 0 : 1)
  if (!campaign.importing || holdsTurn(campaign, before)) {
    const after: ImportRecord = { ...before, state: 'importing', judgedBy: before.judgedBy ?? judgeOf(campaign, now) }
    return { after, patch: { openImports, importing: progressOf(after) } }
  }
  return before.state === 'waiting' ? undefined : { after: { ...before, state: 'waiting' }, patch: { openImports } }
}

/** The import is over, one way or the other. */
export const leave = (campaign: CampaignRecord, after: ImportRecord): Step => ({
  after,
  patch: {
    openImports: Math.max(0, campaign.openImports - 1),
    ...(holdsTurn(campaign, after) ? { importing: undefined } : {}),
  },
})
