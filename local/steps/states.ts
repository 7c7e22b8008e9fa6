// The states that only look at data or let time pass: Pass, Choice, Wait, Succeed and Fail.
import '#contract/english.ts'
import * as z from 'zod/mini'
import type { ChoiceState, State, WaitState } from './definition.ts'
import { StateError, travelled } from './failure.ts'
import { evaluate, type Known, sleep, type Visit } from './visit.ts'

/** Without `next` the flow has ended. */
export type Outcome = { output: unknown; next: string | undefined }

type Exit = { Output?: unknown; Assign?: Record<string, unknown> | undefined; next: string | undefined; fallback: unknown; known?: Known }

const Assigned = z.record(z.string(), z.unknown())

/** Output and Assign are evaluated side by side: neither sees what the other does. */
export const leave = async (visit: Visit, { Output, Assign, next, fallback, known }: Exit): Promise<Outcome> => {
  const output = Output === undefined ? fallback : await evaluate(visit, { ...known, template: Output, field: 'Output' })
  const assigned = Assign && Assigned.parse(travelled(await evaluate(visit, { ...known, template: Assign, field: 'Assign' }), 'variables'))
  const left = { output: travelled(output, 'output'), next }
  if (assigned) visit.thread.variables = { ...visit.thread.variables, ...assigned }
  visit.thread.record(1)
  return left
}

/** A field that is a number, a time or the like, or an expression that gives one. */
export const settingOf = async <S extends z.ZodMiniType>(
  visit: Visit,
  { schema, template, field, ...known }: Known & { schema: S; template: unknown; field: string },
): Promise<z.output<S>> => {
  const parsed = schema.safeParse(await evaluate(visit, { ...known, template, field }))
  if (parsed.success) return parsed.data
  throw new StateError('States.QueryEvaluationError', `The value of the field '${field}' is not valid: ${z.prettifyError(parsed.error)}`)
}

const Truth = z.boolean()
const Seconds = z.int().check(z.minimum(0), z.maximum(99_999_999))
const Instant = z.iso.datetime({ offset: true })
const Text = z.string()

const choose = async (visit: Visit, state: ChoiceState): Promise<Outcome> => {
  for (const [index, rule] of state.Choices.entries()) {
    const isTrue = await settingOf(visit, { schema: Truth, template: rule.Condition, field: `Choices/${index}/Condition` })
    if (isTrue) return leave(visit, { ...rule, next: rule.Next, fallback: visit.input })
  }
  if (state.Default === undefined) throw new StateError('States.NoChoiceMatched', 'No choice matched and the state has no Default.')
  return leave(visit, { ...state, next: state.Default, fallback: visit.input })
}

const secondsOf = async (visit: Visit, state: WaitState): Promise<number> => {
  if (state.Seconds !== undefined) return settingOf(visit, { schema: Seconds, template: state.Seconds, field: 'Seconds' })
  const until = await settingOf(visit, { schema: Instant, template: state.Timestamp, field: 'Timestamp' })
  return Math.max(0, Date.parse(until) - visit.engine.clock.now()) / 1000
}

const textOf = (visit: Visit, template: string | undefined, field: string): Promise<string | undefined> =>
  template === undefined ? Promise.resolve(undefined) : settingOf(visit, { schema: Text, template, field })

export const runState = async (visit: Visit, state: Exclude<State, { Type: 'Task' | 'Map' }>): Promise<Outcome> => {
  switch (state.Type) {
    case 'Pass':
      return leave(visit, { ...state, next: state.Next, fallback: visit.input })
    case 'Choice':
      return choose(visit, state)
    case 'Wait':
      await sleep(visit, await secondsOf(visit, state))
      return leave(visit, { ...state, next: state.Next, fallback: visit.input })
    case 'Succeed':
      return leave(visit, { ...state, next: undefined, fallback: visit.input })
    case 'Fail': {
      const error = (await textOf(visit, state.Error, 'Error')) ?? 'States.TaskFailed'
      throw new StateError(error, await textOf(visit, state.Cause, 'Cause'))
    }
  }
}
