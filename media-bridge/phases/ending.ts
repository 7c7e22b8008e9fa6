// How a session ends: both sides are closed, the call is hung up where it may still live, and what happened is reported once.
import type { ConversationReport } from '#app/ports/bridge.ts'
import { latencyOf } from '../latency.ts'
import type { Effect, Live, Parting, SessionEvent, Step } from '../session-state.ts'

type Ending = Parting & {
  failure?: string
  /** Close code for Twilio; 1000 unless something was wrong. */
  code?: number
  /** False when Twilio itself said that the stream is over. */
  hangUp?: boolean
}

export const end = (state: Live, at: number, { failure, code = 1000, hangUp = true, ...parting }: Ending): Step => {
  const { conversationId, firstAgentAudioAt, openedAt, dropped, speech } = state
  const report: ConversationReport = {
    ...parting,
    agentSpoke: firstAgentAudioAt !== undefined,
    durationMs: at - openedAt,
    measured: {
      latency: latencyOf(state),
      turns: state.turns.count,
      speech: { sentMs: Math.round(speech.sentMs), heardMs: Math.round(speech.heardMs) },
    },
    ...(conversationId === undefined ? {} : { conversationId }),
    ...(failure === undefined ? {} : { failure }),
  }
  const hangingUp: readonly Effect[] = hangUp ? [{ do: 'hang-up' }] : []
  // A close reason may have 123 bytes.
  const reason = (failure ?? 'over').slice(0, 120)
  return [
    { phase: 'closed' },
    [{ do: 'agent.close' }, { do: 'caller.close', code, reason }, ...hangingUp, { do: 'finish', report, dropped }],
  ]
}

export const callerMisbehaved = (state: Live, { at }: SessionEvent): Step =>
  end(state, at, { closedFirst: 'bridge', failure: 'caller stream broke the protocol', code: 1008 })

/** A socket that closes without `stop` proves nothing about the call itself, so it is hung up. */
export const callerClosed = (state: Live, { at }: SessionEvent): Step => end(state, at, { closedFirst: 'caller' })

export const shutDown = (state: Live, { at }: SessionEvent): Step =>
  end(state, at, { closedFirst: 'bridge', failure: 'bridge shut down', code: 1001 })
