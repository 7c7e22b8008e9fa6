// Attempts, beside their contact; single-item writes that need no transaction.
import * as z from 'zod'
import type { Attempts, Page, PageRequest } from '#app/ports.ts'
import { AttemptRecord, CallRecord, LaneRecord } from '#app/records.ts'
import type { CallLatency } from '#contract/attempt.ts'
import type { CampaignId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { attemptKey, CALLS_INDEX, callsPartition, lanesPartition, tokenKey } from './table.ts'
import type { Table } from './table-operations.ts'

const text = z.string().min(1)
const overKey = (partition: string) => z.strictObject({ PK: text, SK: text, callsPK: z.literal(partition), callsSK: text })
const laneListKey = (partition: string) => z.strictObject({ PK: z.literal(partition), SK: text })
/** What is known of a call's latency before it has begun. */
const onlyAnswer = (answerToStream: number): CallLatency => ({ answerToStream, replies: 0, bargeIns: 0 })
const Token = z.object({ run: z.int(), turn: z.int(), token: text })

export const attemptsIn = (table: Table): Attempts => {
  const get: Attempts['get'] = (id) => table.get(attemptKey(id), AttemptRecord)

  /** Those that the lanes hold, so many lanes at a time. */
  const live = async (campaignId: CampaignId, { limit, cursor }: PageRequest): Promise<Page<CallRecord>> => {
    const partition = lanesPartition(campaignId)
    const after = fromCursor(cursor, laneListKey(partition))
    const { items, last } = await table.query({ partition, limit, after }, LaneRecord)
    const held = items.map(({ attemptId }) => attemptId).filter((id) => id !== undefined)
    const found = await Promise.all(held.map(get))
    const calls = found.filter((attempt) => attempt !== undefined).filter(({ state }) => !isOver(state))
    return { items: calls.sort((a, b) => (a.claimedAt < b.claimedAt ? 1 : -1)), nextCursor: toCursor(last) }
  }

  const over = async (campaignId: CampaignId, { limit, cursor }: PageRequest): Promise<Page<CallRecord>> => {
    const partition = callsPartition(campaignId)
    const after = fromCursor(cursor, overKey(partition))
    const { items, last } = await table.query({ index: CALLS_INDEX, partition, newestFirst: true, limit, after }, CallRecord)
    return { items, nextCursor: toCursor(last) }
  }

  return {
    get,
    list: (campaignId, page) => (page.live ? live(campaignId, page) : over(campaignId, page)),

    async tokenOf({ campaignId, k, run, turn }) {
      const kept = await table.get(tokenKey(campaignId, k), Token)
      return kept?.run === run && kept.turn === turn ? kept.token : undefined
    },

    async extendLease(id, leaseMs) {
      await table.update(attemptKey(id), {
        change: { set: { leaseMs } },
        condition: { text: 'attribute_exists(#PK) AND #leaseMs < :leaseMs', values: { leaseMs } },
        schema: AttemptRecord,
      })
    },

    note(id, facts) {
      return table.update(attemptKey(id), {
        change: { set: facts, add: { version: 1 } },
        condition: { text: 'attribute_exists(#PK)' },
        schema: AttemptRecord,
      })
    },

    async openStream(attempt, openedMs, answeredForMs) {
      const opened = await table.update(attemptKey(attempt.id), {
        change: { set: { streamOpenedMs: openedMs, ...(answeredForMs === undefined ? {} : { latency: onlyAnswer(answeredForMs) }) } },
        condition: {
          text: 'attribute_exists(#PK) AND attribute_not_exists(#streamOpenedMs) AND attribute_not_exists(#endedAt)',
        },
        schema: AttemptRecord,
      })
      return opened !== undefined
    },
  }
}
