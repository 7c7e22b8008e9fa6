// A batch of the table's stream: what of it other systems may want to be told.
import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import type { ZodMiniType } from 'zod/mini'
import { AttemptRecord } from '#app/records/attempt.ts'
import { CampaignRecord } from '#app/records/campaign.ts'
import { ImportRecord } from '#app/records/import.ts'
import { type News, newsOfCall, newsOfCampaign, newsOfImport } from '#app/webhooks/news.ts'

type Image = Record<string, AttributeValue>
/** A stream event, as far as it is read here. */
export type NewsStreamEvent = { Records: { dynamodb?: { Keys?: Image; OldImage?: Image; NewImage?: Image; SequenceNumber?: string } }[] }

type Change = { OldImage: Image | undefined; NewImage: Image; sequence: string }
type Told<T> = (changed: { before: T | undefined; after: T; sequence: string }) => News[]

/** None, when it cannot be read. */
const read = <T>(schema: ZodMiniType<T>, { OldImage, NewImage, sequence }: Change, told: Told<T>): News[] => {
  const after = schema.safeParse(unmarshall(NewImage)).data
  return after === undefined ? [] : told({ before: OldImage && schema.safeParse(unmarshall(OldImage)).data, after, sequence })
}

export const newsIn = ({ Records }: NewsStreamEvent): News[] =>
  Records.flatMap(({ dynamodb = {} }) => {
    const { Keys, OldImage, NewImage, SequenceNumber: sequence } = dynamodb
    const [partition, sort] = [Keys?.PK?.S ?? '', Keys?.SK?.S ?? '']
    if (!partition.startsWith('CAMPAIGN#') || !NewImage || sequence === undefined) return []
    const change = { OldImage, NewImage, sequence }
    if (sort === 'CAMPAIGN') return read(CampaignRecord, change, newsOfCampaign)
    if (sort.startsWith('IMPORT#')) return read(ImportRecord, change, newsOfImport)
    return sort.includes('#ATTEMPT#') ? read(AttemptRecord, change, newsOfCall) : []
  })
