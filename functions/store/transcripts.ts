// What was said in a call: one item for each turn, so that a long talk costs no more to write than a short one.

import * as z from 'zod/mini'
import type { Clock } from '#app/ports/clock.ts'
import type { Transcripts } from '#app/ports/transcripts.ts'
import { SomeText } from '#contract/parts.ts'
import { TranscriptTurn } from '#contract/transcript.ts'
import { fromCursor, toCursor } from './cursor.ts'
import { transcriptPartition, turnKey } from './table.ts'
import type { Table } from './table-operations.ts'

const listKey = (partition: string) => z.strictObject({ PK: z.literal(partition), SK: SomeText })

/** How long what was said is kept: people say more about themselves than anybody needs to know for ever. */
export type TranscriptLife = { clock: Pick<Clock, 'machine'>; days: () => number }

const DAY_SECONDS = 24 * 60 * 60

export const transcriptsIn = (table: Table, { clock, days }: TranscriptLife): Transcripts => ({
  async tell(attemptId, turn) {
    const expiresAt = Math.floor(clock.machine() / 1_000) + Math.ceil(days() * DAY_SECONDS)
    await table.put({ ...turnKey(attemptId, turn.index), callId: attemptId, ...turn, expiresAt })
  },

  async list(attemptId, { limit, cursor }) {
    const partition = transcriptPartition(attemptId)
    const { items, last } = await table.query({ partition, limit, after: fromCursor(cursor, listKey(partition)) }, TranscriptTurn)
    return { items, nextCursor: toCursor(last) }
  },
})
