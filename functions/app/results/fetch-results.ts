// Every minute: results that nobody has brought are asked for, some at a time, ever less often, and given up after a day.

import { inParallel } from '#app/in-parallel.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { AttemptId } from '#contract/ids.ts'
import { isGivenUp, nextLookAt } from '#domain/looking.ts'
import { type ResultPorts, recordResult } from './record-result.ts'
import type { AgentBooks, AskedConversation } from './told-conversation.ts'

type Needs = ResultPorts & { books: AgentBooks }

/** ElevenLabs tells of most conversations within seconds of their end; most end within minutes. */
export const FIRST_LOOK_MS = 3 * 60_000
/** In one minute: what ElevenLabs takes beside the conversations themselves, and what is asked in time. */
const MOST = 60
const AT_A_TIME = 6

export const fetchResults = (ports: Needs) => async (): Promise<void> => {
  const due = await ports.attempts.resultsDue(ports.clock.machine(), MOST)
  await inParallel(due, AT_A_TIME, (id) => fetchOne(ports, id))
}

const fetchOne = async (ports: Needs, id: AttemptId): Promise<void> => {
  const attempt = await ports.attempts.get(id)
  if (!attempt?.resultAwaited) return
  try {
    const asked = await ask(ports, attempt)
    if (asked.kind === 'over') await recordResult(ports)({ ...asked.told, attemptId: id })
    else await waitOn(ports, attempt)
  } catch (error) {
    ports.log.warn('result.not-fetched', { attemptId: id, error })
    await waitOn(ports, attempt)
  }
}

const ask = async ({ books }: Needs, { id, conversationId }: AttemptRecord): Promise<AskedConversation> => {
  const known = conversationId ?? (await books.conversationOf(id))
  return known === undefined ? { kind: 'absent' } : books.conversation(known)
}

const waitOn = async ({ attempts, clock, log }: Needs, { id, conversationId, resultAwaited }: AttemptRecord): Promise<void> => {
  const nowMs = clock.machine()
  const awaited = resultAwaited ?? { sinceMs: nowMs, looks: 0 }
  const { sinceMs, looks } = awaited
  if (isGivenUp(awaited, nowMs)) {
    log.error('result.given-up', { attemptId: id, looks })
    await attempts.missResult(id, 'ElevenLabs has told nothing of this conversation for a day.')
    return
  }
  const dueMs = nextLookAt(awaited, { nowMs, firstWaitMs: FIRST_LOOK_MS })
  await attempts.awaitResult(id, { ...(conversationId === undefined ? {} : { conversationId }), dueMs, sinceMs, looks: looks + 1 })
}
