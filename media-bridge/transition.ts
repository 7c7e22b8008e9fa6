// The session as a pure function: every phase answers every event, so a new phase or event does not compile until its row is written.
import { LIMITS } from './limits.ts'
import * as apology from './phases/apology.ts'
import * as ending from './phases/ending.ts'
import * as farewell from './phases/farewell.ts'
import * as hearing from './phases/hearing.ts'
import * as opening from './phases/opening.ts'
import * as playing from './phases/playing.ts'
import * as talking from './phases/talking.ts'
import * as tools from './phases/tools.ts'
import * as transcript from './phases/transcript.ts'
import type { EventOf, EventType, Live, Opening, Phase, SessionEvent, SessionState, Step, Talking } from './session-state.ts'

type StateOf<P extends Phase> = Extract<SessionState, { phase: P }>
type Events = { [T in EventType]: EventOf<T> }
type Row<S extends SessionState> = { readonly [T in EventType]: (state: S, event: Events[T]) => Step }

const stay = (state: SessionState): Step => [state, []]
const beat = (state: Live): Step => [state, [{ do: 'heartbeat' }, { do: 'timer.start', timer: 'heartbeat', ms: LIMITS.heartbeatMs }]]
const pong = (state: Live, { eventId }: EventOf<'agent.ping'>): Step => [
  state,
  [{ do: 'agent.send', message: { type: 'pong', event_id: eventId } }],
]

const TABLE: { readonly [P in Phase]: Row<StateOf<P>> } = {
  opening: {
    'caller.connected': opening.callerConnected,
    'caller.start': opening.callerStarted,
    'caller.media': opening.keepCallerAudio,
    'caller.mark': opening.earlyMark,
    'caller.key': opening.keyBeforeAgent,
    'caller.stop': opening.stoppedEarly,
    'caller.malformed': ending.callerMisbehaved,
    'caller.closed': ending.callerClosed,
    'agent.opened': opening.agentOpened,
    'agent.ready': opening.agentReady,
    'agent.audio': opening.keepAgentAudio,
    'agent.interruption': opening.forgetAgentAudio,
    'agent.ping': pong,
    'agent.heard': transcript.callerSaid,
    'agent.said': transcript.agentSaid,
    'agent.corrected': transcript.agentCorrected,
    'agent.tool': tools.useTool,
    'agent.ended': opening.agentEndedEarly,
    'agent.error': apology.agentFailed,
    'agent.malformed': apology.agentMisbehaved,
    'agent.closed': opening.agentClosedEarly,
    'tool.done': tools.toolDone,
    'apology.failed': stay,
    'timer.start': opening.callerNeverStarted,
    'timer.agent': opening.agentNeverReady,
    'timer.tail': stay,
    'timer.watch': stay,
    'timer.longest': opening.tooLong,
    'timer.farewell': stay,
    'timer.apology': stay,
    'timer.heartbeat': beat,
    hint: stay,
    'shut-down': ending.shutDown,
  },
  talking: {
    'caller.connected': ending.callerMisbehaved,
    'caller.start': ending.callerMisbehaved,
    'caller.media': hearing.passCallerAudio,
    'caller.mark': playing.markBack,
    'caller.key': transcript.keyPressed,
    'caller.stop': talking.callerStopped,
    'caller.malformed': ending.callerMisbehaved,
    'caller.closed': ending.callerClosed,
    'agent.opened': stay,
    'agent.ready': stay,
    'agent.audio': playing.passAgentAudio,
    'agent.interruption': playing.interrupt,
    'agent.ping': pong,
    'agent.heard': transcript.callerSaid,
    'agent.said': transcript.agentSaid,
    'agent.corrected': transcript.agentCorrected,
    'agent.tool': tools.useToolWhileTalking,
    'agent.ended': talking.agentEnded,
    'agent.error': talking.agentComplained,
    'agent.malformed': apology.agentMisbehaved,
    'agent.closed': talking.agentClosed,
    'tool.done': tools.toolDone,
    'apology.failed': stay,
    'timer.start': stay,
    'timer.agent': stay,
    'timer.tail': playing.tailOver,
    'timer.watch': talking.watch,
    'timer.longest': talking.tooLong,
    'timer.farewell': stay,
    'timer.apology': stay,
    'timer.heartbeat': beat,
    hint: transcript.hinted,
    'shut-down': ending.shutDown,
  },
  farewell: {
    'caller.connected': farewell.over,
    'caller.start': farewell.over,
    'caller.media': stay,
    'caller.mark': farewell.lastMark,
    'caller.key': transcript.keyPressedEarly,
    'caller.stop': farewell.stopped,
    'caller.malformed': farewell.over,
    'caller.closed': farewell.over,
    'agent.opened': stay,
    'agent.ready': stay,
    'agent.audio': farewell.lastAudio,
    'agent.interruption': farewell.lastInterruption,
    'agent.ping': pong,
    'agent.heard': transcript.callerSaid,
    'agent.said': transcript.agentSaid,
    'agent.corrected': transcript.agentCorrected,
    'agent.tool': tools.useTool,
    'agent.ended': stay,
    'agent.error': farewell.agentGone,
    'agent.malformed': farewell.agentGone,
    'agent.closed': farewell.agentGone,
    'tool.done': tools.toolDone,
    'apology.failed': stay,
    'timer.start': stay,
    'timer.agent': stay,
    'timer.tail': stay,
    'timer.watch': stay,
    'timer.longest': farewell.over,
    'timer.farewell': farewell.over,
    'timer.apology': stay,
    'timer.heartbeat': beat,
    hint: stay,
    'shut-down': farewell.over,
  },
  apology: {
    'caller.connected': stay,
    'caller.start': apology.startedLate,
    'caller.media': stay,
    'caller.mark': stay,
    'caller.key': stay,
    'caller.stop': apology.stopped,
    'caller.malformed': apology.takenOver,
    'caller.closed': apology.takenOver,
    'agent.opened': stay,
    'agent.ready': stay,
    'agent.audio': stay,
    'agent.interruption': stay,
    'agent.ping': stay,
    'agent.heard': stay,
    'agent.said': stay,
    'agent.corrected': stay,
    'agent.tool': stay,
    'agent.ended': stay,
    'agent.error': stay,
    'agent.malformed': stay,
    'agent.closed': stay,
    'tool.done': stay,
    'apology.failed': apology.givenUp,
    'timer.start': stay,
    'timer.agent': stay,
    'timer.tail': stay,
    'timer.watch': stay,
    'timer.longest': stay,
    'timer.farewell': stay,
    'timer.apology': apology.givenUp,
    'timer.heartbeat': beat,
    hint: stay,
    'shut-down': apology.takenOver,
  },
  closed: {
    'caller.connected': stay,
    'caller.start': stay,
    'caller.media': stay,
    'caller.mark': stay,
    'caller.key': stay,
    'caller.stop': stay,
    'caller.malformed': stay,
    'caller.closed': stay,
    'agent.opened': stay,
    'agent.ready': stay,
    'agent.audio': stay,
    'agent.interruption': stay,
    'agent.ping': stay,
    'agent.heard': stay,
    'agent.said': stay,
    'agent.corrected': stay,
    'agent.tool': stay,
    'agent.ended': stay,
    'agent.error': stay,
    'agent.malformed': stay,
    'agent.closed': stay,
    'tool.done': stay,
    'apology.failed': stay,
    'timer.start': stay,
    'timer.agent': stay,
    'timer.tail': stay,
    'timer.watch': stay,
    'timer.longest': stay,
    'timer.farewell': stay,
    'timer.apology': stay,
    'timer.heartbeat': stay,
    hint: stay,
    'shut-down': stay,
  },
}

export const transition = (state: SessionState, event: SessionEvent): Step => {
  switch (state.phase) {
    case 'opening':
      return answer(TABLE.opening, seen(state, event), { type: event.type, event })
    case 'talking':
      return answer(TABLE.talking, seen(state, event), { type: event.type, event })
    case 'farewell':
      return answer(TABLE.farewell, state, { type: event.type, event })
    case 'apology':
      return answer(TABLE.apology, state, { type: event.type, event })
    case 'closed':
      return answer(TABLE.closed, state, { type: event.type, event })
  }
}

/** Whatever it is that a side sends, it is there. Noted now and then: not for each frame is a state worth copying. */
const seen = <S extends Opening | Talking>(state: S, { type, at }: SessionEvent): S => {
  const { caller, agent } = state.seen
  if (at - caller >= LIMITS.seenMs && type.startsWith('caller.')) return { ...state, seen: { caller: at, agent } }
  return at - agent >= LIMITS.seenMs && type.startsWith('agent.') ? { ...state, seen: { caller, agent: at } } : state
}

/** With the event's type as a type parameter the compiler sees that event and column fit. */
const answer = <S extends SessionState, T extends EventType>(row: Row<S>, state: S, { type, event }: { type: T; event: Events[T] }): Step =>
  row[type](state, event)
