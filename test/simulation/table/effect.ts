// What one write makes of an item, and whether its condition lets it.
import type { Change, Condition } from '#store/expression.ts'
import type { Key } from '#store/table.ts'
import type { Item, Write } from '#store/table-operations.ts'
import { type CompiledCondition, compileCondition } from './condition.ts'
import { copied, stored, without } from './values.ts'

const NOTHING: Readonly<Record<string, unknown>> = Object.freeze({})

/** Whether a condition holds for what is there. The same few texts come again and again: each is compiled once. */
export const conditions = () => {
  const compiled = new Map<string, CompiledCondition>()
  const compile = (text: string): CompiledCondition => {
    const condition = compileCondition(text)
    compiled.set(text, condition)
    return condition
  }
  return (condition: Condition | undefined, item: Item | undefined): boolean => {
    if (!condition) return true
    const { text, values = {} } = condition
    const known = compiled.get(text) ?? compile(text)
    const given = Object.keys(values)
    if (given.length !== known.values.size || !given.every((name) => known.values.has(name) && values[name] !== undefined)) {
      throw new Error(`Invalid condition: “${text}” needs the values ${[...known.values]}, and was given ${given}`)
    }
    return known.holds(item ?? NOTHING, values)
  }
}

/** An item that is being made: nobody else has seen it. */
export type Draft = Key & Record<string, unknown>

// New attributes come by spreading: V8 gives up an object's compact layout when many are added to it by name.
const changed = (key: Key, item: Item | undefined, { set = {}, add = {}, remove = [] }: Change): Draft => {
  const patch: Record<string, unknown> = {}
  const write = (name: string, value: unknown): void => {
    if (name in patch || name === 'PK' || name === 'SK') throw new Error(`Invalid update: “${name}” is the key, or written twice`)
    patch[name] = value
  }
  for (const name of Object.keys(set)) {
    const value = stored(set[name])
    if (value !== undefined) write(name, value)
  }
  for (const [name, amount] of Object.entries(add)) {
    const before = item?.[name] ?? 0
    if (typeof before !== 'number') throw new Error(`Invalid update: “${name}” is not a number`)
    write(name, stored(before + amount))
  }
  const draft: Draft = { ...(item ?? key), ...patch }
  const removed = remove.filter((name) => name in draft)
  if (removed.some((name) => name in patch)) throw new Error(`Invalid update: one of “${remove}” is written and removed`)
  return removed.length === 0 ? draft : { ...without(draft, removed), ...key }
}

/** The key of the item that a write is about. */
export const keyOf = (write: Write): Key => {
  if ('put' in write) return write.put
  if ('remove' in write) return write.remove
  return 'check' in write ? write.check : write.key
}

export const conditionOf = (write: Write): Condition | undefined => ('condition' in write ? write.condition : undefined)

/** The item as the write makes it; undefined when that is none. */
export const effectOf = (write: Write, item: Item | undefined): Draft | undefined => {
  if ('put' in write) return { ...copied(write.put), PK: write.put.PK, SK: write.put.SK }
  return 'key' in write ? changed(write.key, item, write.change) : undefined
}
