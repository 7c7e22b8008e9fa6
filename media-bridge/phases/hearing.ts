// What the caller says on its way to the agent: frames are joined, since each message costs more than what is in it.
import { audioMs, join } from '../audio.ts'
import { type EventOf, type Joining, LIMITS, type Step, type Talking } from '../session-state.ts'

export const NOTHING: Joining = { payloads: [], ms: 0, since: 0 }

export const passCallerAudio = (state: Talking, { streamSid, payload, ...arrived }: EventOf<'caller.media'>): Step =>
  streamSid === state.streamSid ? hear(state, payload, arrived) : [state, []]

/** Audio is passed on when it is enough, or when the frames that wait are old because others were late. */
export const hear = (state: Talking, payload: string, { at, backlog }: { at: number; backlog: number }): Step<Talking> => {
  const { joining, options } = state
  const payloads = [...joining.payloads, payload]
  const ms = joining.ms + audioMs(payload)
  const since = joining.payloads.length === 0 ? at : joining.since
  const isEnough = ms >= options.joinMs || at - since >= options.joinMs
  return isEnough ? pass({ ...state, joining: NOTHING }, payloads, backlog) : [{ ...state, joining: { payloads, ms, since } }, []]
}

const pass = (state: Talking, payloads: readonly string[], backlog: number): Step<Talking> => {
  if (backlog <= LIMITS.agentBacklog) return [state, [{ do: 'agent.send', message: { user_audio_chunk: join(payloads).payload } }]]
  return [{ ...state, dropped: { ...state.dropped, fromCaller: state.dropped.fromCaller + payloads.length } }, []]
}
