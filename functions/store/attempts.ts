// Attempts, beside their contact; single-item writes that need no transaction.
import * as z from 'zod/mini'
import type { Attempts } from '#app/ports/attempts.ts'
import type { Page, PageRequest } from '#app/ports/pages.ts'
import { AttemptRecord, CallRecord } from '#app/records/attempt.ts'
import { LaneRecord } from '#app/records/lane.ts'
import type { CallLatency } from '#contract/attempt.ts'
import type { CampaignId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { resultsIn } from './results.ts'
import { attemptKey, CALLS_INDEX, callsPartition, lanesPartition, tokenKey } from './table.ts'
import type { Table } from './table-operations.ts'

const text = z.string().check(z.minLength(1))
const overKey = (partition: string) => z.strictObject({ PK: text, SK: text, callsPK: z.literal(partition), callsSK: text })
const laneListKey = (partition: string) => z.strictObject({ PK: z.literal(partition), SK: text })
/** What is known of a call's latency before it has begun. */
const onlyAnswer = (answerToStream: number): CallLatency => ({ answerToStream, replies: 0, bargeIns: 0 })
/** The latest turn of the lane that waits for an attempt. `waitsFor`: one that another turn has made; absent: its own. */
const Token = z.object({ run: z.int(), turn: z.int(), token: text, waitsFor: z.optional(text) })

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

    async tokenOf({ id, campaignId, k, run, turn }) {
      const kept = await table.get(tokenKey(campaignId, k), Token)
      if (!kept) return undefined
      const isOwn = kept.waitsFor === undefined && kept.run === run && kept.turn === turn
      return isOwn || kept.waitsFor === id ? { token: kept.token, isOwn } : undefined
    },

    async waitFor({ id, campaignId, k }, { run, turn, token }) {
      const key = tokenKey(campaignId, k)
      const before = await table.get(key, Token)
      // This very turn, invoked twice: what the first invocation waits for stays.
      if (before?.token === token) return { kind: 'waits' }
      const isLater = { text: 'attribute_not_exists(#run) OR #run < :run OR (#run = :run AND #turn < :turn)', values: { run, turn } }
      if (await table.put({ ...key, run, turn, token, waitsFor: id }, isLater)) {
        return { kind: 'waits', ...(before ? { instead: before.token } : {}) }
      }
      return (await table.get(key, Token))?.token === token ? { kind: 'waits' } : { kind: 'superseded' }
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

    ...resultsIn(table),

    async callBackAt(id, at) {
      const noted = await table.update(attemptKey(id), {
        change: { set: { callbackAt: at }, add: { version: 1 } },
        condition: { text: 'attribute_exists(#PK) AND attribute_not_exists(#endedAt)' },
        schema: AttemptRecord,
      })
      return noted !== undefined
    },

    async openStream(attempt, { openedMs, answeredForMs, heldAt }) {
      const latency = answeredForMs === undefined ? {} : { latency: onlyAnswer(answeredForMs) }
      const opened = await table.update(attemptKey(attempt.id), {
        change: { set: { streamOpenedMs: openedMs, ...latency, ...(heldAt === undefined ? {} : { heldAt }) } },
        condition: {
          text: 'attribute_exists(#PK) AND attribute_not_exists(#streamOpenedMs) AND attribute_not_exists(#endedAt)',
        },
        schema: AttemptRecord,
      })
      return opened !== undefined
    },
  }
}
