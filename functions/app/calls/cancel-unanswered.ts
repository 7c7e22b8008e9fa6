// Calls to numbers that nobody may call any more: those that nobody has answered are cancelled; a conversation goes on.

import { inParallel } from '#app/in-parallel.ts'
import { awaitDials, PATIENCE_MS } from '#app/lanes/close-lanes.ts'
import type { AttemptId } from '#contract/ids.ts'
import { cancelOne, type EndingPorts, endEach, LISTED_WITHIN_MS } from './end-calls.ts'

const WIDTH = 25

/**
 * Gives those that were cancelled. Who has claimed a number before it was suppressed may be about to dial it; later claims find it
 * suppressed.
 */
export const cancelUnanswered = async (ports: EndingPorts, ids: readonly AttemptId[]): Promise<AttemptId[]> => {
  await awaitDials(ports, ids, PATIENCE_MS)
  await endEach(ports, ids, { end: (id) => cancelOne(ports, id), patienceMs: LISTED_WITHIN_MS })
  const attempts = await inParallel(ids, WIDTH, (id) => ports.attempts.get(id))
  return attempts.flatMap((attempt) => (attempt?.state === 'canceled' ? [attempt.id] : []))
}
