// What the agent says on its way to the caller's ear: audio, marks behind it, interruptions.
import { audioMs } from '../audio.ts'
import { type EventOf, type Farewell, LIMITS, type Step, type Talking } from '../session-state.ts'

type Playing = Talking | Farewell

/** The event up to which audio that arrives from now on is late. */
export const cutBy = ({ cutUpTo, options }: Pick<Talking, 'cutUpTo' | 'options'>, interrupted: number): number =>
  Math.max(cutUpTo, options.cutsInterruptedEvent ? interrupted : interrupted - 1)

/** Gives audio to the caller, with a mark behind it that comes back when it has been heard. */
export const play = <S extends Playing>(state: S, payload: string, at: number): Step<S> => {
  const { streamSid } = state
  const sent = state.marks.sent + 1
  return [
    {
      ...state,
      marks: { ...state.marks, sent },
      playsUntil: Math.max(state.playsUntil, at) + audioMs(payload),
      firstAgentAudioAt: state.firstAgentAudioAt ?? at,
    },
    [
      { do: 'caller.send', streamSid, message: { event: 'media', payload } },
      { do: 'caller.send', streamSid, message: { event: 'mark', name: String(sent) } },
    ],
  ]
}

/** Audio of a turn that was cut off can still arrive. */
export const passAgentAudio = <S extends Playing>(state: S, { eventId, payload, backlog, at }: EventOf<'agent.audio'>): Step<S> => {
  if (eventId <= state.cutUpTo || payload === '') return [state, []]
  if (backlog <= LIMITS.callerBacklog) return play(state, payload, at)
  return [{ ...state, dropped: { ...state.dropped, fromAgent: state.dropped.fromAgent + 1 } }, []]
}

/** `clear` goes out even when all seems to have been played: Twilio may be behind. It sends the pending marks back at once. */
export const interrupt = <S extends Playing>(state: S, { eventId, at }: EventOf<'agent.interruption'>): Step<S> => [
  { ...state, cutUpTo: cutBy(state, eventId), playsUntil: at },
  [{ do: 'caller.send', streamSid: state.streamSid, message: { event: 'clear' } }],
]

/** Marks come back in order, so the highest number says it all; a name that is not ours is nobody's. */
export const markBack = <S extends Playing>(state: S, { streamSid, name }: EventOf<'caller.mark'>): Step<S> => {
  const number = Number(name)
  const isOurs = streamSid === state.streamSid && Number.isInteger(number) && number > state.marks.back && number <= state.marks.sent
  return [isOurs ? { ...state, marks: { ...state.marks, back: number } } : state, []]
}
