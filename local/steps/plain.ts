// The plain part of JSONata, evaluated at once: paths through objects, sums, comparisons, objects, $merge and $parse. The interpreter takes
// twenty promises for what a lane asks for after each call.
import jsonata from 'jsonata'
import * as z from 'zod/mini'
import { SomeText } from '#contract/parts.ts'

type Bindings = Record<string, unknown>

/** Gives undefined for whatever is not plain after all, an array for one: then it is the interpreter's. */
export type Plain = (bindings: Bindings) => unknown

// Strict, because a predicate, a grouping or a sort is one more field of the same node.
const node = <S extends z.core.$ZodLooseShape>(shape: S) => z.strictObject({ ...shape, position: z.optional(z.number()) })
const inner = z.unknown()
const Variable = node({ type: z.literal('variable'), value: SomeText })
const Name = node({ type: z.literal('name'), value: z.string() })
const Text = node({ type: z.literal('string'), value: z.string() })
const List = node({ type: z.literal('unary'), value: z.literal('['), expressions: z.array(inner) })
const Comparison = z.enum(['=', '!=', '<', '<=', '>', '>='])
const Node = z.union([
  Variable,
  Text,
  node({ type: z.enum(['number', 'value']), value: z.union([z.number(), z.boolean(), z.null()]) }),
  node({ type: z.literal('path'), steps: z.tuple([Variable], Name) }),
  node({ type: z.literal('binary'), value: z.enum(['+', '-', '*', 'and', ...Comparison.options]), lhs: inner, rhs: inner }),
  node({ type: z.literal('unary'), value: z.literal('{'), lhs: z.array(z.tuple([Text, inner])) }),
  node({ type: z.literal('function'), value: z.literal('('), procedure: Variable, arguments: z.tuple([inner]) }),
])
type Node = z.infer<typeof Node>
type Binary = Extract<Node, { type: 'binary' }>

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isPlain = (value: unknown): boolean => typeof value !== 'function' && !Array.isArray(value)
const own = (value: unknown, name: string): unknown => (isObject(value) && Object.hasOwn(value, name) ? value[name] : undefined)

const path = (names: readonly string[]): Plain => {
  return (bindings) => {
    let value: unknown = bindings
    for (const name of names) value = own(value, name)
    return isPlain(value) ? value : undefined
  }
}

const OF_NUMBERS: Record<Exclude<Binary['value'], 'and' | '=' | '!='>, (a: number, b: number) => number | boolean> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '<': (a, b) => a < b,
  '<=': (a, b) => a <= b,
  '>': (a, b) => a > b,
  '>=': (a, b) => a >= b,
}

const binary = (operator: Binary['value'], left: Plain, right: Plain): Plain => {
  if (operator === 'and') {
    return (bindings) => {
      const [a, b] = [left(bindings), right(bindings)]
      return typeof a === 'boolean' && typeof b === 'boolean' ? a && b : undefined
    }
  }
  if (operator === '=' || operator === '!=') {
    return (bindings) => {
      const [a, b] = [left(bindings), right(bindings)]
      if (a === undefined || b === undefined || isObject(a) || isObject(b)) return undefined
      return (a === b) === (operator === '=')
    }
  }
  const calculate = OF_NUMBERS[operator]
  return (bindings) => {
    const [a, b] = [left(bindings), right(bindings)]
    if (typeof a !== 'number' || typeof b !== 'number') return undefined
    const result = calculate(a, b)
    return typeof result === 'boolean' || Number.isFinite(result) ? result : undefined
  }
}

const object = (fields: readonly (readonly [string, Plain])[]): Plain | undefined => {
  const isOrdinary = new Set(fields.map(([name]) => name)).size === fields.length && fields.every(([name]) => !name.startsWith('_'))
  if (!isOrdinary) return undefined
  return (bindings) => {
    const made: Record<string, unknown> = {}
    for (const [name, plain] of fields) {
      const value = plain(bindings)
      if (value === undefined) return undefined
      made[name] = value
    }
    return made
  }
}

const merge = (parts: readonly Plain[]): Plain => {
  return (bindings) => {
    let merged: Record<string, unknown> = {}
    for (const part of parts) {
      const value = part(bindings)
      if (!isObject(value)) return undefined
      // By spreading: an assignment would take a field of the name __proto__ for the object's prototype.
      merged = { ...merged, ...value }
    }
    return merged
  }
}

const parse = (text: Plain): Plain => {
  return (bindings) => {
    const value = text(bindings)
    if (typeof value !== 'string') return undefined
    try {
      const parsed: unknown = JSON.parse(value)
      return isPlain(parsed) ? parsed : undefined
    } catch {
      // The interpreter says what is wrong with it.
      return undefined
    }
  }
}

const all = (nodes: readonly unknown[]): Plain[] | undefined => {
  const plain = nodes.map(compile)
  return plain.every((part) => part !== undefined) ? plain : undefined
}

const call = (name: string, argument: unknown): Plain | undefined => {
  if (name === 'parse') {
    const text = compile(argument)
    return text && parse(text)
  }
  const list = name === 'merge' ? List.safeParse(argument).data : undefined
  const parts = list && all(list.expressions)
  return parts && merge(parts)
}

const compile = (ast: unknown): Plain | undefined => {
  const parsed = Node.safeParse(ast).data
  switch (parsed?.type) {
    case 'variable':
      return path([parsed.value])
    case 'path':
      return path(parsed.steps.map(({ value }) => value))
    case 'string':
    case 'number':
    case 'value':
      return () => parsed.value
    case 'binary': {
      const [left, right] = all([parsed.lhs, parsed.rhs]) ?? []
      return left && right && binary(parsed.value, left, right)
    }
    case 'unary': {
      const values = all(parsed.lhs.map(([, value]) => value))
      return values && object(parsed.lhs.flatMap(([{ value: name }], index) => (values[index] ? [[name, values[index]] as const] : [])))
    }
    case 'function':
      return call(parsed.procedure.value, parsed.arguments[0])
    default:
      return undefined
  }
}

const known = new Map<string, Plain | undefined>()

/** Undefined when the expression is more than plain. What was compiled once serves every engine of the process. */
export const plainOf = (source: string): Plain | undefined => {
  // As JSON, since the nodes inherit fields from the parser's own.
  if (!known.has(source)) known.set(source, compile(JSON.parse(JSON.stringify(jsonata(source).ast()))))
  return known.get(source)
}
