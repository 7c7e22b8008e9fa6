// What is said, told turn by turn while the conversation goes on.
import type { TranscriptTurn } from '#contract/transcript.ts'
import { LIMITS } from '../limits.ts'
import type { EventOf, Live, Step, Talking } from '../session-state.ts'

type Told = Pick<TranscriptTurn, 'by' | 'kind' | 'text'>

/** Corrections follow at once, so a few of the agent's turns are enough to find the one that is meant. */
const CORRECTABLE = 8

const told = (state: Live, at: number, { text, ...turn }: Told): TranscriptTurn => ({
  index: state.turns.count,
  atMs: Math.max(0, Math.round(at - state.openedAt)),
  text: text.slice(0, LIMITS.turnLength),
  ...turn,
})

export const tellTurn = <S extends Live>(state: S, at: number, what: Told): Step<S> => {
  if (state.turns.count >= LIMITS.turns || what.text === '') return [state, []]
  return [{ ...state, turns: { ...state.turns, count: state.turns.count + 1 } }, [{ do: 'tell', turn: told(state, at, what) }]]
}

export const callerSaid = (state: Live, { text, at }: EventOf<'agent.heard'>): Step =>
  tellTurn(state, at, { by: 'caller', kind: 'said', text })

export const agentSaid = (state: Live, { text, eventId, at }: EventOf<'agent.said'>): Step => {
  const [next, effects] = tellTurn(state, at, { by: 'agent', kind: 'said', text })
  const [effect] = effects
  if (effect?.do !== 'tell') return [next, effects]
  const ofAgent = [...next.turns.ofAgent.slice(1 - CORRECTABLE), { eventId, turn: effect.turn }]
  return [{ ...next, turns: { ...next.turns, ofAgent } }, effects]
}

/** The agent was interrupted: its turn is what the caller got to hear. */
export const agentCorrected = (state: Live, { text, eventId }: EventOf<'agent.corrected'>): Step => {
  const { ofAgent } = state.turns
  const said = ofAgent.findLast((one) => one.eventId === eventId) ?? ofAgent.at(-1)
  if (!said) return [state, []]
  return [state, [{ do: 'tell', turn: { ...said.turn, text: text.slice(0, LIMITS.turnLength), isCutOff: true } }]]
}

/** The agent takes it into account from its next words on. */
export const hinted = (state: Talking, { text, at }: EventOf<'hint'>): Step => {
  const [next, effects] = tellTurn(state, at, { by: 'viewer', kind: 'hinted', text })
  return [next, [...effects, { do: 'agent.send', message: { type: 'contextual_update', text } }]]
}

type Key = EventOf<'caller.key'>

/** Not which key: people type the numbers of their cards. */
const A_KEY = '•'

export const keyPressedEarly = <S extends Live>(state: S, { at }: Key): Step<S> =>
  tellTurn(state, at, { by: 'caller', kind: 'pressed', text: A_KEY })

/** The agent does not hear the tones of the keys. */
export const keyPressed = (state: Talking, event: Key): Step => {
  if (event.streamSid !== state.streamSid) return [state, []]
  const [next, effects] = keyPressedEarly(state, event)
  const note = { type: 'contextual_update', text: `The caller pressed ${event.digit} on the telephone.` } as const
  return [next, [...effects, { do: 'agent.send', message: note }]]
}
