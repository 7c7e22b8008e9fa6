// One attempt, beside its contact; single-item writes that need no transaction.
import * as z from 'zod/mini'
import type { Attempts } from '#app/ports/attempts.ts'
import { AttemptRecord } from '#app/records/attempt.ts'
import type { CallLatency } from '#contract/attempt.ts'
import { SomeText } from '#contract/parts.ts'
import { resultsIn } from './results.ts'
import { attemptKey, tokenKey } from './table.ts'
import type { Table } from './table-operations.ts'

/** What is known of a call's latency before it has begun. */
const onlyAnswer = (answerToStream: number): CallLatency => ({ answerToStream, replies: 0, bargeIns: 0 })
/** The latest turn of the lane that waits for an attempt. `waitsFor`: one that another turn has made; absent: its own. */
const Token = z.object({ run: z.int(), turn: z.int(), token: SomeText, waitsFor: z.optional(SomeText) })

export const oneAttemptIn = (table: Table): Omit<Attempts, 'list'> => ({
  get: (id) => table.get(attemptKey(id), AttemptRecord),

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
})
