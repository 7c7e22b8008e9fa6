// How large DynamoDB finds an item, by the rules that it bills by: names and values in UTF-8.
import type { Item } from '#store/table-operations.ts'

/** A list or a map, whatever is in it; and each of its elements. */
const CONTAINER_BYTES = 3
const ELEMENT_BYTES = 1

const digitsOf = (value: number): number => {
  if (!Number.isSafeInteger(value)) {
    const [mantissa = ''] = String(value).split('e')
    return mantissa.replace('.', '').replace(/^0+|0+$/g, '').length
  }
  let significant = value
  while (significant % 10 === 0) significant /= 10
  let digits = 1
  for (let power = 10; power <= significant; power *= 10) digits += 1
  return digits
}

/** One byte for two significant digits and one for the rest; one more below zero. */
const numberBytes = (value: number): number => (value === 0 ? 1 : Math.ceil(digitsOf(Math.abs(value)) / 2) + 1 + (value < 0 ? 1 : 0))

/** Names come again and again. */
const nameBytes = new Map<string, number>()
const bytesOfName = (name: string): number => {
  const known = nameBytes.get(name)
  if (known !== undefined) return known
  const bytes = Buffer.byteLength(name)
  nameBytes.set(name, bytes)
  return bytes
}

const valueBytes = (value: unknown): number => {
  if (typeof value === 'string') return Buffer.byteLength(value)
  if (typeof value === 'number') return numberBytes(value)
  if (typeof value !== 'object' || value === null) return 1
  if (!Array.isArray(value)) return CONTAINER_BYTES + Object.keys(value).length * ELEMENT_BYTES + mapBytes(value)
  let bytes = CONTAINER_BYTES
  for (const element of value) bytes += ELEMENT_BYTES + valueBytes(element)
  return bytes
}

const mapBytes = (map: object): number => {
  let bytes = 0
  for (const [name, value] of Object.entries(map)) bytes += bytesOfName(name) + valueBytes(value)
  return bytes
}

/** `sizes`: bytes of attributes whose values stand for longer ones. */
export type Sizes = Readonly<Record<string, number>>

/** `only`: the attributes that count; absent: all. */
export const itemBytes = (item: Item, sizes: Sizes, only?: ReadonlySet<string>): number => {
  let bytes = 0
  for (const name of Object.keys(item)) {
    if (only && !only.has(name)) continue
    bytes += bytesOfName(name) + (sizes[name] ?? valueBytes(item[name]))
  }
  return bytes
}
