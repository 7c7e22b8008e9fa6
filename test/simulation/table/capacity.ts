// What the operations on a table cost: DynamoDB's write and read request units, for the table and for each index.

const WRITE_UNIT_BYTES = 1024
const READ_UNIT_BYTES = 4096

export type Capacity = { wru: number; rru: number }

const units = (bytes: number, unit: number): number => Math.max(1, Math.ceil(bytes / unit))

export class CapacityMeter {
  readonly #places = new Map<string, Capacity>()

  /** A write of an item of so many bytes, the larger of before and after. A transaction writes each of its items twice. */
  wrote(place: string, bytes: number, { inTransaction = false }: { inTransaction?: boolean } = {}): void {
    this.#at(place).wru += units(bytes, WRITE_UNIT_BYTES) * (inTransaction ? 2 : 1)
  }

  read(place: string, bytes: number, { consistent }: { consistent: boolean }): void {
    this.#at(place).rru += units(bytes, READ_UNIT_BYTES) / (consistent ? 1 : 2)
  }

  /** `table`, or the name of an index. */
  of(place: string): Readonly<Capacity> {
    return { ...this.#at(place) }
  }

  total(): Capacity {
    const total = { wru: 0, rru: 0 }
    for (const { wru, rru } of this.#places.values()) {
      total.wru += wru
      total.rru += rru
    }
    return total
  }

  reset(): void {
    this.#places.clear()
  }

  #at(place: string): Capacity {
    const known = this.#places.get(place)
    if (known) return known
    const fresh = { wru: 0, rru: 0 }
    this.#places.set(place, fresh)
    return fresh
  }
}
