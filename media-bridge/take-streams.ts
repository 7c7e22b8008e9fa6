// From an upgrade to a call: each is admitted or refused before the WebSocket is opened, then becomes one session.
import type { Duplex } from 'node:stream'
import type { AgentAddress, Apologise, ConversationBrief, Conversations, HangUp } from '#app/ports/bridge.ts'
import type { AttemptId } from '#contract/ids.ts'
import type { Admission } from './admission.ts'
import { openAgent } from './agent-socket.ts'
import { type CallEvents, callEvents } from './call-events.ts'
import type { Life } from './drain.ts'
import { type Line, lostLine } from './line.ts'
import type { LiveCalls } from './listening/live-calls.ts'
import { errorFields, type Log } from './log.ts'
import type { Metrics } from './metrics.ts'
import { holdSession } from './session.ts'
import type { SessionOptions } from './session-state.ts'
import type { Timing } from './timing.ts'
import { answer, type Upgrade } from './upgrade.ts'
import { welcome } from './wire/handshake.ts'
import { sharedSteps } from './wire/steps.ts'
import { wireLine } from './wire/wire-line.ts'

export type CallPorts = {
  conversations: Conversations
  agentAddress: AgentAddress
  hangUp: HangUp
  apologise: Apologise
  /** Sends a call elsewhere that finds no room here. */
  divert: (attemptId: AttemptId) => Promise<void>
  timing: Timing
  log: Log
}

type Parts = {
  ports: CallPorts
  admit: (shown: { path: string; signature: string | undefined }) => Promise<Admission>
  life: Life
  metrics: Metrics
  options: SessionOptions
  /** Where those who listen in find the call. */
  calls: LiveCalls
  /** The connection is a call now. */
  onAdmitted: (socket: Duplex) => void
}

/** Twilio's longest message is far below: a 20 ms frame is 400 bytes. */
const MAX_LENGTH = 64 * 1024

/** Calls at once that are being sent elsewhere: what has no room for more calls has little for their farewell. */
const MOST_ELSEWHERE = 32

const REFUSALS = { 'no such attempt': 410, 'already open': 409, over: 410 } as const

type Refusal = { status: number; reason: string }

export const takeStreams = ({ ports, admit, life, metrics, options, calls, onAdmitted }: Parts): ((upgrade: Upgrade) => void) => {
  const { conversations, timing, log } = ports
  const steps = options.joinMs > 0 ? sharedSteps(options.joinMs, timing) : undefined

  /** For a stream that Twilio has signed: that it is refused is worth a line of log. */
  const refuse = (upgrade: Upgrade, refusal: Refusal): void => {
    metrics.refused()
    log('WARN', 'stream.refused', refusal)
    answer(upgrade, refusal.status)
  }
  const lineFrom = (upgrade: Upgrade): Line =>
    welcome(upgrade, (status) => answer(upgrade, status))
      ? wireLine({ ...upgrade, peer: 'client', maxLength: MAX_LENGTH, steps, timing })
      : lostLine
  const lineTo = (agentId?: string): Line => openAgent({ address: () => ports.agentAddress(agentId), steps, timing, log })

  const eventsOf = (brief: ConversationBrief): CallEvents => {
    const events = callEvents(ports, brief)
    return {
      ...events,
      report(report) {
        metrics.ended(report)
        return events.report(report)
      },
    }
  }

  const converse = async (attemptId: AttemptId, upgrade: Upgrade, mustEnd: AbortSignal): Promise<void> => {
    // While the ledger admits the stream the usual agent's line opens; the agent hears nothing before the brief is known.
    const usual = lineTo()
    const opened = await conversations.open(attemptId).catch((error: unknown) => {
      usual.close(1000)
      throw error
    })
    if (opened.kind === 'refused') {
      usual.close(1000)
      return refuse(upgrade, { status: REFUSALS[opened.reason], reason: opened.reason })
    }
    const { brief } = opened
    // Mostly closed before its address is known, so that no conversation with it is begun.
    if (brief.agentId !== undefined) usual.close(1000)
    const agent = brief.agentId === undefined ? usual : lineTo(brief.agentId)
    const audience = calls.begin(attemptId, (text) => session.hint(text))
    const session = holdSession({
      brief,
      audience,
      options,
      caller: metrics.counted(lineFrom(upgrade), 'caller'),
      agent: metrics.counted(agent, 'agent'),
      agentAgain: () => metrics.counted(lineTo(brief.agentId), 'agent'),
      events: eventsOf(brief),
      timing,
      log,
    })
    mustEnd.addEventListener('abort', () => session.shutDown())
    if (mustEnd.aborted) session.shutDown()
    await session.finished
  }

  let elsewhere = 0
  const sendElsewhere = async (attemptId: AttemptId): Promise<void> => {
    if (elsewhere >= MOST_ELSEWHERE) return
    elsewhere++
    await ports
      .divert(attemptId)
      .catch((error: unknown) => log('ERROR', 'stream.not-diverted', { attemptId, ...errorFields(error) }))
      .finally(() => elsewhere--)
  }

  const take = async (upgrade: Upgrade): Promise<void> => {
    if (life.state() === 'initializing' || life.state() === 'closed') return answer(upgrade, 503)
    const { url = '', headers } = upgrade.request
    const admitted = await admit({ path: url, signature: headers['x-twilio-signature']?.toString() })
    if ('status' in admitted) {
      // Anybody can send these, as many as they like: counted, not logged.
      if (admitted.status !== 401) {
        metrics.unsigned()
        return answer(upgrade, admitted.status)
      }
      return refuse(upgrade, admitted)
    }
    const place = life.enter()
    if (!place) {
      const reason = life.state() === 'running' ? 'no room' : 'draining'
      await sendElsewhere(admitted.attemptId)
      return refuse(upgrade, { status: 503, reason })
    }
    onAdmitted(upgrade.socket)
    await converse(admitted.attemptId, upgrade, place.mustEnd).finally(() => place.leave())
  }

  return (upgrade) => {
    // A client that goes away while it waits is found out when the stream is accepted.
    upgrade.socket.on('error', () => upgrade.socket.destroy())
    take(upgrade).catch((error: unknown) => {
      log('ERROR', 'stream.failed', errorFields(error))
      refuse(upgrade, { status: 503, reason: 'ledger or secrets out of reach' })
    })
  }
}
