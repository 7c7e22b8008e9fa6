// How a session ends: both sides are closed, the call is hung up where it may still live, and what happened is reported once.
import type { ConversationReport } from '#app/bridge-ports.ts'
import type { Effect, EventOf, Live, SessionEvent, Step } from '../session-state.ts'

type Ending = {
  closedFirst: ConversationReport['closedFirst']
  failure?: string
  /** Close code for Twilio; 1000 unless something was wrong. */
  code?: number
  /** False when Twilio itself said that the stream is over. */
  hangUp?: boolean
}

export const end = (state: Live, at: number, { closedFirst, failure, code = 1000, hangUp = true }: Ending): Step => {
  const { conversationId, firstAgentAudioAt, openedAt, dropped } = state
  const report: ConversationReport = {
    closedFirst,
    agentSpoke: firstAgentAudioAt !== undefined,
    durationMs: at - openedAt,
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(failure === undefined ? {} : { failure }),
    ...(firstAgentAudioAt === undefined ? {} : { firstAgentAudioMs: firstAgentAudioAt - openedAt }),
  }
  const hangingUp: readonly Effect[] = hangUp ? [{ do: 'hang-up' }] : []
  return [
    { phase: 'closed' },
    [{ do: 'agent.close' }, { do: 'caller.close', code, reason: failure ?? 'over' }, ...hangingUp, { do: 'finish', report, dropped }],
  ]
}

export const callerMisbehaved = (state: Live, { at }: SessionEvent): Step =>
  end(state, at, { closedFirst: 'bridge', failure: 'caller stream broke the protocol', code: 1008 })

export const agentMisbehaved = (state: Live, { at }: SessionEvent): Step =>
  end(state, at, { closedFirst: 'bridge', failure: 'agent broke the protocol' })

export const agentFailed = (state: Live, { code, kind, at }: EventOf<'agent.error'>): Step =>
  end(state, at, { closedFirst: 'agent', failure: `agent error ${kind ?? code ?? 'unknown'}` })

/** A socket that closes without `stop` proves nothing about the call itself, so it is hung up. */
export const callerClosed = (state: Live, { at }: SessionEvent): Step => end(state, at, { closedFirst: 'caller' })

export const shutDown = (state: Live, { at }: SessionEvent): Step =>
  end(state, at, { closedFirst: 'bridge', failure: 'bridge shut down', code: 1001 })
