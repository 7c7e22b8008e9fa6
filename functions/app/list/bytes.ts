// Bytes on their way in: a look at the first of them without losing any, and unpacked within bounds.
import { pipeline, Readable, type Transform } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AppError } from '#app/errors.ts'

export type Bytes = AsyncIterable<Uint8Array>

/** More text than any list needs: a million rows of two thousand characters. */
const MOST_BYTES = 2 * 1024 ** 3
/** Lists pack to a tenth or a twentieth; what unpacks to far more was made to wear a reader out. */
const MOST_TIMES = 200
/** Small files of blank lines may well be packed tightly. */
const ALWAYS_BYTES = 16 * 1024 ** 2
const BOMB = 'The file unpacks to more than any contact list could be. Upload the list as plain CSV, or in parts.'

export const unreadable = (problem: string): AppError => new AppError('unprocessable', problem)

/** A file that cannot be used, or turns out to be damaged further on: whatever else fails may succeed the next time. */
export const isUnreadable = (error: unknown): error is AppError => error instanceof AppError && error.code === 'unprocessable'

/** The first `size` bytes, or all there are; and everything from the beginning. */
export const lookAhead = async (bytes: Bytes, size: number): Promise<{ head: Uint8Array; isWhole: boolean; all: Bytes }> => {
  const source = bytes[Symbol.asyncIterator]()
  const seen: Uint8Array[] = []
  let length = 0
  let isWhole = false
  while (length < size && !isWhole) {
    const { value, done } = await source.next()
    if (done) isWhole = true
    else {
      seen.push(value)
      length += value.length
    }
  }
  const all = async function* () {
    yield* seen
    yield* { [Symbol.asyncIterator]: () => source }
  }
  return { head: Buffer.concat(seen).subarray(0, size), isWhole: isWhole && length <= size, all: all() }
}

/** `damaged`: what is said when it cannot be unpacked to its end. */
export const unpackedBy = async function* (unpacker: Transform, bytes: Bytes, damaged: string): Bytes {
  let packed = 0
  let size = 0
  const counted = async function* () {
    for await (const chunk of bytes) {
      packed += chunk.length
      yield chunk
    }
  }
  // What fails on the way in is thrown by the loop over what comes out.
  const unpacking = pipeline(Readable.from(counted(), { objectMode: false }), unpacker, () => undefined)
  try {
    for await (const chunk of unpacking) {
      size += chunk.length
      if (size > MOST_BYTES || (size > ALWAYS_BYTES && size > packed * MOST_TIMES)) throw unreadable(BOMB)
      yield chunk
    }
  } catch (error) {
    throw isOfZlib(error) ? unreadable(damaged) : error
  }
}

/** What was packed with gzip. */
export const unpacked = (bytes: Bytes): Bytes =>
  unpackedBy(createGunzip(), bytes, 'The file is damaged: it cannot be unpacked to its end. Pack it with gzip again.')

const isOfZlib = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^Z_|^ERR_STREAM_PREMATURE/.test(error.code)
