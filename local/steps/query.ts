// Evaluates the JSONata in a definition's fields, as Step Functions does.
import jsonata from 'jsonata'
import { EXPRESSION } from './definition.ts'
import { StateError } from './failure.ts'
import { functionsOf, type Surroundings } from './functions.ts'
import { type Plain, plainOf } from './plain.ts'

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

/** A field as it was written: a constant, an expression, or a list or an object with expressions in it. */
type Template =
  | { constant: unknown }
  | { source: string; plain: Plain | undefined }
  | { parts: (readonly [string, Template])[]; isList: boolean }

const read = (value: unknown): Template => {
  if (typeof value === 'string') {
    const source = sourceOf(value)
    return source === undefined ? { constant: value } : { source, plain: plainOf(source) }
  }
  if (typeof value !== 'object' || value === null) return { constant: value }
  const parts = Object.entries(value).map(([key, inner]) => [key, read(inner)] as const)
  return parts.every(([, part]) => 'constant' in part) ? { constant: value } : { parts, isList: Array.isArray(value) }
}

/** Fields are read once for all executions of all engines: a definition does not change. */
const fields = new WeakMap<object, Template>()
const expressions = new Map<string, Template>()

/** What needs no interpreter; otherwise undefined. */
const fillPlain = (template: Template, bindings: Bindings): unknown => {
  if ('constant' in template) return template.constant
  if ('source' in template) {
    const value = template.plain?.(bindings)
    return isFunction(value) ? undefined : value
  }
  const values: [string, unknown][] = []
  for (const [key, inner] of template.parts) {
    const value = fillPlain(inner, bindings)
    if (value === undefined) return undefined
    values.push([key, value])
  }
  return template.isList ? values.map(([, value]) => value) : Object.fromEntries(values)
}

const templateOf = (value: unknown): Template => {
  const isField = typeof value === 'object' && value !== null
  const known = isField ? fields.get(value) : typeof value === 'string' ? expressions.get(value) : undefined
  if (known) return known
  const template = read(value)
  if (isField) fields.set(value, template)
  else if (typeof value === 'string') expressions.set(value, template)
  return template
}

export const queriesOn = (surroundings: Surroundings): Queries => {
  const compiled = new Map<string, jsonata.Expression>()
  const functions = functionsOf(surroundings)

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

  const fill = async (template: Template, bindings: Bindings, field: string): Promise<unknown> => {
    const plain = fillPlain(template, bindings)
    if (plain !== undefined) return plain
    if ('constant' in template) return template.constant
    if ('source' in template) return query(template.source, bindings, field)
    const values: [string, unknown][] = []
    for (const [key, inner] of template.parts) values.push([key, await fill(inner, bindings, `${field}/${key}`)])
    return template.isList ? values.map(([, value]) => value) : Object.fromEntries(values)
  }

  return { evaluate: (template, bindings, field) => fill(templateOf(template), bindings, field) }
}
