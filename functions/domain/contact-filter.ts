// Which contacts may have been met before: a Bloom filter over their ids, whose digits are those of a hash. It never forgets one, and takes
// one in four hundred for another.
import type { ContactId } from '#contract/ids.ts'

const BITS_PER_CONTACT = 16
const PROBES = 4
/** 32 MiB: longer lists are taken for known more often, which costs a look. */
const MOST_BITS = 2 ** 28
const LEAST_BITS = 2 ** 10
/** Hexadecimal digits of 32 bits. */
const DIGITS = 8

export type ContactFilter = { add(id: ContactId): void; mayHave(id: ContactId): boolean }

const powerOfTwo = (bits: number): number => 2 ** Math.ceil(Math.log2(Math.min(Math.max(bits, LEAST_BITS), MOST_BITS)))

const lastDigits = (id: ContactId, from: number): number =>
  Number.parseInt(id.slice(-from, from === DIGITS ? undefined : DIGITS - from), 16)

export const contactFilter = (expected: number): ContactFilter => {
  const bits = powerOfTwo(expected * BITS_PER_CONTACT)
  const bytes = new Uint8Array(bits / 8)
  /** Places of an id, from two numbers (Kirsch and Mitzenmacher, “Less hashing, same performance”). */
  const places = (id: ContactId): number[] => {
    const [first, step] = [lastDigits(id, DIGITS), lastDigits(id, 2 * DIGITS) | 1]
    return Array.from({ length: PROBES }, (_, i) => (first + i * (step >>> 0)) % bits)
  }
  const has = (place: number): boolean => ((bytes[place >>> 3] ?? 0) & (1 << (place & 7))) !== 0
  return {
    add(id) {
      for (const place of places(id)) bytes[place >>> 3] = (bytes[place >>> 3] ?? 0) | (1 << (place & 7))
    },
    mayHave: (id) => places(id).every(has),
  }
}
