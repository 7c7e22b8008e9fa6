// After the agent has failed: the caller hears the campaign's apology from Twilio, which takes the call off the stream for it.
import { closeReason } from '../close-codes.ts'
import { LIMITS } from '../limits.ts'
import type { Apology, EventOf, Opening, SessionEvent, Step, Talking } from '../session-state.ts'
import { end } from './ending.ts'

/** Twilio's socket stays open: with its end the call would end, too. */
export const fail = (state: Opening | Talking, at: number, failed: Apology['failed']): Step => {
  const text = state.brief.apology
  if (text === undefined) return end(state, at, failed)
  return [
    { ...state, phase: 'apology', failed },
    [{ do: 'agent.close' }, { do: 'apologise', text }, { do: 'timer.start', timer: 'apology', ms: LIMITS.apologyMs }],
  ]
}

export const agentMisbehaved = (state: Opening | Talking, { at }: SessionEvent): Step =>
  fail(state, at, { closedFirst: 'bridge', failure: 'agent broke the protocol' })

export const agentFailed = (state: Opening | Talking, { code, kind, at }: EventOf<'agent.error'>): Step =>
  fail(state, at, { closedFirst: 'agent', failure: `agent error ${kind ?? code ?? 'unknown'}` })

export const agentLost = (state: Opening | Talking, { code, why, at }: EventOf<'agent.closed'>): Step =>
  fail(state, at, { closedFirst: 'agent', failure: closeReason(code, why) })

/** Twilio has taken the call off the stream, or the caller has hung up. Either way nothing is left to do. */
export const takenOver = (state: Apology, { at }: SessionEvent): Step => end(state, at, { ...state.failed, hangUp: false })

export const stopped = (state: Apology, event: EventOf<'caller.stop'>): Step =>
  state.streamSid === undefined || event.streamSid === state.streamSid ? takenOver(state, event) : [state, []]

/** Better no apology than a caller who waits for it. */
export const givenUp = (state: Apology, { at }: SessionEvent): Step => end(state, at, state.failed)

/** Twilio's `start` may come while it is being asked. */
export const startedLate = (state: Apology, { streamSid }: EventOf<'caller.start'>): Step => [{ ...state, streamSid }, []]
