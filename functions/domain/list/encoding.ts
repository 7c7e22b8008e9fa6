// In which encoding a text is written, from its first bytes.
import type { Encoding } from '#contract/list.ts'

type Found = { encoding: Encoding /** Bytes of the mark at the beginning. */; mark: number }

const MARKS: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

/** How much is looked at where there is no mark. */
const SAMPLE = 4096
/** In UTF-16, Latin letters and digits have a zero in one half of each unit and hardly ever in the other. */
const MOSTLY = 0.4
const HARDLY = 0.05

const zerosAt = (bytes: Uint8Array, parity: 0 | 1): number => {
  let zeros = 0
  for (let i = parity; i < bytes.length; i += 2) if (bytes[i] === 0) zeros++
  return zeros / Math.max(1, bytes.length / 2)
}

/** A character of several bytes that the sample cuts in two is no fault. */
const isUtf8 = (sample: Uint8Array): boolean => {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true })
    return true
  } catch {
    // The decoder has no other way to say that this is not UTF-8.
    return false
  }
}

/** Two bytes or more for one character, as only UTF-8 would put them. */
const UTF8_CHARACTER = /[\u00C2-\u00DF][\u0080-\u00BF]|[\u00E0-\u00EF][\u0080-\u00BF]{2}|[\u00F0-\u00F4][\u0080-\u00BF]{3}/

const byLines = (sample: Uint8Array): Encoding => {
  if (isUtf8(sample)) return 'utf-8'
  // Some of it may be UTF-8 all the same: lists get pasted together. Then each record is looked at by itself.
  let bytes = ''
  for (const byte of sample) bytes += String.fromCharCode(byte)
  return UTF8_CHARACTER.test(bytes) ? 'utf-8' : 'windows-1252'
}

export const findEncoding = (sample: Uint8Array): Found => {
  for (const [encoding, mark] of MARKS) if (mark.every((byte, i) => sample[i] === byte)) return { encoding, mark: mark.length }
  const head = sample.subarray(0, SAMPLE)
  const [even, odd] = [zerosAt(head, 0), zerosAt(head, 1)]
  if (odd > MOSTLY && even < HARDLY) return { encoding: 'utf-16le', mark: 0 }
  if (even > MOSTLY && odd < HARDLY) return { encoding: 'utf-16be', mark: 0 }
  return { encoding: byLines(sample), mark: 0 }
}
