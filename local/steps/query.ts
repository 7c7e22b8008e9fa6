// Evaluates the JSONata in a definition's fields, as Step Functions does.
import jsonata from 'jsonata'
import type { SystemClock } from '../clock/clock.ts'
import { EXPRESSION } from './definition.ts'
import { StateError } from './failure.ts'
import { functionsOf } from './functions.ts'

/** What `$name` means in an expression: the variables, and `states`. */
export type Bindings = Record<string, unknown>

export type Queries = {
  /** Replaces every expression in a template by its value; `field` is for the error. */
  evaluate(template: unknown, bindings: Bindings, field: string): Promise<unknown>
}

const sourceOf = (value: string): string | undefined => EXPRESSION.exec(value)?.[1]?.trim()

/** Every expression in a state as it was written, but for the states of a Map, which are states of their own. */
export const expressionsIn = (value: unknown, path: string[] = []): { path: string[]; source: string }[] => {
  if (typeof value === 'string') {
    const source = sourceOf(value)
    return source === undefined ? [] : [{ path, source }]
  }
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value)
    .filter(([key]) => key !== 'Comment' && key !== 'ItemProcessor')
    .flatMap(([key, inner]) => expressionsIn(inner, [...path, key]))
}

const isFunction = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && ('_jsonata_lambda' in value || '_jsonata_function' in value)

const messageOf = (error: unknown): string => {
  // JSONata throws plain objects.
  const isTold = typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string'
  return isTold ? `${error.message}` : String(error)
}

/** Step Functions has no $eval: what it would run is not known when the machine is created. */
const usesEval = (node: unknown): boolean => {
  if (typeof node !== 'object' || node === null) return false
  if ('type' in node && node.type === 'variable' && 'value' in node && node.value === 'eval') return true
  return Object.values(node).some(usesEval)
}

/** What is wrong with an expression before it is ever evaluated. */
export const problemOf = (source: string): string | undefined => {
  try {
    return usesEval(jsonata(source).ast()) ? '$eval is not supported' : undefined
  } catch (error) {
    return messageOf(error)
  }
}

export const queriesOn = ({ clock, random }: { clock: Pick<SystemClock, 'now' | 'during'>; random: () => number }): Queries => {
  const compiled = new Map<string, jsonata.Expression>()
  const functions = functionsOf({ clock, random })

  const compile = (source: string): jsonata.Expression => {
    const known = compiled.get(source)
    if (known) return known
    const expression = jsonata(source)
    for (const { name, implementation, signature } of functions) expression.registerFunction(name, implementation, signature)
    compiled.set(source, expression)
    return expression
  }

  const query = async (source: string, bindings: Bindings, field: string): Promise<unknown> => {
    const fail = (what: string) =>
      new StateError('States.QueryEvaluationError', `The JSONata expression '${source}' specified for the field '${field}' ${what}`)
    let value: unknown
    try {
      // No input: Step Functions gives an expression nothing but $states and the variables.
      value = await compile(source).evaluate(undefined, bindings)
    } catch (error) {
      throw fail(`threw an error during evaluation. ${messageOf(error)}`)
    }
    if (value === undefined) throw fail('returned nothing (undefined).')
    if (isFunction(value)) throw fail('returned a function.')
    return value
  }

  const evaluate = async (template: unknown, bindings: Bindings, field: string): Promise<unknown> => {
    if (typeof template === 'string') {
      const source = sourceOf(template)
      return source === undefined ? template : query(source, bindings, field)
    }
    if (typeof template !== 'object' || template === null) return template
    const values: [string, unknown][] = []
    for (const [key, inner] of Object.entries(template)) values.push([key, await evaluate(inner, bindings, `${field}/${key}`)])
    return Array.isArray(template) ? values.map(([, value]) => value) : Object.fromEntries(values)
  }

  // An evaluation is a chain of promises: a virtual clock must not jump while it runs.
  return { evaluate: (template, bindings, field) => clock.during(evaluate(template, bindings, field)) }
}
