// After the agent has ended the call: its last words are played out, then everything closes.
import { type EventOf, type Farewell, LIMITS, type SessionEvent, type Step, type Talking } from '../session-state.ts'
import { end } from './ending.ts'
import { interrupt, markBack, passAgentAudio } from './playing.ts'

export const leave = (state: Talking, at: number, { agentClosed }: { agentClosed: boolean }): Step =>
  settle({ ...state, phase: 'farewell', agentClosed }, at)

/** Over once the last mark is back; marks can be lost, so the wait is bounded by what is left to play. */
const settle = (state: Farewell, at: number): Step => {
  const isHeard = state.marks.back === state.marks.sent
  if (isHeard && state.agentClosed) return over(state, { at })
  const ms = isHeard ? LIMITS.lastWordsMs : Math.ceil(Math.max(0, state.playsUntil - at)) + LIMITS.farewellMs
  return [state, [{ do: 'timer.start', timer: 'farewell', ms }]]
}

export const over = (state: Farewell, { at }: Pick<SessionEvent, 'at'>): Step => end(state, at, { closedFirst: 'agent' })

export const lastMark = (state: Farewell, event: EventOf<'caller.mark'>): Step => {
  const [next] = markBack(state, event)
  return next.marks.back === next.marks.sent ? settle(next, event.at) : [next, []]
}

export const lastAudio = (state: Farewell, event: EventOf<'agent.audio'>): Step => {
  const [next, played] = passAgentAudio(state, event)
  const [settled, effects] = settle(next, event.at)
  return [settled, [...played, ...effects]]
}

export const lastInterruption = (state: Farewell, event: EventOf<'agent.interruption'>): Step => {
  const [next, cleared] = interrupt(state, event)
  const [settled, effects] = settle(next, event.at)
  return [settled, [...cleared, ...effects]]
}

export const agentGone = (state: Farewell, { at }: SessionEvent): Step => settle({ ...state, agentClosed: true }, at)

export const stopped = (state: Farewell, { streamSid, at }: EventOf<'caller.stop'>): Step =>
  streamSid === state.streamSid ? end(state, at, { closedFirst: 'agent', hangUp: false }) : [state, []]
