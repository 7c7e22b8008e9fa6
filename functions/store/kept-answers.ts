// Answers to requests that carry a key.
import { gunzipSync, gzipSync } from 'node:zlib'
import * as z from 'zod/mini'
import type { Clock } from '#app/ports/clock.ts'
import type { KeptAnswers } from '#app/ports/kept-answers.ts'
import { KEPT_SECONDS } from '#contract/kept.ts'
import { keptAnswerKey } from './table.ts'
import type { Table } from './table-operations.ts'

/** API Gateway gives up after 30 s, and the function soon after: whoever began before that was cut off. */
const LEASE_MS = 35_000
/** An item takes 400 KB (DynamoDB). A longer answer is not kept: the request would be carried out again. */
const MOST_CHARACTERS = 350_000

const Kept = z.object({
  digest: z.string(),
  leaseMs: z.number(),
  expiresAt: z.number(),
  answer: z.optional(z.object({ status: z.int(), headers: z.record(z.string(), z.string()), packed: z.string() })),
})

export const keptAnswersIn = (table: Table, clock: Clock): KeptAnswers => {
  const seconds = (): number => Math.floor(clock.machine() / 1000)
  return {
    async begin(key, digest) {
      const now = clock.machine()
      const item = { ...keptAnswerKey(key), digest, leaseMs: now + LEASE_MS, expiresAt: seconds() + KEPT_SECONDS.answer }
      const isFree = {
        text: 'attribute_not_exists(#PK) OR #expiresAt < :seconds OR (attribute_not_exists(#answer) AND #leaseMs < :now AND #digest = :digest)',
        values: { seconds: seconds(), now, digest },
      }
      if (await table.put(item, isFree)) return { kind: 'begun' }
      const kept = await table.get(keptAnswerKey(key), Kept)
      // Whoever was at it has given it up at this very moment.
      if (!kept) return { kind: 'running' }
      if (kept.digest !== digest) return { kind: 'other' }
      if (!kept.answer) return { kind: 'running' }
      const { status, headers, packed } = kept.answer
      return { kind: 'answered', answer: { status, headers, body: gunzipSync(Buffer.from(packed, 'base64')).toString('utf8') } }
    },

    async keep(key, { status, headers, body }) {
      const packed = gzipSync(body).toString('base64')
      if (packed.length > MOST_CHARACTERS) {
        await table.take(keptAnswerKey(key), Kept)
        return
      }
      await table.update(keptAnswerKey(key), {
        change: { set: { answer: { status, headers, packed } } },
        condition: { text: 'attribute_exists(#PK)' },
        schema: z.object({}),
      })
    },

    async forget(key) {
      await table.take(keptAnswerKey(key), Kept)
    },
  }
}
