// Reads a state machine's definition and refuses, with the path, whatever the engine does not run as AWS would.
import '#contract/english.ts'
import * as z from 'zod/mini'
import { checkFlow, checkState } from './checks.ts'
import {
  type Flow,
  type flow,
  type MapState,
  machine,
  type Processor,
  type Program,
  processor,
  type State,
  type StateType,
  states,
} from './definition.ts'

type Reading = { problems: string[]; names: Set<string>; queryLanguage: string }

/** Where in the definition, and the variables that an inline Map's states must leave alone. */
type Place = { path: string; outerVariables: ReadonlySet<string> }

const at = (path: string, keys: PropertyKey[]): string => [path, ...keys].filter((key) => key !== '').join('.')

const describe = (issue: z.core.$ZodIssue, path: string): string[] => {
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => `${at(path, [...issue.path, key])} is not supported`)
  return [`${at(path, issue.path) || 'The definition'}: ${issue.message}`]
}

const parse = <S extends z.ZodMiniType>(
  schema: S,
  value: unknown,
  { problems, path }: { problems: string[]; path: string },
): z.output<S> | undefined => {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  problems.push(...parsed.error.issues.flatMap((issue) => describe(issue, path)))
  return undefined
}

const isStateType = (type: string): type is StateType => Object.hasOwn(states, type)

const readProcessor = (value: unknown, reading: Reading, place: Place): Processor | undefined => {
  const parsed = parse(processor, value, { problems: reading.problems, path: place.path })
  if (!parsed) return undefined
  const { Mode: mode } = parsed.ProcessorConfig
  const outerVariables: ReadonlySet<string> = mode === 'INLINE' ? place.outerVariables : new Set()
  return { mode, ...readFlow(parsed, reading, { path: place.path, outerVariables }) }
}

const readMap = (value: unknown, reading: Reading, place: Place): MapState | undefined => {
  const parsed = parse(states.Map, value, { problems: reading.problems, path: place.path })
  if (!parsed) return undefined
  const { ItemProcessor, ...state } = parsed
  const read = readProcessor(ItemProcessor, reading, { ...place, path: `${place.path}.ItemProcessor` })
  return read && { ...state, processor: read }
}

const readState = (value: unknown, reading: Reading, place: Place): State | undefined => {
  const { problems } = reading
  const head = parse(z.looseObject({ Type: z.string(), QueryLanguage: z.optional(z.string()) }), value, { problems, path: place.path })
  if (!head) return undefined
  const { Type: type, QueryLanguage: queryLanguage = reading.queryLanguage } = head
  // The fields of the other language would only be reported one by one.
  if (queryLanguage !== 'JSONata') {
    problems.push(`${place.path} uses ${queryLanguage}: only JSONata is supported`)
    return undefined
  }
  if (!isStateType(type)) {
    problems.push(`${place.path}.Type ${type} is not supported`)
    return undefined
  }
  return type === 'Map' ? readMap(value, reading, place) : parse(states[type], value, { problems, path: place.path })
}

const variablesOf = (states: Record<string, unknown>): string[] => {
  const assigning = z.looseObject({ Assign: z._default(z.record(z.string(), z.unknown()), {}) })
  const withRules = z.extend(assigning, { Choices: z._default(z.array(assigning), []), Catch: z._default(z.array(assigning), []) })
  return Object.values(states).flatMap((state) => {
    const parsed = withRules.safeParse(state)
    if (!parsed.success) return []
    return [parsed.data, ...parsed.data.Choices, ...parsed.data.Catch].flatMap(({ Assign }) => Object.keys(Assign))
  })
}

const readFlow = (parsed: z.infer<typeof flow>, reading: Reading, { path, outerVariables }: Place): Flow => {
  const own = variablesOf(parsed.States)
  const taken = own.filter((name) => outerVariables.has(name))
  reading.problems.push(...taken.map((name) => `${path}: the variable ${name} is also assigned outside`))
  const variables = new Set([...outerVariables, ...own])
  const read = new Map<string, State>()
  for (const [name, value] of Object.entries(parsed.States)) {
    const statePath = at(path, ['States', name])
    if (reading.names.has(name)) reading.problems.push(`${statePath}: another state has this name`)
    reading.names.add(name)
    const state = readState(value, reading, { path: statePath, outerVariables: variables })
    if (!state) continue
    read.set(name, state)
    reading.problems.push(...checkState(state, value).map((problem) => `${statePath}${problem}`))
  }
  const flow = { startAt: parsed.StartAt, states: read }
  // What leads where can be said only when every state was read.
  if (read.size === Object.keys(parsed.States).length) reading.problems.push(...checkFlow(flow).map((problem) => at(path, [problem])))
  return flow
}

export const loadMachine = ({ name, definition }: { name: string; definition: unknown }): Program => {
  const problems: string[] = []
  const parsed = parse(machine, definition, { problems, path: '' })
  const reading = { problems, names: new Set<string>(), queryLanguage: parsed?.QueryLanguage ?? 'JSONPath' }
  const read = parsed && readFlow(parsed, reading, { path: '', outerVariables: new Set() })
  if (!read || problems.length > 0) throw new Error(`The state machine ${name} cannot be run:\n  ${problems.join('\n  ')}`)
  return { ...read, ...(parsed.TimeoutSeconds === undefined ? {} : { timeoutSeconds: parsed.TimeoutSeconds }) }
}
