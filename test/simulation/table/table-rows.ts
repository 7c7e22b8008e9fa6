// The table's own rows: found by their key at once, and walked in the order of their sort keys.
import type { Key } from '#store/table.ts'
import { SortedRows } from './sorted-rows.ts'
import { compareTexts, type Version } from './version.ts'

/** What a query walks through: the rows of a partition, from a place on. */
export type Walkable = {
  readonly partitionKey: string
  readonly sortKey: string
  forward(partition: string, isReached: (row: Version) => boolean): Iterable<Version>
  backward(partition: string, isPassed: (row: Version) => boolean): Iterable<Version>
}

class Partition {
  readonly name: string
  readonly #rows = new Map<string, Version>()
  readonly #order = new SortedRows<string>(compareTexts)

  constructor(name: string) {
    this.name = name
  }

  get(sort: string): Version | undefined {
    return this.#rows.get(sort)
  }

  put(row: Version): void {
    const { SK } = row.item
    if (!this.#rows.has(SK)) this.#order.put(SK)
    this.#rows.set(SK, row)
  }

  /** The rows that are left. */
  remove(sort: string): number {
    if (this.#rows.delete(sort)) this.#order.remove(sort)
    return this.#rows.size
  }

  forward(isReached: (row: Version) => boolean): Iterable<Version> {
    return this.#rowsOf(this.#order.forward((sort) => this.#holds(isReached, sort)))
  }

  backward(isPassed: (row: Version) => boolean): Iterable<Version> {
    return this.#rowsOf(this.#order.backward((sort) => this.#holds(isPassed, sort)))
  }

  *#rowsOf(sorts: Iterable<string>): Generator<Version> {
    for (const sort of sorts) {
      const row = this.#rows.get(sort)
      if (row) yield row
    }
  }

  #holds(test: (row: Version) => boolean, sort: string): boolean {
    const row = this.#rows.get(sort)
    return row !== undefined && test(row)
  }
}

export class TableRows implements Walkable {
  readonly partitionKey = 'PK'
  readonly sortKey = 'SK'
  /** A partition of one row, as every telephone number has, is that row. */
  readonly #partitions = new Map<string, Version | Partition>()

  get({ PK, SK }: Key): Version | undefined {
    const found = this.#partitions.get(PK)
    if (found instanceof Partition) return found.get(SK)
    return found?.item.SK === SK ? found : undefined
  }

  /** The partition's name as its rows have it, so that a million of them share one text. */
  nameOf(PK: string): string {
    const found = this.#partitions.get(PK)
    return found instanceof Partition ? found.name : PK
  }

  put(row: Version): void {
    const { PK, SK } = row.item
    const found = this.#partitions.get(PK)
    if (found instanceof Partition) found.put(row)
    else if (!found || found.item.SK === SK) this.#partitions.set(PK, row)
    else {
      const partition = new Partition(PK)
      partition.put(found)
      partition.put(row)
      this.#partitions.set(PK, partition)
    }
  }

  remove({ PK, SK }: Key): void {
    const found = this.#partitions.get(PK)
    const left = found instanceof Partition ? found.remove(SK) : 0
    if (left === 0) this.#partitions.delete(PK)
  }

  forward(partition: string, isReached: (row: Version) => boolean): Iterable<Version> {
    const found = this.#partitions.get(partition)
    if (found instanceof Partition) return found.forward(isReached)
    return found && isReached(found) ? [found] : []
  }

  backward(partition: string, isPassed: (row: Version) => boolean): Iterable<Version> {
    const found = this.#partitions.get(partition)
    if (found instanceof Partition) return found.backward(isPassed)
    return found && !isPassed(found) ? [found] : []
  }
}
