// Rows in order, in chunks: finding, adding and removing one among millions moves a few hundred at most.

/** Large enough for few chunks, small enough that moving one costs less than a microsecond. */
const CHUNK = 512

type Place = { chunk: number; row: number }

export class SortedRows<Row> {
  readonly #order: (a: Row, b: Row) => number
  #chunks: Row[][] = []

  constructor(order: (a: Row, b: Row) => number) {
    this.#order = order
  }

  get isEmpty(): boolean {
    return this.#chunks.length === 0
  }

  /** Adds the row, in the place of one that is equal in order. */
  put(row: Row): void {
    const place = this.#place((other) => this.#order(other, row) >= 0)
    const chunk = this.#chunks[place.chunk]
    const there = chunk?.[place.row]
    if (chunk && there !== undefined && this.#order(there, row) === 0) {
      chunk[place.row] = row
      return
    }
    this.#insert(row, place)
  }

  remove(row: Row): void {
    const place = this.#place((other) => this.#order(other, row) >= 0)
    const chunk = this.#chunks[place.chunk]
    const there = chunk?.[place.row]
    if (!chunk || there === undefined || this.#order(there, row) !== 0) return
    chunk.splice(place.row, 1)
    if (chunk.length === 0) this.#chunks.splice(place.chunk, 1)
  }

  /** From the first row for which `isReached` holds to the end. */
  *forward(isReached: (row: Row) => boolean): Generator<Row> {
    let { chunk, row } = this.#place(isReached)
    for (let rows = this.#chunks[chunk]; rows; rows = this.#chunks[++chunk], row = 0) {
      for (let next = rows[row]; next !== undefined; next = rows[++row]) yield next
    }
  }

  /** From the last row for which `isPassed` does not yet hold to the beginning. */
  *backward(isPassed: (row: Row) => boolean): Generator<Row> {
    const place = this.#place(isPassed)
    let row = place.row - 1
    for (let chunk = place.chunk; chunk >= 0; chunk--, row = (this.#chunks[chunk]?.length ?? 0) - 1) {
      const rows = this.#chunks[chunk]
      for (let next = rows?.[row]; next !== undefined; next = rows?.[--row]) yield next
    }
  }

  #insert(row: Row, { chunk, row: at }: Place): void {
    // What comes after everything joins the last chunk.
    const home = Math.min(chunk, this.#chunks.length - 1)
    const rows = this.#chunks[home]
    if (!rows) {
      this.#chunks.push([row])
      return
    }
    rows.splice(home === chunk ? at : rows.length, 0, row)
    if (rows.length <= CHUNK) return
    // Rows mostly come in order: then the chunk stays full, and the next one begins.
    const keep = home === this.#chunks.length - 1 && rows.at(-1) === row ? CHUNK : CHUNK / 2
    this.#chunks.splice(home + 1, 0, rows.splice(keep))
  }

  #place(isReached: (row: Row) => boolean): Place {
    let [low, high] = [0, this.#chunks.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      const last = this.#chunks[middle]?.at(-1)
      if (last !== undefined && isReached(last)) high = middle
      else low = middle + 1
    }
    const rows = this.#chunks[low] ?? []
    let [first, end] = [0, rows.length]
    while (first < end) {
      const middle = (first + end) >>> 1
      const row = rows[middle]
      if (row !== undefined && isReached(row)) end = middle
      else first = middle + 1
    }
    return { chunk: low, row: first }
  }
}
