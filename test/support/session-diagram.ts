// Finds what moves a session of the media bridge from one state to another, by trying every event on it.
import { LIMITS } from '../../media-bridge/limits.ts'
import type { EventType, Happening, Phase, SessionState } from '../../media-bridge/session-state.ts'
import { aBrief, frame, happened, type Moment, playedWith, untilTalking } from './bridge.ts'

type Tried = { [T in EventType]: readonly Extract<Happening, { type: T }>[] }

/** At least one of each, and more of those that can mean more than one thing. */
const EVENTS: Tried = {
  'caller.connected': [happened.connected],
  'caller.start': [happened.started],
  'caller.media': [happened.media(frame(1))],
  'caller.mark': [happened.mark(1)],
  'caller.key': [happened.key('1')],
  'caller.stop': [happened.stop],
  'caller.malformed': [{ type: 'caller.malformed' }],
  'caller.closed': [happened.callerClosed],
  'agent.opened': [happened.agentOpened],
  'agent.ready': [happened.ready, { ...happened.ready, speaks: 'pcm_16000' }],
  'agent.audio': [happened.audio(1, frame(1))],
  'agent.interruption': [happened.interruption(1)],
  'agent.ping': [happened.ping(1)],
  'agent.heard': [happened.heard('Hello.')],
  'agent.said': [happened.said(1, 'Hello.')],
  'agent.corrected': [happened.corrected(1, 'Hel…')],
  'agent.tool': [
    { type: 'agent.tool', toolCallId: 't1', name: 'end_call' },
    { type: 'agent.tool', toolCallId: 't1', name: 'do_not_call', wish: { kind: 'do-not-call' } },
  ],
  'agent.ended': [happened.ended],
  'agent.error': [{ type: 'agent.error', code: 1002 }],
  'agent.malformed': [{ type: 'agent.malformed' }],
  'agent.closed': [happened.agentClosed(1000), happened.agentClosed(1008), happened.agentClosed(1011)],
  'tool.done': [{ type: 'tool.done', toolCallId: 't1', result: 'done', isError: false }],
  'apology.failed': [{ type: 'apology.failed' }],
  hint: [{ type: 'hint', text: 'They are a member.' }],
  'timer.start': [{ type: 'timer.start' }],
  'timer.agent': [{ type: 'timer.agent' }],
  'timer.tail': [{ type: 'timer.tail' }],
  'timer.watch': [{ type: 'timer.watch' }],
  'timer.longest': [{ type: 'timer.longest' }],
  'timer.farewell': [{ type: 'timer.farewell' }],
  'timer.apology': [{ type: 'timer.apology' }],
  'timer.heartbeat': [{ type: 'timer.heartbeat' }],
  'shut-down': [{ type: 'shut-down' }],
}

/** The next one, at once, is not taken for one after a stall. */
const LOOK = { type: 'timer.watch' } as const

/** What has happened before, to a call whose campaign has an apology: one way for each thing that a state can hold. */
const BEFORE: readonly (readonly Moment[])[] = [
  [],
  [happened.connected],
  [happened.connected, happened.started],
  [happened.connected, happened.agentOpened, happened.ready],
  untilTalking,
  [...untilTalking, happened.audio(1, frame(1))],
  [...untilTalking, happened.audio(1, frame(1)), happened.agentClosed(1000)],
  [...untilTalking, happened.agentClosed(1008)],
  [...untilTalking, happened.audio(1, frame(1)), happened.agentClosed(1011)],
  [...untilTalking, LIMITS.callerSilentMs, LOOK],
  [...untilTalking, LIMITS.agentSilentMs, happened.media(frame(1)), LOOK],
]

export type Move = { from: Phase; to: Phase; why: EventType }

export const sessionMoves = (): Move[] => {
  const moves = new Map<string, Move>()
  const events = Object.values<readonly Happening[]>(EVENTS).flat()
  for (const before of BEFORE) {
    const from = after(before)
    for (const event of events) {
      const move = { from: from.phase, to: after([...before, event]).phase, why: event.type }
      if (move.to !== move.from) moves.set(JSON.stringify(move), move)
    }
  }
  return [...moves.values()]
}

const after = (moments: readonly Moment[]): SessionState => playedWith({ brief: aBrief({ apology: 'We are sorry.' }) }, ...moments).state
