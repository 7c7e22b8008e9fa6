// What the store asks of its table: the few operations that every repository and the ledger are written in.
import type { ZodMiniType } from 'zod/mini'
import type { Change, Condition } from './expression.ts'
import type { Key } from './table.ts'

/** An item as the table holds it. */
export type Item = Key & Readonly<Record<string, unknown>>

/** One write of a transaction, with a name for whoever watches. */
export type Write =
  | { name: string; key: Key; change: Change; condition?: Condition }
  | { name: string; put: Item; condition?: Condition }
  | { name: string; check: Key; condition: Condition }
  | { name: string; remove: Key; condition?: Condition }

/** A write whose condition did not hold, and the item that it found instead; undefined when there was none. */
export type Refusal<W> = { write: W; found: Item | undefined }

export type Written<W> = { ok: true } | { ok: false; refused: Refusal<W>[] }

export type Query = {
  partition: string
  index?: string
  /** Lowest and highest sort key, both included; `from` counts only together with `to`. */
  from?: string
  to?: string
  begins?: string
  limit?: number
  newestFirst?: boolean
  /** Where the page before ended: its `last`. */
  after?: Record<string, unknown> | undefined
  /** Filter over what was read: `attribute_exists(#name)`. */
  only?: string
  /** False: what was written within the last second may be missing, for half the price. */
  consistent?: boolean
}

export type Found<T> = {
  items: T[]
  /** Where the next page begins; undefined when this was the last. A page may be empty and not the last. */
  last: Record<string, unknown> | undefined
}

/** Whoever writes to an item while a transaction is at it waits and tries again: no caller sees a conflict that passes. */
export type Table = {
  /** The item, read consistently unless said otherwise. */
  get<T>(key: Key, schema: ZodMiniType<T>, options?: { consistent?: boolean }): Promise<T | undefined>
  /** Those of at most a hundred keys that are there, with the attributes that are asked for. */
  existing(keys: readonly Key[], attributes?: readonly string[]): Promise<Item[]>
  /** Those of at most a hundred keys that are there, whole and in the order of the keys, read with one request. */
  all<T>(keys: readonly Key[], schema: ZodMiniType<T>): Promise<T[]>
  /** False when the condition did not hold. */
  put(item: Item, condition?: Condition): Promise<boolean>
  /** What was deleted; undefined when there was nothing. */
  take<T>(key: Key, schema: ZodMiniType<T>): Promise<T | undefined>
  /** The item as it is after the change; undefined when the condition did not hold. An item that is not there is made. */
  update<T>(key: Key, write: { change: Change; condition?: Condition; schema: ZodMiniType<T> }): Promise<T | undefined>
  /** A partition in the order of its sort keys. Of the table it is consistent unless said otherwise; an index lags a little behind. */
  query<T>(query: Query, schema: ZodMiniType<T>): Promise<Found<T>>
  /** All writes or none; one change alone needs no transaction, which would cost twice as much. */
  transact<W extends Write>(writes: readonly W[]): Promise<Written<W>>
}
