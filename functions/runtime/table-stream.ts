// A batch of the table's stream, gathered by campaign; and the lists of numbers that nobody may call, which belong to none.

import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import * as z from 'zod/mini'
import { ExportRecord } from '#app/ports/exports.ts'
import { SuppressionImportRecord } from '#app/ports/suppression-imports.ts'
import { AttemptRecord } from '#app/records/attempt.ts'
import type { Changes } from '#app/viewers/push-changes.ts'
import { Activity } from '#contract/activity.ts'
import { CampaignId } from '#contract/ids.ts'
import { Count } from '#contract/parts.ts'
import { CallTurn } from '#contract/transcript.ts'

const CAMPAIGN = /^CAMPAIGN#(cmp_[0-9A-Z]{26})/

type Image = Record<string, AttributeValue>
/** A stream event, as far as it is read here. */
export type StreamEvent = { Records: { dynamodb?: { Keys?: Image; NewImage?: Image } }[] }

type Gathered = Changes & { byId: Map<string, AttemptRecord> }

const noChanges = (campaignId: CampaignId): Gathered => ({
  campaignId,
  campaignChanged: false,
  countersChanged: false,
  calls: [],
  turns: [],
  activity: [],
  exports: [],
  byId: new Map(),
})

/** None, when it cannot be read. */
const read = <T>(schema: z.ZodMiniType<T>, image: Image): T[] => {
  const item = schema.safeParse(unmarshall(image))
  return item.success ? [item.data] : []
}

/** Of the record of a counting, which is large, only how far it is. */
const BreakdownStep = z.object({
  version: z.int(),
  counting: z.optional(z.object({ counted: z.object({ total: z.object({ contacts: Count }) }) })),
})

const breakdownIn = (image: Image): Pick<Changes, 'breakdown'> => {
  const [step] = read(BreakdownStep, image)
  return step ? { breakdown: { version: step.version, counting: step.counting?.counted.total } } : {}
}

const isTold = (sort: string): boolean =>
  sort === 'CAMPAIGN' || sort === 'BREAKDOWN' || /^(?:LANE|TURN|EXPORT)#/.test(sort) || sort.includes('#ATTEMPT#')

/** Of an attempt that changed several times, only its last state is told. */
export const changesIn = ({ Records }: StreamEvent): Changes[] => {
  const byCampaign = new Map<string, Gathered>()
  for (const { dynamodb } of Records) {
    const [, id] = CAMPAIGN.exec(dynamodb?.Keys?.PK?.S ?? '') ?? []
    const campaignId = CampaignId.safeParse(id)
    const image = dynamodb?.NewImage
    const sort = dynamodb?.Keys?.SK?.S ?? ''
    const isLogged = dynamodb?.Keys?.PK?.S?.endsWith('#LOG') === true
    if (!campaignId.success || !image || !(isLogged || isTold(sort))) continue
    const known = byCampaign.get(campaignId.data)
    const changes = known ?? noChanges(campaignId.data)
    byCampaign.set(campaignId.data, changes)

    if (isLogged) changes.activity.push(...read(Activity, image))
    if (sort === 'CAMPAIGN') changes.campaignChanged = true
    // A new total is a new count of those who wait.
    if (sort === 'CAMPAIGN' || sort.startsWith('LANE#')) changes.countersChanged = true
    if (sort.startsWith('TURN#')) changes.turns.push(...read(CallTurn, image))
    if (sort.startsWith('EXPORT#')) changes.exports.push(...read(ExportRecord, image))
    if (sort === 'BREAKDOWN') Object.assign(changes, breakdownIn(image))
    if (sort.includes('#ATTEMPT#')) for (const attempt of read(AttemptRecord, image)) changes.byId.set(attempt.id, attempt)
  }
  return [...byCampaign.values()].map(({ byId, ...changes }) => ({ ...changes, calls: [...byId.values()] }))
}

const SUPPRESSION_IMPORTS = 'SUPPRESSION-IMPORTS'

/** Each as it was last; none that cannot be read. */
export const suppressionImportsIn = ({ Records }: StreamEvent): SuppressionImportRecord[] => {
  const byId = new Map<string, SuppressionImportRecord>()
  for (const { dynamodb } of Records) {
    if (dynamodb?.Keys?.PK?.S !== SUPPRESSION_IMPORTS || !dynamodb.NewImage) continue
    for (const record of read(SuppressionImportRecord, dynamodb.NewImage)) byId.set(record.id, record)
  }
  return [...byId.values()]
}
