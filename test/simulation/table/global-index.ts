// A global secondary index: the items that have its keys, as they were a moment ago.
import type { Item } from '#store/table-operations.ts'
import type { CapacityMeter } from './capacity.ts'
import { IndexRows } from './index-rows.ts'
import { itemBytes, type Sizes } from './item-bytes.ts'
import { isEqual } from './values.ts'
import { textOf, type Version, versionOf } from './version.ts'

export type IndexOptions = {
  name: string
  /** The attributes that the index carries beside the keys. */
  carries: readonly string[]
  sizes: Sizes
  meter: CapacityMeter | undefined
  /** How a change reaches the index; absent: at once. */
  later?: ((index: string, fn: () => void) => void) | undefined
}

/** Changes of one item that are on their way: what the index shows of it, and which change that is. */
type Waiting = { shown: Version | undefined; reached: number; newest: number; changes: number }

export class GlobalIndex {
  readonly rows: IndexRows
  readonly #options: IndexOptions
  readonly #attributes: ReadonlySet<string>
  readonly #waiting = new Map<string, Waiting>()

  constructor(options: IndexOptions) {
    this.#options = options
    this.rows = new IndexRows(`${options.name}PK`, `${options.name}SK`)
    this.#attributes = new Set(['PK', 'SK', this.rows.partitionKey, this.rows.sortKey, ...options.carries])
  }

  change(before: Version | undefined, after: Version | undefined): void {
    const [from, to] = [this.#indexed(before), this.#indexed(after)]
    const key = (from ?? to)?.item
    if (!key) return
    this.#bill(from, to)
    if (this.#options.later) this.#changeLater(`${key.PK} ${key.SK}`, from, to)
    else this.#apply(from, to)
  }

  /** What a query sees of a row: what the index carries. */
  show(row: Version): Version {
    const { name: index } = this.#options
    const known = row.shown?.[index]
    if (known) return known
    const carried = Object.fromEntries(Object.entries(row.item).filter(([name]) => this.#attributes.has(name)))
    const item: Item = Object.freeze({ ...carried, PK: row.item.PK, SK: row.item.SK })
    const shown = versionOf(item, this.#options.sizes)
    row.shown = { ...row.shown, [index]: shown }
    return shown
  }

  /** Changes may overtake each other on their way, but an item never goes back. */
  #changeLater(key: string, from: Version | undefined, to: Version | undefined): void {
    const waiting = this.#waiting.get(key) ?? { shown: from, reached: 0, newest: 0, changes: 0 }
    this.#waiting.set(key, waiting)
    waiting.changes += 1
    waiting.newest += 1
    const number = waiting.newest
    this.#options.later?.(this.#options.name, () => {
      if (number > waiting.reached) {
        this.#apply(waiting.shown, to)
        waiting.shown = to
        waiting.reached = number
      }
      waiting.changes -= 1
      if (waiting.changes === 0) this.#waiting.delete(key)
    })
  }

  #apply(from: Version | undefined, to: Version | undefined): void {
    if (from && !(to && this.#sameKeys(from, to))) this.rows.remove(from)
    if (to) this.rows.put(to)
  }

  #indexed(version: Version | undefined): Version | undefined {
    const isIndexed = version && version.item[this.rows.partitionKey] !== undefined && version.item[this.rows.sortKey] !== undefined
    return isIndexed ? version : undefined
  }

  #sameKeys(a: Version, b: Version): boolean {
    const { partitionKey, sortKey } = this.rows
    return textOf(a, sortKey) === textOf(b, sortKey) && textOf(a, partitionKey) === textOf(b, partitionKey)
  }

  /** A changed key is a removal and an addition; what the index does not carry costs it nothing. */
  #bill(from: Version | undefined, to: Version | undefined): void {
    const { meter, name, carries, sizes } = this.#options
    if (!meter) return
    const bytesOf = (version: Version): number => itemBytes(version.item, sizes, this.#attributes)
    if (from && to && this.#sameKeys(from, to)) {
      const isSame = (attribute: string): boolean => {
        const [before, after] = [from.item[attribute], to.item[attribute]]
        return before === after || isEqual(before, after)
      }
      if (!carries.every(isSame)) meter.wrote(name, Math.max(bytesOf(from), bytesOf(to)))
      return
    }
    if (from) meter.wrote(name, bytesOf(from))
    if (to) meter.wrote(name, bytesOf(to))
  }
}
