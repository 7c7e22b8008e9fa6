// Update and condition expressions from plain objects, so that reserved words and placeholders never leak into the ledger.
import { wellFormed } from './well-formed.ts'

export type Change = {
  set?: Record<string, unknown>
  /** Numbers that are added to what is there, from zero. */
  add?: Record<string, number>
  remove?: readonly string[]
}

export type Condition = {
  /** In DynamoDB's language, with `#name` for attributes and `:name` for the values below. */
  text: string
  values?: Record<string, unknown>
}

type Expression = {
  UpdateExpression?: string
  ConditionExpression?: string
  ExpressionAttributeNames?: Record<string, string>
  ExpressionAttributeValues?: Record<string, unknown>
}

/** The attributes that a patch removes: those that it says are undefined. */
export const removedBy = (patch: object): string[] =>
  Object.entries(patch).flatMap(([attribute, value]) => (value === undefined ? [attribute] : []))

/** The names that a text refers to as `#name`. */
export const namesIn = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/#(\w+)/g)].map(([placeholder, attribute]) => [placeholder, attribute ?? '']))

/** The part of a DynamoDB request that says which attributes are read. */
export const projection = (attributes: readonly string[]) => ({
  ProjectionExpression: attributes.map((attribute) => `#${attribute}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(attributes.map((attribute) => [`#${attribute}`, attribute])),
})

/** A condition that used a placeholder of the change would silently be another condition. */
const claim = <T>(placeholders: Record<string, T>, placeholder: string, meaning: T): void => {
  if (placeholder in placeholders) throw new Error(`The condition’s ${placeholder} is taken by the change: give it another name`)
  placeholders[placeholder] = meaning
}

/** The part of a DynamoDB request that says what changes and under which condition. */
export const expression = (change: Change | undefined, condition?: Condition): Expression => {
  const names: Record<string, string> = {}
  const values: Record<string, unknown> = {}
  const nameOf = (attribute: string): string => {
    const placeholder = `#n${Object.keys(names).length}`
    names[placeholder] = attribute
    return placeholder
  }
  const placeholderOf = (value: unknown): string => {
    const placeholder = `:v${Object.keys(values).length}`
    values[placeholder] = value
    return placeholder
  }

  const clauses: string[] = []
  const sets = Object.entries(change?.set ?? {}).filter(([, value]) => value !== undefined)
  if (sets.length > 0) clauses.push(`SET ${sets.map(([attribute, value]) => `${nameOf(attribute)} = ${placeholderOf(value)}`).join(', ')}`)
  const adds = Object.entries(change?.add ?? {})
  if (adds.length > 0) clauses.push(`ADD ${adds.map(([attribute, value]) => `${nameOf(attribute)} ${placeholderOf(value)}`).join(', ')}`)
  const removes = change?.remove ?? []
  if (removes.length > 0) clauses.push(`REMOVE ${removes.map(nameOf).join(', ')}`)

  for (const [placeholder, attribute] of Object.entries(namesIn(condition?.text ?? ''))) claim(names, placeholder, attribute)
  for (const [name, value] of Object.entries(condition?.values ?? {})) claim(values, `:${name}`, value)

  return {
    ...(clauses.length > 0 ? { UpdateExpression: clauses.join(' ') } : {}),
    ...(condition ? { ConditionExpression: condition.text } : {}),
    ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
    ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: wellFormed(values) } : {}),
  }
}
