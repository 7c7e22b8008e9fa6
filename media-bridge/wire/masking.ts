// What a client's frames are masked with: each byte with one of the four of its key, in turns. Unmasking is the same once more.
import { randomFillSync } from 'node:crypto'

export const KEY_SIZE = 4
/** Below, bytes are as fast as words. */
const WORDS_FROM = 64

const keyBytes = new Uint8Array(KEY_SIZE)
const keyWord = new Uint32Array(keyBytes.buffer)

const maskBytes = (bytes: Uint8Array, key: Uint8Array, from: number, to: number): void => {
  for (let n = from; n < to; n++) bytes[n] = (bytes[n] ?? 0) ^ (key[n & 3] ?? 0)
}

/** Changes the bytes where they are, four at a time where they begin a word. */
export const mask = (bytes: Uint8Array, key: Uint8Array): void => {
  const { length, byteOffset, buffer } = bytes
  // Up to the first whole word.
  const before = length < WORDS_FROM ? length : -byteOffset & 3
  maskBytes(bytes, key, 0, before)
  if (before === length) return
  const words = new Uint32Array(buffer, byteOffset + before, (length - before) >>> 2)
  for (let n = 0; n < KEY_SIZE; n++) keyBytes[n] = key[(before + n) & 3] ?? 0
  const [word = 0] = keyWord
  for (let n = 0; n < words.length; n++) words[n] = (words[n] ?? 0) ^ word
  maskBytes(bytes, key, before + words.length * 4, length)
}

const POOL_SIZE = 8 * 1024
const pool = Buffer.alloc(POOL_SIZE)
let used = POOL_SIZE

/** Nobody can tell the next one; asked of the system many at a time. */
export const newKey = (): Uint8Array => {
  if (used === POOL_SIZE) {
    randomFillSync(pool)
    used = 0
  }
  used += KEY_SIZE
  return pool.subarray(used - KEY_SIZE, used)
}
