// Before the conversation: the agent is told what to say, Twilio says which call this is, early audio is kept for both.
import type { ConversationBrief } from '#app/ports/bridge.ts'
import { initiation } from '../agent-stream.ts'
import { closeReason } from '../close-codes.ts'
import { LIMITS } from '../limits.ts'
import type { Effect, EventOf, Held, Opening, SessionEvent, SessionOptions, Step, Talking } from '../session-state.ts'
import { fail } from './apology.ts'
import { end } from './ending.ts'
import { hear, ofStream } from './hearing.ts'
import { cutBy, notCut, speak } from './playing.ts'
import { briefFor, connectAgain, goOn, talkingAgain } from './reconnecting.ts'
import { keyPressedEarly } from './transcript.ts'

const AGENT_FORMAT = 'ulaw_8000'

export const open = (brief: ConversationBrief, options: SessionOptions, at: number): Step<Opening> => [
  {
    phase: 'opening',
    openedAt: at,
    brief,
    options,
    connected: false,
    fromCaller: { items: [], length: 0 },
    fromAgent: { items: [], length: 0 },
    seen: { caller: at, agent: at },
    dropped: { fromCaller: 0, fromAgent: 0 },
    cutUpTo: -1,
    turns: { count: 0, said: [], ofAgent: [] },
    waits: { replies: [], bargeIns: [] },
    speech: { sentMs: 0, heardMs: 0 },
  },
  [
    { do: 'timer.start', timer: 'start', ms: LIMITS.startMs },
    { do: 'timer.start', timer: 'agent', ms: LIMITS.agentMs },
    { do: 'timer.start', timer: 'heartbeat', ms: LIMITS.heartbeatMs },
    { do: 'timer.start', timer: 'longest', ms: brief.maxCallMs },
  ],
]

export const agentOpened = (state: Opening): Step => [state, [{ do: 'agent.send', message: initiation(briefFor(state)) }]]

export const callerConnected = (state: Opening, event: SessionEvent): Step =>
  state.connected ? outOfOrder(state, event) : [{ ...state, connected: true }, []]

export const callerStarted = (state: Opening, event: EventOf<'caller.start'>): Step => {
  if (!state.connected || state.streamSid !== undefined) return outOfOrder(state, event)
  if (event.callSid !== state.brief.callSid)
    return end(state, event.at, { closedFirst: 'bridge', failure: 'stream of another call', code: 1008 })
  const [next, effects] = begin({ ...state, streamSid: event.streamSid, startedAt: event.at }, event.at)
  return [next, [{ do: 'timer.stop', timer: 'start' }, ...effects]]
}

const outOfOrder = (state: Opening, { at }: SessionEvent): Step =>
  end(state, at, { closedFirst: 'bridge', failure: 'caller stream out of order', code: 1008 })

export const agentReady = (state: Opening, { conversationId, hears, speaks, at }: EventOf<'agent.ready'>): Step => {
  // Set on the agent itself, no conversation can override it; anything else would be noise to the caller.
  if (hears !== AGENT_FORMAT || speaks !== AGENT_FORMAT)
    return fail({ ...state, conversationId }, at, { closedFirst: 'bridge', failure: `agent format ${hears} in, ${speaks} out` })
  const [next, effects] = begin({ ...state, conversationId, readyAt: state.readyAt ?? at }, at)
  return [next, [{ do: 'timer.stop', timer: 'agent' }, { do: 'begin', conversationId }, ...goOn(state), ...effects]]
}

export const keepCallerAudio = (state: Opening, event: EventOf<'caller.media'>): Step => {
  if (state.streamSid === undefined) return outOfOrder(state, event)
  const [fromCaller, lost] = hold(state.fromCaller, ofStream(event.pieces, state.streamSid), LIMITS.heldFromCaller)
  return [{ ...state, fromCaller, dropped: { ...state.dropped, fromCaller: state.dropped.fromCaller + lost } }, []]
}

export const keepAgentAudio = (state: Opening, { pieces }: EventOf<'agent.audio'>): Step => {
  const [fromAgent, lost] = hold(state.fromAgent, notCut(pieces, state), LIMITS.heldFromAgent)
  return [{ ...state, fromAgent, dropped: { ...state.dropped, fromAgent: state.dropped.fromAgent + lost } }, []]
}

/** What is taken back before it was played need not be played at all. */
export const forgetAgentAudio = (state: Opening, { eventId }: EventOf<'agent.interruption'>): Step => {
  const items = state.fromAgent.items.filter((audio) => audio.eventId > eventId)
  const length = items.reduce((sum, audio) => sum + audio.payload.length, 0)
  return [{ ...state, fromAgent: { items, length }, cutUpTo: cutBy(state, eventId) }, []]
}

/** Marks and `stop` have no business before `start`; a mark after it is nobody's, since nothing was played. */
export const earlyMark = (state: Opening, event: EventOf<'caller.mark'>): Step =>
  state.streamSid === undefined ? outOfOrder(state, event) : [state, []]

export const keyBeforeAgent = (state: Opening, event: EventOf<'caller.key'>): Step =>
  state.streamSid === undefined ? outOfOrder(state, event) : keyPressedEarly(state, event)

export const stoppedEarly = (state: Opening, event: EventOf<'caller.stop'>): Step =>
  state.streamSid === undefined ? outOfOrder(state, event) : end(state, event.at, { closedFirst: 'caller', hangUp: false })

export const callerNeverStarted = (state: Opening, { at }: SessionEvent): Step =>
  end(state, at, { closedFirst: 'bridge', failure: 'no start from the caller stream', code: 1008 })

export const agentNeverReady = (state: Opening, { at }: SessionEvent): Step =>
  fail(state, at, { closedFirst: 'bridge', failure: 'agent not ready in time' })

export const agentEndedEarly = (state: Opening, { at }: SessionEvent): Step =>
  fail(state, at, { closedFirst: 'agent', failure: 'agent ended before it was ready' })

export const agentClosedEarly = (state: Opening, event: EventOf<'agent.closed'>): Step => {
  const { code, why, at } = event
  return (
    connectAgain(state, event) ??
    fail(state, at, { closedFirst: 'agent', failure: why ? `agent unreachable: ${why}` : `${closeReason(code)}, before it was ready` })
  )
}

/** While another agent is awaited. */
export const tooLong = (state: Opening, { at }: SessionEvent): Step =>
  end(state, at, { closedFirst: 'bridge', endedBecause: 'max-call-length' })

/** The conversation begins once both sides are there: what was kept is delivered in its order. */
const begin = (state: Opening, at: number): Step => {
  const { streamSid, conversationId, fromCaller, fromAgent, connected, before, ...call } = state
  if (streamSid === undefined || conversationId === undefined) return [state, []]
  let talking: Talking = { ...call, ...talkingAgain(state, at), phase: 'talking', streamSid, conversationId }
  const effects: Effect[] = [{ do: 'timer.start', timer: 'watch', ms: LIMITS.watchMs }, { do: 'caller.step' }]
  const go = ([next, asked]: Step<Talking>): void => {
    talking = next
    effects.push(...asked)
  }
  for (const { payload } of fromCaller.items) go(hear(talking, [payload], { at, backlog: 0, isStep: false }))
  for (const { payload } of fromAgent.items) go(speak(talking, [payload], { at, isStep: false }))
  return [talking, effects]
}

/** The newest audio within the limit, and how many pieces that cost. */
const hold = <T extends { payload: string }>({ items, length }: Held<T>, more: readonly T[], limit: number): readonly [Held<T>, number] => {
  const all = [...items, ...more]
  let left = more.reduce((sum, { payload }) => sum + payload.length, length)
  let lost = 0
  for (const { payload } of all) {
    if (left <= limit) break
    left -= payload.length
    lost++
  }
  return [{ items: all.slice(lost), length: left }, lost]
}
