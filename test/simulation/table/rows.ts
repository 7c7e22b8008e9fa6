// The rows of the table and of its indexes, which follow every change.
import { CallRecord } from '#app/records/call.ts'
import type { Key } from '#store/table.ts'
import type { Item } from '#store/table-operations.ts'
import type { CapacityMeter } from './capacity.ts'
import type { Draft } from './effect.ts'
import { GlobalIndex } from './global-index.ts'
import type { Sizes } from './item-bytes.ts'
import { TableRows, type Walkable } from './table-rows.ts'
import { type Version, versionOf } from './version.ts'

export type Change = { key: Key; before: Version | undefined; after: Version | undefined }

export type RowOptions = {
  /** How late a change reaches an index, and what carries it there; absent: at once. */
  lag?: { ms: (index: string) => number; after: (ms: number, fn: () => void) => void }
  meter?: CapacityMeter
  /** Attributes that count as so many bytes, since their values stand for longer ones: a task token. */
  sizes?: Sizes
}

/** What each index carries beside the keys, as infra/table.ts declares it. */
const INDEXES: Readonly<Record<string, readonly string[]>> = { due: [], calls: Object.keys(CallRecord.shape) }

const ITEM_BYTES = 400 * 1024
/** More than the partitions that an index has at work at a time. */
const SHARED_TEXTS = 4096

const keysOf = ({ item }: Version, index: string | undefined): Item => {
  const { PK, SK } = item
  return index === undefined ? { PK, SK } : { PK, SK, [`${index}PK`]: item[`${index}PK`], [`${index}SK`]: item[`${index}SK`] }
}

/** One text for all who write the same: the partitions of an index that a million items name. */
const sharedTexts = () => {
  const texts = new Map<string, string>()
  return (text: string): string => {
    const known = texts.get(text)
    if (known !== undefined) return known
    if (texts.size >= SHARED_TEXTS) texts.clear()
    texts.set(text, text)
    return text
  }
}

const checkKey = (name: string, value: unknown): string => {
  if (typeof value !== 'string' || value === '') throw new Error(`Invalid key: ${name} is ${value}`)
  return value
}

const indexesOf = ({ lag, meter }: RowOptions, sizes: Sizes): Map<string, GlobalIndex> => {
  const later = lag && ((index: string, fn: () => void) => lag.after(lag.ms(index), fn))
  const indexes = Object.entries(INDEXES)
  return new Map(indexes.map(([name, carries]) => [name, new GlobalIndex({ name, carries, sizes, meter, later })]))
}

/** What a query reads, and the place that it is billed to. */
export type Readable = { rows: Walkable; show: (row: Version) => Version; place: string }

export const rowsOf = (options: RowOptions) => {
  const { sizes = {} } = options
  const table = new TableRows()
  const shared = sharedTexts()
  const indexes = indexesOf(options, sizes)

  return {
    get: (key: Key): Version | undefined => table.get(key),

    of(name: string | undefined): Readable {
      if (name === undefined) return { rows: table, show: (row) => row, place: 'table' }
      const index = indexes.get(name)
      if (!index) throw new Error(`The table does not have the index ${name}`)
      return { rows: index.rows, show: (row) => index.show(row), place: name }
    },

    keysOf,

    /** The item as it will stand: refused where DynamoDB would, and frozen. */
    version(draft: Draft): Version {
      draft.PK = table.nameOf(checkKey('PK', draft.PK))
      checkKey('SK', draft.SK)
      for (const { rows } of indexes.values()) {
        const { [rows.partitionKey]: partition, [rows.sortKey]: sort } = draft
        if (partition !== undefined) draft[rows.partitionKey] = shared(checkKey(rows.partitionKey, partition))
        if (sort !== undefined) checkKey(rows.sortKey, sort)
      }
      const version = versionOf(Object.freeze(draft), sizes)
      if (version.bytes > ITEM_BYTES) throw new Error('Item size has exceeded the maximum allowed size')
      return version
    },

    apply({ before, after }: Change): void {
      if (before === after) return
      if (after) table.put(after)
      else if (before) table.remove(before.item)
      for (const index of indexes.values()) index.change(before, after)
    },
  }
}
