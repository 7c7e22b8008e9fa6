// The cells of JSON objects: each brings the names of its own, and numbers stay as they are written.
import type { Encoding } from '#contract/list.ts'
import type { Batch } from './framer.ts'
import type { ListRecord } from './record.ts'
import { decode } from './units.ts'

type Fields = Map<string, string>

/** Within objects within objects there is nothing to be called. */
const DEPTH = 3
/** As our own API and others write what is told to the agent: its names stand for themselves. */
const BAGS = ['variables', 'dynamic_variables', 'custom_variables']

const NO_OBJECT = 'this is no JSON object: a brace, a quote or a comma is probably missing'
const TOO_LONG = 'the object is longer than 2 MiB: a brace or a quote is probably missing'

/** A long number would lose its last digits as a JavaScript number; V8 says how it was written. */
const asWritten = (_key: string, value: unknown, context?: { source?: string }): unknown =>
  typeof value === 'number' ? (context?.source ?? String(value)) : value

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text, asWritten)
  } catch {
    // JSON.parse has no other way to say that this is not JSON.
    return undefined
  }
}

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const gather = (fields: Fields, object: Record<string, unknown>, path: readonly string[]): void => {
  for (const [key, value] of Object.entries(object)) {
    const names = BAGS.includes(key) && isObject(value) ? path : [...path, key]
    if (isObject(value) && path.length < DEPTH) gather(fields, value, names)
    else fields.set(names.join('.'), typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? ''))
  }
}

const recordOf = (text: string, places: Pick<ListRecord, 'start' | 'end'>): ListRecord => {
  const object = parse(text)
  if (!isObject(object)) return { ...places, cells: [], problem: NO_OBJECT }
  const fields: Fields = new Map()
  gather(fields, object, [])
  return { ...places, headers: [...fields.keys()], cells: [...fields.values()] }
}

/** The objects of a batch, in its order. */
export const objectsIn = ({ units, frames }: Batch, encoding: Encoding): ListRecord[] =>
  frames.flatMap(({ from, to, start, end, isTooLong }) => {
    if (isTooLong) return [{ start, end, cells: [], problem: TOO_LONG }]
    const text = decode(units.subarray(from, to), encoding)
      .replace(/^\uFEFF/, '')
      .trim()
    return text === '' ? [] : [recordOf(text, { start, end })]
  })
