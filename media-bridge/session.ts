// One call: carries out what the transition function asks for. It knows lines and timers, neither sockets nor the time of day.
import type { ConversationBrief } from '#app/ports/bridge.ts'
import { readAgent, writeAgent } from './agent-stream.ts'
import type { CallEvents } from './call-events.ts'
import { isOutOfQuota, OUT_OF_QUOTA } from './close-codes.ts'
import { gatherer } from './gatherer.ts'
import type { Line } from './line.ts'
import type { Audience } from './listening/audience.ts'
import { errorFields, type Log } from './log.ts'
import { end } from './phases/ending.ts'
import { open } from './phases/opening.ts'
import type {
  AgentAudio,
  CallerAudio,
  Effect,
  Happening,
  SessionEvent,
  SessionOptions,
  SessionState,
  Step,
  Timer,
} from './session-state.ts'
import type { Timing } from './timing.ts'
import { transition } from './transition.ts'
import { readCaller, writeCaller } from './twilio-stream.ts'

type Parts = {
  brief: ConversationBrief
  options: SessionOptions
  caller: Line
  agent: Line
  /** Another line to the agent, in place of the one that was lost. */
  agentAgain: () => Line
  /** Whoever listens in. */
  audience?: Pick<Audience, 'hear' | 'silence' | 'leave'>
  events: CallEvents
  timing: Timing
  log: Log
}

export type Session = {
  /** Ends the call now. */
  shutDown(): void
  /** Tells the agent something that the caller does not hear; false outside of a conversation. */
  hint(text: string): boolean
  /** Resolves when the call is over and told. */
  finished: Promise<void>
}

type Effects = { [D in Effect['do']]: Extract<Effect, { do: D }> }
type Actions = { readonly [D in Effect['do']]: (effect: Effects[D]) => void }

const carryOut = <D extends Effect['do']>(actions: Actions, { name, effect }: { name: D; effect: Effects[D] }): void =>
  actions[name](effect)

/** Audio waits for more. Asked at the end of each step: not every one is worth an event. */
const isWaiting = (state: SessionState, which: 'joining' | 'speaking'): boolean =>
  state.phase === 'talking' && state[which].payloads.length > 0

export const holdSession = ({ brief, options, caller, agentAgain, audience, events, timing, log, ...parts }: Parts): Session => {
  const { promise: finished, resolve: finish } = Promise.withResolvers<void>()
  const timers = new Map<Timer, () => void>()
  const told: Promise<unknown>[] = []
  const about = { attemptId: brief.attemptId, callSid: brief.callSid }
  const [opening, first] = open(brief, options, timing.machine())
  let state: SessionState = opening
  let { agent } = parts

  const startTimer = (timer: Timer, ms: number): void => {
    timers.get(timer)?.()
    timers.set(
      timer,
      timing.after(ms, () => happen({ type: `timer.${timer}` })),
    )
  }
  const actions: Actions = {
    'caller.send': ({ streamSid, message }) => {
      caller.send(writeCaller(streamSid, message))
      if (message.event === 'media') audience?.hear('agent', message.payload)
      if (message.event === 'clear') audience?.silence()
    },
    'caller.step': () => fromCaller.readInSteps(caller.readInSteps?.(true) ?? false),
    'caller.close': ({ code, reason }) => caller.close(code, reason),
    'agent.send': ({ message }) => agent.send(writeAgent(message)),
    'agent.step': ({ isOn }) => fromAgent.readInSteps(agent.readInSteps?.(isOn) ?? false),
    'agent.close': () => agent.close(1000),
    'agent.reconnect': () => {
      log('WARN', 'agent.lost', about)
      agent = agentAgain()
      fromAgent.readInSteps(false)
      attach(agent)
    },
    'timer.start': ({ timer, ms }) => startTimer(timer, ms),
    'timer.stop': ({ timer }) => timers.get(timer)?.(),
    begin: ({ conversationId }) => void told.push(events.begin(conversationId)),
    heartbeat: () => void events.heartbeat(),
    tell: ({ turn }) => events.tell(turn),
    fulfil: ({ toolCallId, wish }) =>
      void told.push(events.fulfil(wish).then((answer) => happen({ type: 'tool.done', toolCallId, ...answer }))),
    apologise: ({ text }) => void told.push(events.apologise(text).then((isSpoken) => isSpoken || happen({ type: 'apology.failed' }))),
    'hang-up': () => void told.push(events.hangUp()),
    finish({ report, dropped }) {
      for (const stop of timers.values()) stop()
      log(report.failure === undefined ? 'INFO' : 'WARN', 'stream.closed', { ...about, ...report, dropped })
      audience?.leave()
      told.push(events.report(report))
      void Promise.all(told).then(() => finish())
    },
  }

  /** An error costs this call only, never the process with every other call. */
  const guarded =
    <T>(act: (it: T) => void) =>
    (it: T): void => {
      try {
        act(it)
      } catch (error) {
        log('ERROR', 'session.crashed', { ...about, ...errorFields(error) })
        if (state.phase !== 'closed') enter(end(state, timing.machine(), { closedFirst: 'bridge', failure: 'bridge crashed', code: 1011 }))
      }
    }
  const enact = guarded((effect: Effect) => carryOut(actions, { name: effect.do, effect }))
  const enter = ([next, effects]: Step): void => {
    state = next
    for (const effect of effects) {
      // A crash has ended the session meanwhile.
      if (state.phase === 'closed' && next.phase !== 'closed') return
      enact(effect)
    }
  }
  const meet = guarded((event: SessionEvent) => enter(transition(state, event)))
  const fromCaller = gatherer<CallerAudio>((pieces, isStep) => {
    if (pieces.length === 0 && !isWaiting(state, 'joining')) return
    meet({ type: 'caller.media', pieces, isStep, backlog: agent.backlog(), at: timing.machine() })
  })
  const fromAgent = gatherer<AgentAudio>((pieces, isStep) => {
    if (pieces.length === 0 && !isWaiting(state, 'speaking')) return
    meet({ type: 'agent.audio', pieces, isStep, backlog: caller.backlog(), at: timing.machine() })
  })
  const hearCaller = (text: string): void => {
    const message = readCaller(text)
    if (message?.type === 'caller.media') {
      fromCaller.add(message)
      audience?.hear('caller', message.payload)
    }
    // A mark tells of the agent's audio: the caller's may go on waiting.
    else if (message?.type === 'caller.mark') happen(message)
    else if (message) callerDoes(message)
  }
  const hearAgent = (text: string): void => {
    const message = readAgent(text)
    if (message?.type === 'agent.audio') fromAgent.add(message)
    else if (message) agentDoes(message)
  }
  const callerDoes = (what: Happening): void => {
    fromCaller.pass(false)
    happen(what)
  }
  const agentDoes = (what: Happening): void => {
    fromAgent.pass(false)
    happen(what)
  }
  const happen = (what: Happening): void => meet({ ...what, at: timing.machine() })

  /** A line that was given up has nothing to say any more: it has told of its end. */
  const attach = (line: Line): void =>
    line.attach({
      opened: () => agentDoes({ type: 'agent.opened' }),
      text: guarded(hearAgent),
      stepped: () => fromAgent.pass(true),
      broken: () => agentDoes({ type: 'agent.malformed' }),
      closed: ({ code, why, reason }) =>
        agentDoes({ type: 'agent.closed', code, ...(isOutOfQuota(reason) ? { why: OUT_OF_QUOTA } : why ? { why } : {}) }),
    })

  log('INFO', 'stream.opened', about)
  enter([opening, first])
  caller.attach({
    opened: () => {},
    text: guarded(hearCaller),
    stepped: () => fromCaller.pass(true),
    broken: () => callerDoes({ type: 'caller.malformed' }),
    closed: ({ code }) => callerDoes({ type: 'caller.closed', code }),
  })
  attach(agent)
  return {
    shutDown: () => happen({ type: 'shut-down' }),
    hint(text) {
      if (state.phase !== 'talking') return false
      happen({ type: 'hint', text })
      return true
    },
    finished,
  }
}
