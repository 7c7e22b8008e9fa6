// Listening in, as the table knows it: passes that were used, and the task of the bridge that carries a call.
import type { ListeningDesk } from '#app/ports/listening.ts'
import { AttemptRecord } from '#app/records/attempt.ts'
import { KEPT_SECONDS } from '#contract/kept.ts'
import { attemptKey, usedPassKey } from './table.ts'
import type { Table } from './table-operations.ts'

export const listeningIn = (table: Table): ListeningDesk => ({
  /** What is written outlives the pass and then expires by itself. */
  spend: ({ nonce, expiresMs }) =>
    table.put(
      { ...usedPassKey(nonce), expiresAt: Math.ceil(expiresMs / 1_000) + KEPT_SECONDS.usedPass },
      { text: 'attribute_not_exists(#PK)' },
    ),

  async whereIs(callId) {
    return (await table.get(attemptKey(callId), AttemptRecord))?.heldAt
  },
})
