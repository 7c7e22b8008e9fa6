// When the caller speaks and when the agent does: how long each waits for the other.
import { LIMITS } from '../limits.ts'
import type { Farewell, Talking, Voice } from '../session-state.ts'

type Heard = { isVoiced: boolean; ms: number; at: number }

/** Audio of the caller: with a voice in it, or without. */
export const listen = ({ voice, playsUntil }: Talking, { isVoiced, ms, at }: Heard): Voice => {
  if (isVoiced) return speaking(voice, { from: at - ms, at, isOver: at < playsUntil })
  const isPause = voice.since === undefined || at - (voice.lastAt ?? at) <= LIMITS.pauseMs
  if (isPause) return voice
  const { since, overSince, ...quiet } = voice
  return quiet
}

/** Who speaks already when the agent begins speaks over it from then on, and not since their own first word. */
const speaking = (voice: Voice, { from, at, isOver }: { from: number; at: number; isOver: boolean }): Voice => {
  const heard = { ...voice, since: voice.since ?? from, lastAt: at }
  return isOver ? { ...heard, overSince: voice.overSince ?? from } : { ...heard, unansweredAt: at }
}

/** The agent's audio begins: an answer, if the caller has none yet. */
export const answered = <S extends Talking | Farewell>(state: S, at: number): S => {
  if (state.voice.unansweredAt === undefined) return state
  const { unansweredAt, ...voice } = state.voice
  return { ...state, voice, waits: { ...state.waits, replies: [...state.waits.replies, at - unansweredAt] } }
}

/** The agent was interrupted: from now on what the caller says waits for an answer. */
export const silenced = <S extends Talking | Farewell>(state: S, at: number): S => {
  const { overSince, ...voice } = state.voice
  if (overSince === undefined) return state
  const unansweredAt = voice.lastAt ?? at
  return {
    ...state,
    voice: { ...voice, unansweredAt },
    waits: { ...state.waits, bargeIns: [...state.waits.bargeIns, at - overSince] },
  }
}
