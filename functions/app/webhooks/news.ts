// What has happened that other systems may want to know, as one change of an item tells it.
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ImportRecord } from '#app/records/import.ts'
import type { CampaignState } from '#contract/campaign-parts.ts'

/** `sequence`: of the change in the table's stream; changes of one item follow each other by it. */
export type News = { sequence: string } & (
  | { type: 'call.ended' | 'call.updated'; attempt: AttemptRecord }
  | { type: 'campaign.state-changed'; campaign: CampaignRecord; before: CampaignState }
  | { type: 'import.finished'; list: ImportRecord }
)

type Changed<T> = { before: T | undefined; after: T; sequence: string }

/** What is told of a call beside its outcome, and comes after its end. */
const late = ({ outcome, result, resultMissing }: AttemptRecord): string => JSON.stringify([outcome, result, resultMissing])

export const newsOfCall = ({ before, after, sequence }: Changed<AttemptRecord>): News[] => {
  if (after.outcome === undefined) return []
  if (before?.outcome === undefined) return [{ type: 'call.ended', attempt: after, sequence }]
  return late(before) === late(after) ? [] : [{ type: 'call.updated', attempt: after, sequence }]
}

/** A new campaign is a draft: nobody has to be told. */
export const newsOfCampaign = ({ before, after, sequence }: Changed<CampaignRecord>): News[] =>
  before === undefined || before.state === after.state
    ? []
    : [{ type: 'campaign.state-changed', campaign: after, before: before.state, sequence }]

const isFinished = ({ state }: ImportRecord): boolean => state === 'imported' || state === 'failed'

export const newsOfImport = ({ before, after, sequence }: Changed<ImportRecord>): News[] =>
  isFinished(after) && before?.state !== after.state ? [{ type: 'import.finished', list: after, sequence }] : []
