// The rows of an index by partition. Two of them may have the same sort key.
import { SortedRows } from './sorted-rows.ts'
import type { Walkable } from './table-rows.ts'
import { orderedBy, textOf, type Version } from './version.ts'

export class IndexRows implements Walkable {
  readonly partitionKey: string
  readonly sortKey: string
  readonly #order: (a: Version, b: Version) => number
  readonly #partitions = new Map<string, SortedRows<Version>>()

  constructor(partitionKey: string, sortKey: string) {
    this.partitionKey = partitionKey
    this.sortKey = sortKey
    this.#order = orderedBy(sortKey)
  }

  put(row: Version): void {
    const partition = textOf(row, this.partitionKey)
    const rows = this.#partitions.get(partition) ?? new SortedRows(this.#order)
    if (rows.isEmpty) this.#partitions.set(partition, rows)
    rows.put(row)
  }

  remove(row: Version): void {
    const partition = textOf(row, this.partitionKey)
    const rows = this.#partitions.get(partition)
    rows?.remove(row)
    if (rows?.isEmpty) this.#partitions.delete(partition)
  }

  forward(partition: string, isReached: (row: Version) => boolean): Iterable<Version> {
    return this.#partitions.get(partition)?.forward(isReached) ?? []
  }

  backward(partition: string, isPassed: (row: Version) => boolean): Iterable<Version> {
    return this.#partitions.get(partition)?.backward(isPassed) ?? []
  }
}
