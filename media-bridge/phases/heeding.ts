// How the agent is listened to: at every moment while it may answer or be interrupted, in steps while it only goes on with what it says.
import { LIMITS } from '../limits.ts'
import type { Farewell, Step, Talking } from '../session-state.ts'

/** It is speaking, and the caller, whom it heard no later than we did, has not just begun to. */
const mayWait = ({ voice, playsUntil }: Talking | Farewell, at: number): boolean =>
  at < playsUntil && voice.unansweredAt === undefined && (voice.overSince === undefined || at - voice.overSince > LIMITS.heedMs)

/** `isWorthIt`: what it says comes in pieces so short that a step has several. */
export const heed = <S extends Talking | Farewell>(state: S, at: number, isWorthIt = state.isUnhurried): Step<S> => {
  const isUnhurried = isWorthIt && mayWait(state, at)
  return isUnhurried === state.isUnhurried ? [state, []] : [{ ...state, isUnhurried }, [{ do: 'agent.step', isOn: isUnhurried }]]
}
