// What the caller says on its way to the agent: frames are joined, since each message costs more than what is in it.
import { audioMs, join } from '../audio.ts'
import { LIMITS } from '../limits.ts'
import { type CallerAudio, type EventOf, type Joining, NOTHING, type Step, type Talking } from '../session-state.ts'
import { heed } from './heeding.ts'
import { listen } from './voice.ts'

export const passCallerAudio = (state: Talking, event: EventOf<'caller.media'>): Step =>
  hear(
    state,
    ofStream(event.pieces, state.streamSid).map(({ payload }) => payload),
    event,
  )

export const ofStream = (pieces: readonly CallerAudio[], streamSid: string): readonly CallerAudio[] =>
  pieces.filter((piece) => piece.streamSid === streamSid)

type Arrival = { at: number; backlog: number }

/** Audio is passed on when it is enough, or when the frames that wait are old because others were late; what came in a step has waited. */
export const hear = (state: Talking, pieces: readonly string[], arrival: Arrival & { isStep: boolean }): Step<Talking> => {
  const { joining, options } = state
  const payloads = joining.payloads.length === 0 ? pieces : [...joining.payloads, ...pieces]
  if (payloads.length === 0) return [state, []]
  const ms = pieces.reduce((sum, payload) => sum + audioMs(payload), joining.ms)
  const since = joining.payloads.length === 0 ? arrival.at : joining.since
  const isEnough = arrival.isStep || ms >= options.joinMs || arrival.at - since >= options.joinMs
  if (!isEnough) return [{ ...state, joining: { payloads, ms, since } }, []]
  return pass({ ...state, joining: NOTHING }, { payloads, ms }, arrival)
}

/** What waits to be joined goes on by itself: nothing comes after it. */
export const passTheRest = (state: Talking, at: number): Step<Talking> => {
  const { payloads, ms } = state.joining
  return payloads.length === 0 ? [state, []] : pass({ ...state, joining: NOTHING }, { payloads, ms }, { at, backlog: 0 })
}

const pass = (state: Talking, { payloads, ms }: Pick<Joining, 'payloads' | 'ms'>, { at, backlog }: Arrival): Step<Talking> => {
  const { payload, isVoiced } = join(payloads)
  // Before the agent hears it: its answer may come at once.
  const [heard, heeding] = heed<Talking>({ ...state, voice: listen(state, { isVoiced, ms, at }) }, at)
  if (backlog <= LIMITS.agentBacklog) return [heard, [...heeding, { do: 'agent.send', message: { user_audio_chunk: payload } }]]
  return [{ ...heard, dropped: { ...state.dropped, fromCaller: state.dropped.fromCaller + payloads.length } }, heeding]
}
