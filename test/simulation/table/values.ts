// Attribute values: copied on their way in, frozen, and compared as DynamoDB compares them.

const EMPTY_MAP: Readonly<Record<string, unknown>> = Object.freeze({})

const isMap = (value: object): value is Record<string, unknown> => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

const unsupported = (value: unknown): Error =>
  new TypeError(`An item holds text, numbers, booleans, null, lists and maps, not ${String(value)}`)

/** A frozen copy that nobody can change, without what is undefined; undefined stays undefined. */
export const stored = (value: unknown): unknown => {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null || value === undefined) return value
  if (typeof value === 'number') {
    if (!Number.isFinite(value)) throw unsupported(value)
    return value
  }
  if (typeof value !== 'object') throw unsupported(value)
  if (Array.isArray(value)) return Object.freeze(value.map(stored).filter((element) => element !== undefined))
  if (!isMap(value)) throw unsupported(value)
  return storedMap(value)
}

/** A map without some of its attributes. Taking one off a copy at a time keeps the compact layout that `delete` would lose. */
export const without = (map: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> => {
  let rest = { ...map }
  for (const name of names) {
    if (!(name in rest)) continue
    const { [name]: _, ...others } = rest
    rest = others
  }
  return rest
}

/** A copy whose values nobody can change, and which has none that are undefined. */
export const copied = (map: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const copy = { ...map }
  const absent: string[] = []
  for (const name of Object.keys(copy)) {
    const value = stored(copy[name])
    if (value === undefined) absent.push(name)
    else copy[name] = value
  }
  return absent.length === 0 ? copy : without(copy, absent)
}

const storedMap = (map: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const copy = copied(map)
  return Object.keys(copy).length === 0 ? EMPTY_MAP : Object.freeze(copy)
}

/** Frozen to its last leaf, where it stands. */
export const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}

const sameParts = (a: object, b: object): boolean => {
  const [parts, others] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  if (Array.isArray(a) !== Array.isArray(b) || parts.size !== others.size) return false
  return [...parts].every(([name, part]) => others.has(name) && isEqual(part, others.get(name)))
}

/** What is not there is equal to nothing. */
export const isEqual = (a: unknown, b: unknown): boolean => {
  if (a === undefined || b === undefined) return false
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  return sameParts(a, b)
}

/** Only two numbers or two texts have an order. Texts are ASCII here, so that UTF-16 and UTF-8 sort alike. */
export const isLess = (a: unknown, b: unknown): boolean =>
  (typeof a === 'number' && typeof b === 'number' && a < b) || (typeof a === 'string' && typeof b === 'string' && a < b)

export const isBetween = (value: unknown, low: unknown, high: unknown): boolean => {
  if (typeof low !== typeof high || isLess(high, low)) throw new Error(`Invalid BETWEEN: ${low} to ${high}`)
  return (isLess(low, value) || isEqual(low, value)) && (isLess(value, high) || isEqual(value, high))
}
