// While caller and agent talk.
import type { EventOf, SessionEvent, Step, Talking } from '../session-state.ts'
import { agentFailed, end } from './ending.ts'
import { leave } from './farewell.ts'

export const callerStopped = (state: Talking, { streamSid, at }: EventOf<'caller.stop'>): Step =>
  streamSid === state.streamSid ? end(state, at, { closedFirst: 'caller', hangUp: false }) : [state, []]

export const agentEnded = (state: Talking, { at }: SessionEvent): Step => leave(state, at, { agentClosed: false })

export const agentClosed = (state: Talking, { code, at }: EventOf<'agent.closed'>): Step =>
  code === 1000 ? leave(state, at, { agentClosed: true }) : end(state, at, { closedFirst: 'agent', failure: `agent closed ${code}` })

/** Code 1000 tells that the agent's allowed time is over, which is no failure. */
export const agentComplained = (state: Talking, event: EventOf<'agent.error'>): Step =>
  event.code === 1000 ? agentEnded(state, event) : agentFailed(state, event)
