// What became of the conversation of an attempt: waited for, told, or given up. On the attempt itself, so that whoever reads it has it.
import * as z from 'zod/mini'
import type { Attempts } from '#app/ports/attempts.ts'
import { AttemptRecord } from '#app/records/attempt.ts'
import { AttemptId } from '#contract/ids.ts'
import { KEPT_SECONDS } from '#contract/kept.ts'
import { attemptKey, conversationKey, DUE_INDEX, RESULTS_PARTITION } from './table.ts'
import type { Table } from './table-operations.ts'

type Results = Pick<Attempts, 'awaitResult' | 'resultsDue' | 'noteResult' | 'missResult' | 'ofConversation'>

const iso = (ms: number): string => new Date(ms).toISOString()

const NO_LONGER_AWAITED = ['duePK', 'dueSK', 'resultAwaited']

const Named = z.object({ attemptId: AttemptId })
const Entry = z.pipe(
  z.object({ dueSK: z.string() }),
  z.transform(({ dueSK }) => AttemptId.parse(dueSK.split('#')[1])),
)

export const resultsIn = (table: Table): Results => ({
  async awaitResult(id, { conversationId, dueMs, sinceMs, looks }) {
    if (conversationId !== undefined) {
      const expiresAt = Math.floor(sinceMs / 1_000) + KEPT_SECONDS.conversation
      await table.put({ ...conversationKey(conversationId), attemptId: id, expiresAt })
    }
    const due = { duePK: RESULTS_PARTITION, dueSK: `${iso(dueMs)}#${id}` }
    await table.update(attemptKey(id), {
      change: { set: { ...due, resultAwaited: { sinceMs, looks }, conversationId }, add: { version: 1 } },
      // The result of another conversation does not make this one's known.
      condition:
        conversationId === undefined
          ? { text: 'attribute_exists(#PK) AND attribute_not_exists(#result)' }
          : {
              text: 'attribute_exists(#PK) AND (attribute_not_exists(#result) OR #result.#conversationId <> :conversation)',
              values: { conversation: conversationId },
            },
      schema: AttemptRecord,
    })
  },

  async resultsDue(untilMs, limit) {
    // Sorts after every entry of the same instant.
    const until = `${iso(untilMs)}#~`
    return (await table.query({ index: DUE_INDEX, partition: RESULTS_PARTITION, to: until, limit }, Entry)).items
  },

  noteResult(id, told) {
    return table.update(attemptKey(id), {
      change: { set: told, add: { version: 1 }, remove: [...NO_LONGER_AWAITED, 'resultMissing'] },
      condition: {
        text: 'attribute_exists(#PK) AND (attribute_not_exists(#result) OR #result.#conversationId <> :told)',
        values: { told: told.conversationId },
      },
      schema: AttemptRecord,
    })
  },

  async missResult(id, why) {
    await table.update(attemptKey(id), {
      change: { set: { resultMissing: why }, add: { version: 1 }, remove: NO_LONGER_AWAITED },
      condition: { text: 'attribute_exists(#PK) AND attribute_not_exists(#result)' },
      schema: AttemptRecord,
    })
  },

  async ofConversation(conversationId) {
    return (await table.get(conversationKey(conversationId), Named))?.attemptId
  },
})
