// After the conversation has come to its end: the last words are played out, then everything closes.
import { LIMITS } from '../limits.ts'
import type { EventOf, Farewell, Parting, SessionEvent, Step, Talking } from '../session-state.ts'
import { end } from './ending.ts'
import { interrupt, isHeard, markBack, passAgentAudio, sayTheRest } from './playing.ts'

type Leave = Parting & { agentClosed: boolean }

export const leave = (state: Talking, at: number, { agentClosed, ...parting }: Leave): Step => {
  const [said, saying] = sayTheRest<Farewell>({ ...state, phase: 'farewell', agentClosed, parting }, at)
  const [settled, effects] = settle(said, at)
  return [settled, [...saying, ...effects]]
}

/** Over once the last mark is back; marks can be lost, so the wait is bounded by what is left to play. */
const settle = (state: Farewell, at: number): Step => {
  if (isHeard(state) && state.agentClosed) return over(state, { at })
  return [state, [{ do: 'timer.start', timer: 'farewell', ms: patience(state, at) }]]
}

const patience = (state: Farewell, at: number): number => {
  if (isHeard(state)) return LIMITS.lastWordsMs
  if (state.parting.closedFirst !== 'agent') return LIMITS.lastPlayMs
  return Math.ceil(Math.max(0, state.playsUntil - at)) + LIMITS.farewellMs
}

export const over = (state: Farewell, { at }: Pick<SessionEvent, 'at'>): Step => end(state, at, state.parting)

export const lastMark = (state: Farewell, event: EventOf<'caller.mark'>): Step => {
  const [next] = markBack(state, event)
  return isHeard(next) && !isHeard(state) ? settle(next, event.at) : [next, []]
}

/** Perhaps nothing comes after it, so it waits for nothing. */
export const lastAudio = (state: Farewell, event: EventOf<'agent.audio'>): Step => {
  const [passed, passing] = passAgentAudio(state, event)
  const [said, saying] = sayTheRest(passed, event.at)
  const [settled, effects] = settle(said, event.at)
  return [settled, [...passing, ...saying, ...effects]]
}

export const lastInterruption = (state: Farewell, event: EventOf<'agent.interruption'>): Step => {
  const [next, cleared] = interrupt(state, event)
  const [settled, effects] = settle(next, event.at)
  return [settled, [...cleared, ...effects]]
}

export const agentGone = (state: Farewell, { at }: SessionEvent): Step => settle({ ...state, agentClosed: true }, at)

export const stopped = (state: Farewell, { streamSid, at }: EventOf<'caller.stop'>): Step =>
  streamSid === state.streamSid ? end(state, at, { ...state.parting, hangUp: false }) : [state, []]
