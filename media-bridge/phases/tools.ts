// What the agent wishes for its caller, by the client tools that the bridge offers. The agent waits for the answer to each.
import type { EventOf, Live, Step, Talking } from '../session-state.ts'
import { agentEnded } from './talking.ts'
import { tellTurn } from './transcript.ts'

type Use = EventOf<'agent.tool'>

/** The answer's words are for the agent, which goes on by them. */
const answer = <S extends Live>(state: S, toolCallId: string, { result, isError }: { result: string; isError: boolean }): Step<S> => [
  state,
  [{ do: 'agent.send', message: { type: 'client_tool_result', tool_call_id: toolCallId, result, is_error: isError } }],
]

export const useTool = <S extends Live>(state: S, event: Use): Step<S> => {
  const [told, telling] = tellTurn(state, event.at, { by: 'agent', kind: 'used', text: event.name })
  const [next, effects] = respond(told, event)
  return [next, [...telling, ...effects]]
}

const respond = <S extends Live>(state: S, { toolCallId, name, wish }: Use): Step<S> => {
  if (name === 'end_call') return answer(state, toolCallId, { result: 'The call ends now.', isError: false })
  if (wish === undefined) return answer(state, toolCallId, { result: `There is no tool called ${name} here.`, isError: true })
  if (wish.kind === 'unclear') return answer(state, toolCallId, { result: wish.problem, isError: true })
  return [state, [{ do: 'fulfil', toolCallId, wish }]]
}

export const useToolWhileTalking = (state: Talking, event: Use): Step => {
  const [next, effects] = useTool(state, event)
  if (event.name !== 'end_call') return [next, effects]
  const [leaving, last] = agentEnded(next, event)
  return [leaving, [...effects, ...last]]
}

export const toolDone = (state: Live, { toolCallId, result, isError }: EventOf<'tool.done'>): Step =>
  answer(state, toolCallId, { result, isError })
