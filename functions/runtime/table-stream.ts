// A batch of the table's stream, gathered by campaign; and the lists of numbers that nobody may call, which belong to none.

import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { SuppressionImportRecord } from '#app/ports/suppression-imports.ts'
import { AttemptRecord } from '#app/records/attempt.ts'
import type { Changes } from '#app/viewers/push-changes.ts'
import { Activity } from '#contract/activity.ts'
import { CampaignId } from '#contract/ids.ts'
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
  byId: new Map(),
})

/** None, when it cannot be read. */
const turnsIn = (image: Image): CallTurn[] => {
  const turn = CallTurn.safeParse(unmarshall(image))
  return turn.success ? [turn.data] : []
}

/** None, when it cannot be read. */
const entriesIn = (image: Image): Activity[] => {
  const entry = Activity.safeParse(unmarshall(image))
  return entry.success ? [entry.data] : []
}

/** Of an attempt that changed several times, only its last state is told. */
export const changesIn = ({ Records }: StreamEvent): Changes[] => {
  const byCampaign = new Map<string, Gathered>()
  for (const { dynamodb } of Records) {
    const [, id] = CAMPAIGN.exec(dynamodb?.Keys?.PK?.S ?? '') ?? []
    const campaignId = CampaignId.safeParse(id)
    const image = dynamodb?.NewImage
    const sort = dynamodb?.Keys?.SK?.S ?? ''
    const isLogged = dynamodb?.Keys?.PK?.S?.endsWith('#LOG') === true
    const isTold = isLogged || sort === 'CAMPAIGN' || sort.startsWith('LANE#') || sort.startsWith('TURN#') || sort.includes('#ATTEMPT#')
    if (!campaignId.success || !image || !isTold) continue
    const known = byCampaign.get(campaignId.data)
    const changes = known ?? noChanges(campaignId.data)
    byCampaign.set(campaignId.data, changes)

    if (isLogged) changes.activity.push(...entriesIn(image))
    if (sort === 'CAMPAIGN') changes.campaignChanged = true
    // A new total is a new count of those who wait.
    if (sort === 'CAMPAIGN' || sort.startsWith('LANE#')) changes.countersChanged = true
    if (sort.startsWith('TURN#')) changes.turns.push(...turnsIn(image))
    if (!sort.includes('#ATTEMPT#')) continue
    const attempt = AttemptRecord.safeParse(unmarshall(image))
    if (attempt.success) changes.byId.set(attempt.data.id, attempt.data)
  }
  return [...byCampaign.values()].map(({ byId, ...changes }) => ({ ...changes, calls: [...byId.values()] }))
}

const SUPPRESSION_IMPORTS = 'SUPPRESSION-IMPORTS'

/** Each as it was last; none that cannot be read. */
export const suppressionImportsIn = ({ Records }: StreamEvent): SuppressionImportRecord[] => {
  const byId = new Map<string, SuppressionImportRecord>()
  for (const { dynamodb } of Records) {
    if (dynamodb?.Keys?.PK?.S !== SUPPRESSION_IMPORTS || !dynamodb.NewImage) continue
    const record = SuppressionImportRecord.safeParse(unmarshall(dynamodb.NewImage))
    if (record.success) byId.set(record.data.id, record.data)
  }
  return [...byId.values()]
}
