// The calls of a campaign, listed: those that its lanes hold, and those that are over.
import * as z from 'zod/mini'
import type { Attempts } from '#app/ports/attempts.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import { CallRecord } from '#app/records/call.ts'
import { LaneRecord } from '#app/records/lane.ts'
import type { CampaignId } from '#contract/ids.ts'
import { SomeText } from '#contract/parts.ts'
import { isOver } from '#domain/attempt.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { oneAttemptIn } from './one-attempt.ts'
import { CALLS_INDEX, callsPartition, lanesPartition } from './table.ts'
import type { Table } from './table-operations.ts'

const overKey = (partition: string) => z.strictObject({ PK: SomeText, SK: SomeText, callsPK: z.literal(partition), callsSK: SomeText })
const laneListKey = (partition: string) => z.strictObject({ PK: z.literal(partition), SK: SomeText })

export const attemptsIn = (table: Table): Attempts => {
  const one = oneAttemptIn(table)

  /** Those that the lanes hold, so many lanes at a time. */
  const live = async (campaignId: CampaignId, { limit, cursor }: PageRequest): Promise<Page<CallRecord>> => {
    const partition = lanesPartition(campaignId)
    const after = fromCursor(cursor, laneListKey(partition))
    const { items, last } = await table.query({ partition, limit, after }, LaneRecord)
    const held = items.map(({ attemptId }) => attemptId).filter((id) => id !== undefined)
    const found = await Promise.all(held.map(one.get))
    const calls = found.filter((attempt) => attempt !== undefined).filter(({ state }) => !isOver(state))
    return { items: calls.sort((a, b) => (a.claimedAt < b.claimedAt ? 1 : -1)), nextCursor: toCursor(last) }
  }

  const over = async (campaignId: CampaignId, { limit, cursor }: PageRequest): Promise<Page<CallRecord>> => {
    const partition = callsPartition(campaignId)
    const after = fromCursor(cursor, overKey(partition))
    const { items, last } = await table.query({ index: CALLS_INDEX, partition, newestFirst: true, limit, after }, CallRecord)
    return { items, nextCursor: toCursor(last) }
  }

  return { ...one, list: (campaignId, page) => (page.live ? live(campaignId, page) : over(campaignId, page)) }
}
