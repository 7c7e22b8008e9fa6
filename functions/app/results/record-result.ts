// What the agent's provider tells of a conversation that is over: kept with the call, as often as it is told, before or after the call's end.

import { refineAttempt } from '#app/calls/refine-attempt.ts'
import { readWish } from '#app/conversation/agent-tools.ts'
import { fulfilWishes, type WishPorts } from '#app/conversation/fulfil-wishes.ts'
import type { Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { AttemptId } from '#contract/ids.ts'
import { isOver } from '#domain/attempt.ts'
import { verdictOf } from '#domain/verdict.ts'
import { callBackLate } from './call-back-late.ts'
import type { ToldConversation } from './told-conversation.ts'

export type ResultPorts = WishPorts & Pick<Ports, 'transcripts'>

/** By its id, which a bridge has noted, or by the name that we gave it. */
const attemptOf = async ({ attempts }: ResultPorts, told: Pick<ToldConversation, 'conversationId' | 'attemptId'>) => {
  const id = told.attemptId ?? (await attempts.ofConversation(told.conversationId))
  return id && (await attempts.get(id))
}

/** Nothing when it is nobody's: whoever tells of it need not tell again. */
export const recordResult =
  (ports: ResultPorts) =>
  async (told: ToldConversation): Promise<void> => {
    const { conversationId, result } = told
    const attempt = await attemptOf(ports, told)
    if (!attempt) return ports.log.warn('result.of-nobody', { conversationId })
    const { id } = attempt
    // A bridge that lost its agent has begun another conversation since: that one is the call's.
    if (attempt.conversationId !== undefined && attempt.conversationId !== conversationId) {
      return ports.log.info('result.superseded', { attemptId: id, conversationId })
    }
    // Before the result is noted: whoever is told again after a crash finds undone what is undone.
    await tellMissing(ports, attempt, told)
    const wantsNoCalls = told.tools.some(({ name, parameters }) => readWish(name, parameters)?.kind === 'do-not-call')
    if (wantsNoCalls && !attempt.optedOut) await fulfilWishes(ports).suppress(id)
    const verdict = verdictOf(result)
    const noted = await ports.attempts.noteResult(id, {
      ...{ conversationId, result },
      ...(verdict ? { verdict } : {}),
      ...(attempt.heldDirectly ? heardOf(told) : {}),
    })
    const known = noted ?? (await ports.attempts.get(id))
    if (known && isOver(known.state)) await refineAttempt(ports, known)
    if (known?.heldDirectly) await callBackLate(ports, known, told.tools)
  }

/** The agent could not even begin. */
export const recordFailure =
  (ports: ResultPorts) =>
  async (conversationId: string, why: string): Promise<void> => {
    const attempt = await attemptOf(ports, { conversationId })
    if (!attempt) return ports.log.warn('result.of-nobody', { conversationId })
    await recordResult(ports)({
      conversationId,
      attemptId: attempt.id,
      turns: [],
      tools: [],
      result: { conversationId, state: 'failed', terminationReason: why },
    })
  }

/** What no bridge was there to see: whether the agent was heard at all. */
const heardOf = ({ turns, result }: ToldConversation): Partial<Pick<AttemptRecord, 'agentSpoke' | 'mediaFailure'>> => {
  const agentSpoke = turns.some(({ by }) => by === 'agent')
  return { agentSpoke, ...(agentSpoke || result.state === 'done' ? {} : { mediaFailure: 'the agent failed before it was heard' }) }
}

const PAGE = 200

/** Turns that were told as they were said are ours. A bridge that has reported has told all; one that died has told the first of them. */
const tellMissing = async ({ transcripts }: ResultPorts, attempt: AttemptRecord, { turns }: ToldConversation): Promise<void> => {
  if (attempt.closedFirst !== undefined && !attempt.heldDirectly) return
  // Told before by this very news: they take the same places again.
  const isRetold = attempt.heldDirectly === true
  const { said, next } = isRetold ? { said: 0, next: 0 } : await toldSoFar(transcripts, attempt.id)
  for (const [i, turn] of turns.slice(said).entries()) await transcripts.tell(attempt.id, { ...turn, index: next + i })
}

const toldSoFar = async (transcripts: Ports['transcripts'], id: AttemptId): Promise<{ said: number; next: number }> => {
  let [said, next] = [0, 0]
  let cursor: string | undefined
  do {
    const page = await transcripts.list(id, { limit: PAGE, cursor })
    said += page.items.filter(({ kind }) => kind === 'said').length
    next = Math.max(next, ...page.items.map(({ index }) => index + 1))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return { said, next }
}
