// Values for a schema of the OpenAPI document: mostly such as it asks for, now and then something else.
import fc from 'fast-check'

type Json = Record<string, unknown>
type Components = Readonly<Record<string, unknown>>

const objectOf = (value: unknown): Json => (typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {})
const numberIn = (value: unknown, otherwise: number): number => (typeof value === 'number' ? value : otherwise)

/** Words of 20 000 characters would only make the test slow. */
const LONGEST = 60
const MOST_ENTRIES = 3

const text = (schema: Json): fc.Arbitrary<unknown> => {
  if (typeof schema.pattern === 'string') return fc.stringMatching(new RegExp(schema.pattern))
  const minLength = numberIn(schema.minLength, 0)
  return fc.string({ minLength, maxLength: Math.max(minLength, Math.min(LONGEST, numberIn(schema.maxLength, LONGEST))), unit: 'grapheme' })
}

const object = (schema: Json, components: Components): fc.Arbitrary<unknown> => {
  const parts = Object.entries(objectOf(schema.properties)).map(([name, part]) => [name, valuesOf(part, components)] as const)
  const known = fc.record(Object.fromEntries(parts), {
    requiredKeys: Array.isArray(schema.required) ? schema.required.map(String).filter((name) => parts.some(([part]) => part === name)) : [],
  })
  const others = objectOf(schema.additionalProperties)
  if (Object.keys(others).length === 0) return known
  return fc.dictionary(fc.string({ minLength: 1, maxLength: 12 }), valuesOf(others, components), { maxKeys: MOST_ENTRIES })
}

/** As the schema asks. */
const fitting = (schema: Json, components: Components): fc.Arbitrary<unknown> => {
  if (typeof schema.$ref === 'string') return valuesOf(components[schema.$ref.split('/').at(-1) ?? ''], components)
  if (Array.isArray(schema.anyOf)) return fc.oneof(...schema.anyOf.map((one) => valuesOf(one, components)))
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum)
  if ('const' in schema) return fc.constant(schema.const)
  switch (schema.type) {
    case 'string':
      return text(schema)
    case 'integer':
      return fc.integer({ min: numberIn(schema.minimum, -1_000), max: Math.min(numberIn(schema.maximum, 1_000), 2 ** 31 - 1) })
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true })
    case 'boolean':
      return fc.boolean()
    case 'null':
      return fc.constant(null)
    case 'array':
      return fc.array(valuesOf(schema.items, components), { minLength: numberIn(schema.minItems, 0), maxLength: MOST_ENTRIES })
    case 'object':
      return object(schema, components)
    default:
      return fc.jsonValue()
  }
}

export const valuesOf = (schema: unknown, components: Components): fc.Arbitrary<unknown> =>
  fc.oneof({ weight: 12, arbitrary: fitting(objectOf(schema), components) }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) })
