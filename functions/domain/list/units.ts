// The text of a file as numbers that can be searched without decoding it: bytes, or 16-bit units where the file is UTF-16.
import type { Encoding } from '#contract/list.ts'

/** The position of a unit times its size is the position in the file. */
export type Units = Uint8Array | Uint16Array

export const LF = 10
export const CR = 13
export const SPACE = 32
export const TAB = 9

export const unitBytes = (encoding: Encoding): 1 | 2 => (encoding === 'utf-16le' || encoding === 'utf-16be' ? 2 : 1)

export const isLineBreak = (unit: number | undefined): boolean => unit === LF || unit === CR

export const joined = (a: Units, b: Units): Units => {
  if (a.length === 0) return b
  const all = a.BYTES_PER_ELEMENT === 2 ? new Uint16Array(a.length + b.length) : new Uint8Array(a.length + b.length)
  all.set(a)
  all.set(b, a.length)
  return all
}

const sixteenBit = (bytes: Uint8Array, isBigEndian: boolean): Uint16Array => {
  const units = new Uint16Array(bytes.length >> 1)
  const high = isBigEndian ? 0 : 1
  for (let i = 0; i < units.length; i++) units[i] = ((bytes[2 * i + high] ?? 0) << 8) | (bytes[2 * i + 1 - high] ?? 0)
  return units
}

/** Turns the file's bytes into units as they come; half a unit at the end of a chunk waits for the other half. */
export const createUnits = (encoding: Encoding): ((bytes: Uint8Array) => Units) => {
  if (unitBytes(encoding) === 1) return (bytes) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  let half = new Uint8Array()
  return (bytes) => {
    const all = new Uint8Array(half.length + bytes.length)
    all.set(half)
    all.set(bytes, half.length)
    half = all.subarray(all.length - (all.length % 2))
    return sixteenBit(all, encoding === 'utf-16be')
  }
}

const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
const WINDOWS_1252 = new TextDecoder('windows-1252')
const UTF16 = new TextDecoder('utf-16le', { ignoreBOM: true })

const strictUtf8 = (units: Units): string | undefined => {
  try {
    return UTF8.decode(units)
  } catch {
    // The decoder has no other way to say that this is not UTF-8.
    return undefined
  }
}

/** Undefined where the units are not what the encoding says: lists that were pasted together have lines of both kinds. */
export const decodeExactly = (units: Units, encoding: Encoding): string | undefined => {
  if (encoding === 'utf-8') return strictUtf8(units)
  return encoding === 'windows-1252' ? WINDOWS_1252.decode(units) : UTF16.decode(units)
}

/** What is not UTF-8 after all is Windows-1252, in which every byte means something. */
export const decode = (units: Units, encoding: Encoding): string => decodeExactly(units, encoding) ?? WINDOWS_1252.decode(units)
