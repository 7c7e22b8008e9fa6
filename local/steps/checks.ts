// The rules of the States Language that a schema cannot say: where states lead, and which fields go together.
import type { Catcher, Flow, Retrier, State } from './definition.ts'
import { expressionsIn, problemOf } from './query.ts'

const targetsOf = (state: State): string[] => {
  if (state.Type === 'Choice') return [...state.Choices.map(({ Next }) => Next), ...(state.Default === undefined ? [] : [state.Default])]
  if (state.Type === 'Succeed' || state.Type === 'Fail') return []
  const caught = state.Type === 'Task' || state.Type === 'Map' ? state.Catch.map(({ Next }) => Next) : []
  return state.Next === undefined ? caught : [state.Next, ...caught]
}

export const checkFlow = ({ startAt, states }: Flow): string[] => {
  const reached = new Set<string>()
  const missing: string[] = []
  const visit = (name: string, from: string): void => {
    const state = states.get(name)
    if (!state) missing.push(`${from} leads to ${name}, which does not exist`)
    if (!state || reached.has(name)) return
    reached.add(name)
    for (const target of targetsOf(state)) visit(target, `States.${name}`)
  }
  visit(startAt, 'StartAt')
  const unreached = [...states.keys()].filter((name) => !reached.has(name))
  return [...missing, ...unreached.map((name) => `States.${name} is never reached`)]
}

const checkHandlers = (field: string, handlers: readonly (Retrier | Catcher)[]): string[] =>
  handlers.flatMap(({ ErrorEquals }, index) => {
    if (!ErrorEquals.includes('States.ALL')) return []
    const isLast = index === handlers.length - 1
    return ErrorEquals.length === 1 && isLast ? [] : [`.${field}.${index}: States.ALL must stand alone and come last`]
  })

const checkTransition = (state: State): string[] => {
  if (state.Type === 'Choice' || state.Type === 'Succeed' || state.Type === 'Fail') return []
  const isOne = (state.Next === undefined) === (state.End === true)
  return isOne ? [] : [': must have either Next or End: true']
}

const checkFields = (state: State): string[] => {
  switch (state.Type) {
    case 'Wait':
      return (state.Seconds === undefined) === (state.Timestamp === undefined) ? [': must have either Seconds or Timestamp'] : []
    case 'Task': {
      const { HeartbeatSeconds: heartbeat, TimeoutSeconds: timeout } = state
      if (heartbeat !== undefined && !state.Resource.endsWith('.waitForTaskToken')) return ['.HeartbeatSeconds needs .waitForTaskToken']
      const isTooLong = typeof heartbeat === 'number' && typeof timeout === 'number' && heartbeat >= timeout
      return isTooLong ? ['.HeartbeatSeconds must be smaller than TimeoutSeconds'] : []
    }
    case 'Map': {
      if (state.processor.mode === 'DISTRIBUTED') return []
      const fields = ['Label', 'ToleratedFailureCount', 'ToleratedFailurePercentage'] as const
      return fields.filter((field) => state[field] !== undefined).map((field) => `.${field} needs Mode DISTRIBUTED`)
    }
    default:
      return []
  }
}

/** Of one state, by itself; each problem continues the state's path. `raw` is the state as it was written. */
export const checkState = (state: State, raw: unknown): string[] => [
  ...checkTransition(state),
  ...checkFields(state),
  ...(state.Type === 'Task' || state.Type === 'Map'
    ? [...checkHandlers('Retry', state.Retry), ...checkHandlers('Catch', state.Catch)]
    : []),
  ...expressionsIn(raw).flatMap(({ path, source }) => {
    const problem = problemOf(source)
    return problem === undefined ? [] : [`.${path.join('.')}: ${problem}`]
  }),
]
