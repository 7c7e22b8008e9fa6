// The agent's connection is lost: once in a call another one is opened. No conversation can be resumed, so the new one is told what was said.
import type { ConversationBrief } from '#app/ports/bridge.ts'
import { mayRecover } from '../close-codes.ts'
import { LIMITS } from '../limits.ts'
import { type Effect, type EventOf, NOTHING, type Opening, type Step, type Talking } from '../session-state.ts'
import { sayTheRest } from './playing.ts'

type Lost = Pick<EventOf<'agent.closed'>, 'code' | 'why' | 'at'>

/** Undefined: nothing is gained by another connection, or it was lost as well. */
export const connectAgain = (state: Opening | Talking, lost: Lost): Step | undefined => {
  if (state.hasReconnected || !mayRecover(lost)) return undefined
  return state.phase === 'opening' ? [renewed(state), [{ do: 'agent.reconnect' }]] : fallBack(state, lost.at)
}

/** Its events are counted anew, and what it had said to nobody yet is not said. */
const renewed = (state: Opening): Opening => ({
  ...state,
  hasReconnected: true,
  cutUpTo: -1,
  fromAgent: { items: [], length: 0 },
  turns: { ...state.turns, ofAgent: [] },
})

/** What the lost agent has said already is heard; what the caller says meanwhile is kept for the next. */
const fallBack = (state: Talking, at: number): Step => {
  const [said, saying] = sayTheRest(state, at)
  const { joining, speaking, conversationId, marks, playsUntil, voice, begunAt, isUnhurried, watchedAt, ...call } = said
  const waiting = joining.payloads.map((payload) => ({ payload }))
  const opening: Opening = {
    ...call,
    phase: 'opening',
    connected: true,
    fromCaller: { items: waiting, length: waiting.reduce((sum, { payload }) => sum + payload.length, 0) },
    fromAgent: { items: [], length: 0 },
    before: { marks, playsUntil, voice, begunAt },
  }
  const patience: Effect = { do: 'timer.start', timer: 'agent', ms: LIMITS.reconnectMs }
  return [renewed(opening), [...saying, { do: 'agent.reconnect' }, patience]]
}

/** A conversation that begins, or goes on. */
export const talkingAgain = (
  state: Opening,
  at: number,
): Pick<Talking, 'joining' | 'speaking' | 'marks' | 'playsUntil' | 'voice' | 'begunAt' | 'isUnhurried' | 'watchedAt'> => ({
  isUnhurried: false,
  watchedAt: at,
  ...{ joining: NOTHING, speaking: NOTHING, marks: { sent: 0, pending: [], unmarkedMs: 0 }, playsUntil: at, voice: {}, begunAt: at },
  ...state.before,
})

const isHeard = ({ before, firstAgentAudioAt }: Opening): boolean => before !== undefined && firstAgentAudioAt !== undefined

/** Who has greeted does not greet again. */
export const briefFor = (state: Opening): ConversationBrief => {
  const { brief, turns } = state
  if (!isHeard(state)) return brief
  // Braces would be variables of the agent's, which nobody has given it.
  const said = turns.said.map(({ by, text }) => `${by === 'agent' ? 'You' : 'Caller'}: ${text.replaceAll(/[{}]/g, '')}`)
  return { ...brief, firstMessage: '', prompt: [brief.prompt, GO_ON, ...said].join('\n') }
}

const GO_ON =
  'You are in the middle of this call: the line was interrupted for a moment. Do not greet again; go on where you stopped. What was said so far:'

/** Without it the agent would wait for its caller, who waits for the agent. */
export const goOn = (state: Opening): readonly Effect[] =>
  isHeard(state) ? [{ do: 'agent.send', message: { type: 'user_message', text: 'Please go on.' } }] : []
