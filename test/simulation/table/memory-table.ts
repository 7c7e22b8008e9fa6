// The table in memory: the same contract as DynamoDB's, fast enough for a million contacts, and the same for the same seed.
import { patiently } from '#store/conflicts.ts'
import type { Key } from '#store/table.ts'
import type { Item, Table, Write, Written } from '#store/table-operations.ts'
import { type Contention, refuseBusy } from './contention.ts'
import { conditionOf, conditions, effectOf, keyOf } from './effect.ts'
import { readPage } from './range.ts'
import { type Parsing, parseAlways, parseOnce } from './records.ts'
import { type Change, type RowOptions, rowsOf } from './rows.ts'

export type MemoryTableOptions = RowOptions & {
  /** `once`: a record is parsed when it is first read, and handed out frozen. */
  parse?: Parsing
  /** Told of every write once it has happened. The items are frozen. */
  onWrite?: (key: Key, before: Item | undefined, after: Item | undefined) => void
  /** When operations meet at an item; absent: never. */
  contention?: Contention
}

/** DynamoDB's limit for one request. */
const TRANSACTION_ITEMS = 100

export const memoryTable = (options: MemoryTableOptions = {}): Table => {
  const { contention, meter, onWrite } = options
  const rows = rowsOf(options)
  const holds = conditions()
  const recordOf = options.parse === 'once' ? parseOnce() : parseAlways

  const patient = <T>(keys: readonly Key[], inTransaction: boolean, work: () => T): T | Promise<T> => {
    if (!contention || !keys.some(contention.isBusy)) return work()
    return patiently(contention, async () => {
      refuseBusy(contention, keys, { inTransaction })
      return work()
    })
  }

  const prepare = (write: Write, inTransaction: boolean): Change & { isRefused: boolean } => {
    const key = keyOf(write)
    const before = rows.get(key)
    const isRefused = !holds(conditionOf(write), before?.item)
    const draft = effectOf(write, before?.item)
    const after = 'check' in write ? before : draft && rows.version(draft)
    // What is refused is billed as if it had been written.
    meter?.wrote('table', Math.max(before?.bytes ?? 0, after?.bytes ?? 0), { inTransaction })
    return { key, before, after, isRefused }
  }

  const commit = (changes: readonly Change[]): void => {
    for (const change of changes) rows.apply(change)
    if (!onWrite) return
    for (const { key, before, after } of changes) if (before !== after) onWrite(key, before?.item, after?.item)
  }

  /** The change, once it has happened; or what was found by a condition that did not hold. */
  const writeOne = (write: Write) =>
    patient([keyOf(write)], false, (): Change | { refused: Item | undefined } => {
      const change = prepare(write, false)
      if (change.isRefused) return { refused: change.before?.item }
      commit([change])
      return change
    })

  const writeAll = <W extends Write>(writes: readonly W[]) =>
    patient(writes.map(keyOf), true, (): Written<W> => {
      const changes = writes.map((write) => ({ write, ...prepare(write, true) }))
      contention?.touched?.(changes.map(({ key }) => key))
      const refused = changes.filter(({ isRefused }) => isRefused).map(({ write, before }) => ({ write, found: before?.item }))
      if (refused.length > 0) return { ok: false, refused }
      commit(changes)
      return { ok: true }
    })

  return {
    async get(key, schema, { consistent = true } = {}) {
      const version = rows.get(key)
      meter?.read('table', version?.bytes ?? 0, { consistent })
      return version && recordOf(version, schema)
    },

    async existing(keys, attributes = []) {
      return keys.flatMap((key) => {
        const version = rows.get(key)
        meter?.read('table', version?.bytes ?? 0, { consistent: true })
        if (!version) return []
        const { item } = version
        const asked = attributes.filter((attribute) => attribute in item).map((attribute) => [attribute, item[attribute]] as const)
        return [{ ...Object.fromEntries(asked), PK: item.PK, SK: item.SK }]
      })
    },

    async all(keys, schema) {
      return keys.flatMap((key) => {
        const version = rows.get(key)
        meter?.read('table', version?.bytes ?? 0, { consistent: true })
        return version ? [recordOf(version, schema)] : []
      })
    },

    async put(item, condition) {
      const write = { name: 'item', put: item, ...(condition ? { condition } : {}) }
      return !('refused' in (await writeOne(write)))
    },

    async take(key, schema) {
      const taken = await writeOne({ name: 'item', remove: key })
      return 'before' in taken && taken.before ? recordOf(taken.before, schema) : undefined
    },

    async update(key, { change, condition, schema }) {
      const updated = await writeOne({ name: 'item', key, change, ...(condition ? { condition } : {}) })
      return 'after' in updated && updated.after ? recordOf(updated.after, schema) : undefined
    },

    async query(query, schema) {
      const readable = rows.of(query.index)
      const { read, bytes, isCut } = readPage(readable, query)
      meter?.read(readable.place, bytes, { consistent: query.index === undefined && query.consistent !== false })
      const { only } = query
      const kept = only === undefined ? read : read.filter(({ item }) => holds({ text: only }, item))
      const end = isCut ? read.at(-1) : undefined
      return { items: kept.map((version) => recordOf(version, schema)), last: end && rows.keysOf(end, query.index) }
    },

    async transact(writes) {
      const [only] = writes
      if (only && writes.length === 1 && 'key' in only) {
        const written = await writeOne(only)
        return 'refused' in written ? { ok: false, refused: [{ write: only, found: written.refused }] } : { ok: true }
      }
      const keys = new Set(writes.map(keyOf).map(({ PK, SK }) => `${PK} ${SK}`))
      if (keys.size !== writes.length) throw new Error('Transaction request cannot include multiple operations on one item')
      if (writes.length === 0 || writes.length > TRANSACTION_ITEMS) throw new Error(`A transaction of ${writes.length} items`)
      return writeAll(writes)
    },
  }
}
