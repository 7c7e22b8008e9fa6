// A list of any length in the bucket: numbers that are valid, each once, with some rows that stand twice and some that cannot be called.
import { ports } from './ports.ts'

const EVERY_REJECT = 100
const EVERY_DUPLICATE = 97
const CHUNK_ROWS = 5_000

/** Nobody is called: the list lives in a database that ends with the run. */
const numberOf = (i: number): string => `+1${212 + (i % 3)}${2_000_000 + Math.floor(i / 3)}`

const rowOf = (i: number): string => {
  const of = i % EVERY_DUPLICATE === 1 && i > EVERY_DUPLICATE ? i - EVERY_DUPLICATE + 1 : i
  const number = i % EVERY_REJECT === 50 ? 'none' : numberOf(of)
  return `Person ${of},${number},Plan ${of % 7},"Street ${of % 1_000}, Springfield",2026-12-0${1 + (of % 9)}\n`
}

export const listFile = function* (rows: number): Generator<Buffer, void, undefined> {
  yield Buffer.from('name,phone,plan,address,renewal date\n')
  for (let at = 0; at < rows; at += CHUNK_ROWS) {
    yield Buffer.from(Array.from({ length: Math.min(CHUNK_ROWS, rows - at) }, (_, i) => rowOf(at + i)).join(''))
  }
}

export const writeList = async (key: string, rows: number): Promise<void> => {
  const chunks = async function* () {
    yield* listFile(rows)
  }
  let size = 0
  for (const chunk of listFile(rows)) size += chunk.length
  await ports.files.writeFrom(key, { bytes: chunks(), size, contentType: 'text/csv' })
}
