// What the agent says on its way to the caller's ear: audio, marks that tell what was heard, interruptions.
import { audioMs, join } from '../audio.ts'
import { LIMITS } from '../limits.ts'
import {
  type AgentAudio,
  type Effect,
  type EventOf,
  type Farewell,
  NOTHING,
  type SessionEvent,
  type Step,
  type Talking,
} from '../session-state.ts'
import { heed } from './heeding.ts'
import { answered, silenced } from './voice.ts'

type Playing = Talking | Farewell

/** The event up to which audio that arrives from now on is late. */
export const cutBy = ({ cutUpTo, options }: Pick<Talking, 'cutUpTo' | 'options'>, interrupted: number): number =>
  Math.max(cutUpTo, options.cutsInterruptedEvent ? interrupted : interrupted - 1)

/**
 * Small pieces wait for others: played one by one as they come, the least delay of the next is a gap in what the caller hears. What came
 * in a step has waited already.
 */
export const speak = <S extends Playing>(state: S, pieces: readonly string[], { at, isStep }: { at: number; isStep: boolean }): Step<S> => {
  const { payloads: before, since } = state.speaking
  const payloads = before.length === 0 ? pieces : [...before, ...pieces]
  if (payloads.length === 0) return [state, []]
  const ms = pieces.reduce((sum, payload) => sum + audioMs(payload), state.speaking.ms)
  if (isStep || ms >= state.options.joinMs) return play(state, payloads, at)
  return [{ ...state, speaking: { payloads, ms, since: before.length === 0 ? at : since } }, awaitMore(state)]
}

/** Gives audio to the caller. A mark follows when there is enough of it, or nothing has come for a while. */
const play = <S extends Playing>(state: S, payloads: readonly string[], at: number): Step<S> => {
  const { streamSid, marks, speech } = state
  const { payload } = join(payloads)
  const ms = audioMs(payload)
  const [played, heeding] = heed<S>(
    {
      ...answered(state, at),
      speaking: NOTHING,
      marks: { ...marks, unmarkedMs: marks.unmarkedMs + ms },
      playsUntil: Math.max(state.playsUntil, at) + ms,
      firstAgentAudioAt: state.firstAgentAudioAt ?? at,
      speech: { ...speech, sentMs: speech.sentMs + ms },
    },
    at,
    ms < payloads.length * state.options.joinMs,
  )
  const media: Effect = { do: 'caller.send', streamSid, message: { event: 'media', payload } }
  if (played.marks.unmarkedMs < LIMITS.markMs) return [played, [media, ...heeding, ...awaitMore(state)]]
  const [marked, marking] = mark(played)
  return [marked, [media, ...heeding, ...marking]]
}

/** One timer for all that comes within it: one for each piece would cost more than the piece. */
const awaitMore = ({ marks, speaking }: Playing): readonly Effect[] =>
  marks.unmarkedMs === 0 && speaking.payloads.length === 0 ? [{ do: 'timer.start', timer: 'tail', ms: LIMITS.tailMs }] : []

/** Nothing waits for more any longer, and everything has a mark behind it. */
export const sayTheRest = <S extends Playing>(state: S, at: number): Step<S> => {
  const { payloads } = state.speaking
  const [said, saying]: Step<S> = payloads.length === 0 ? [state, []] : play(state, payloads, at)
  const [marked, marking] = mark(said)
  return [marked, [...saying, ...marking]]
}

export const tailOver = (state: Playing, { at }: SessionEvent): Step => sayTheRest(state, at)

/** Behind what has no mark yet. */
const mark = <S extends Playing>(state: S): Step<S> => {
  const { sent, pending, unmarkedMs } = state.marks
  if (unmarkedMs === 0) return [state, []]
  const next = sent + 1
  return [
    { ...state, marks: { sent: next, pending: [...pending, { mark: next, ms: unmarkedMs }], unmarkedMs: 0 } },
    [{ do: 'caller.send', streamSid: state.streamSid, message: { event: 'mark', name: String(next) } }],
  ]
}

export const passAgentAudio = <S extends Playing>(state: S, event: EventOf<'agent.audio'>): Step<S> => {
  const payloads = notCut(event.pieces, state).map(({ payload }) => payload)
  if (event.backlog <= LIMITS.callerBacklog) return speak(state, payloads, event)
  return [{ ...state, dropped: { ...state.dropped, fromAgent: state.dropped.fromAgent + payloads.length } }, []]
}

/** Audio of a turn that was cut off can still arrive. */
export const notCut = (pieces: readonly AgentAudio[], { cutUpTo }: Pick<Talking, 'cutUpTo'>): readonly AgentAudio[] =>
  pieces.filter(({ eventId, payload }) => eventId > cutUpTo && payload !== '')

const msOf = (pending: Talking['marks']['pending']): number => pending.reduce((sum, { ms }) => sum + ms, 0)

export const isHeard = ({ marks, speaking }: Playing): boolean =>
  marks.pending.length === 0 && marks.unmarkedMs === 0 && speaking.payloads.length === 0

/**
 * `clear` goes out even when all seems to have been played: Twilio may be behind. It sends the pending marks back at once, which then
 * prove nothing: how much was heard is told by the time that has passed.
 */
export const interrupt = <S extends Playing>(state: S, { eventId, at }: EventOf<'agent.interruption'>): Step<S> => {
  const { marks, speech } = state
  const givenMs = msOf(marks.pending) + marks.unmarkedMs
  const leftMs = Math.min(Math.max(state.playsUntil - at, 0), givenMs)
  return [
    {
      ...silenced(state, at),
      cutUpTo: cutBy(state, eventId),
      speaking: NOTHING,
      marks: { ...marks, pending: [], unmarkedMs: 0 },
      speech: { ...speech, heardMs: speech.heardMs + givenMs - leftMs },
      playsUntil: at,
    },
    [{ do: 'caller.send', streamSid: state.streamSid, message: { event: 'clear' } }],
  ]
}

/** Marks come back in order, so the highest number says it all; a name that is not ours is nobody's. */
export const markBack = <S extends Playing>(state: S, { streamSid, name }: EventOf<'caller.mark'>): Step<S> => {
  const { marks, speech } = state
  const index = marks.pending.findIndex((pending) => String(pending.mark) === name)
  if (streamSid !== state.streamSid || index === -1) return [state, []]
  const heardMs = speech.heardMs + msOf(marks.pending.slice(0, index + 1))
  return [{ ...state, marks: { ...marks, pending: marks.pending.slice(index + 1) }, speech: { ...speech, heardMs } }, []]
}
