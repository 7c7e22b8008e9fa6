// Texts as DynamoDB takes them: half a character, as a text has that was cut in its middle, would fail the whole write.

const formed = (value: unknown): unknown => {
  if (typeof value === 'string') return value.toWellFormed()
  if (Array.isArray(value)) return value.map(formed)
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value) || value instanceof Set) return value
  return wellFormed(value)
}

/** Attributes of an item, or values of an expression. */
export const wellFormed = (values: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name.toWellFormed(), formed(value)]))
