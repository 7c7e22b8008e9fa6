// Recordings that somebody looks for: an item for each, apart from its attempt, whose place in the due index its result may have.
import * as z from 'zod/mini'
import type { AwaitedRecordings } from '#app/ports/recordings.ts'
import { AttemptId } from '#contract/ids.ts'
import { KEPT_SECONDS } from '#contract/kept.ts'
import { awaitedRecordingKey, DUE_INDEX, RECORDINGS_PARTITION } from './table.ts'
import type { Table } from './table-operations.ts'

const iso = (ms: number): string => new Date(ms).toISOString()

const Awaited = z.object({ look: z.optional(z.object({ sinceMs: z.int(), looks: z.int() })), expiresAt: z.int() })
const Entry = z.pipe(
  z.object({ dueSK: z.string() }),
  z.transform(({ dueSK }) => AttemptId.parse(dueSK.split('#')[1])),
)

export const recordingsIn = (table: Table): AwaitedRecordings => ({
  async expect(id, { sinceMs, looks, dueMs }) {
    const due = { duePK: RECORDINGS_PARTITION, dueSK: `${iso(dueMs)}#${id}` }
    const expiresAt = Math.floor(dueMs / 1_000) + KEPT_SECONDS.awaitedRecording
    await table.put({ ...awaitedRecordingKey(id), ...due, look: { sinceMs, looks }, expiresAt })
  },

  async due(untilMs, limit) {
    // Sorts after every entry of the same instant.
    const until = `${iso(untilMs)}#~`
    return (await table.query({ index: DUE_INDEX, partition: RECORDINGS_PARTITION, to: until, limit }, Entry)).items
  },

  lookFor: async (id) => (await table.get(awaitedRecordingKey(id), Awaited))?.look,

  async settle(id) {
    // Left to expire, so that whoever hears of a recording need not be allowed to delete.
    await table.update(awaitedRecordingKey(id), {
      change: { remove: ['duePK', 'dueSK', 'look'] },
      condition: { text: 'attribute_exists(#PK)' },
      schema: Awaited,
    })
  },
})
