// While caller and agent talk: how that comes to an end.
import { LIMITS } from '../limits.ts'
import type { EventOf, SessionEvent, Step, Talking } from '../session-state.ts'
import { agentFailed, agentLost, fail } from './apology.ts'
import { end } from './ending.ts'
import { leave } from './farewell.ts'
import { passTheRest } from './hearing.ts'
import { connectAgain } from './reconnecting.ts'

export const callerStopped = (state: Talking, { streamSid, at }: EventOf<'caller.stop'>): Step => {
  if (streamSid !== state.streamSid) return [state, []]
  const [heard, passed] = passTheRest(state, at)
  const [over, effects] = end(heard, at, { closedFirst: 'caller', hangUp: false })
  return [over, [...passed, ...effects]]
}

export const agentEnded = (state: Talking, { at }: SessionEvent): Step => leave(state, at, { closedFirst: 'agent', agentClosed: false })

export const agentClosed = (state: Talking, event: EventOf<'agent.closed'>): Step =>
  event.code === 1000 && event.why === undefined
    ? leave(state, event.at, { closedFirst: 'agent', agentClosed: true })
    : (connectAgain(state, event) ?? agentLost(state, event))

/** Code 1000 tells that the agent's allowed time is over, which is no failure. */
export const agentComplained = (state: Talking, event: EventOf<'agent.error'>): Step =>
  event.code === 1000 ? agentEnded(state, event) : agentFailed(state, event)

/** What the agent has said already is heard to its end, within reason. */
export const tooLong = (state: Talking, { at }: SessionEvent): Step => {
  const [next, effects] = leave(state, at, { closedFirst: 'bridge', endedBecause: 'max-call-length', agentClosed: true })
  return [next, [{ do: 'agent.close' }, ...effects]]
}

/** Nobody would tell: a socket that is silent looks as good as one whose caller is thinking. */
export const watch = (state: Talking, { at }: SessionEvent): Step => {
  const { seen, begunAt, voice, playsUntil, firstAgentAudioAt, watchedAt } = state
  const goOn: Step = [{ ...state, watchedAt: at }, [{ do: 'timer.start', timer: 'watch', ms: LIMITS.watchMs }]]
  if (at - watchedAt > LIMITS.stallMs) return goOn
  if (at - seen.caller >= LIMITS.callerSilentMs) return end(state, at, { closedFirst: 'bridge', failure: 'caller stream fell silent' })
  if (at - seen.agent >= LIMITS.agentSilentMs) return fail(state, at, { closedFirst: 'bridge', failure: 'agent fell silent' })
  if (firstAgentAudioAt === undefined && at - begunAt >= LIMITS.firstWordMs)
    return fail(state, at, { closedFirst: 'bridge', failure: 'agent said nothing' })
  if (at - Math.max(begunAt, voice.lastAt ?? begunAt, playsUntil) >= LIMITS.quietMs)
    return end(state, at, { closedFirst: 'bridge', endedBecause: 'silence' })
  return goOn
}
