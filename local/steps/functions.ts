// The functions that Step Functions adds to JSONata, and those of JSONata's own that read the time or chance.
// https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html
import { createHash } from 'node:crypto'
import jsonata from 'jsonata'
import type { SystemClock } from '../clock/clock.ts'

const ALGORITHMS = ['MD5', 'SHA-1', 'SHA-256', 'SHA-384', 'SHA-512']
/** States.ArrayRange, which $range stands for, makes no longer arrays. */
const LONGEST_RANGE = 1000

const range = (first: number, last: number, step: number): number[] => {
  if (![first, last, step].every(Number.isInteger) || step === 0) throw new Error('$range needs three integers and a step that is not 0')
  const length = Math.max(0, Math.floor((last - first) / step) + 1)
  if (length > LONGEST_RANGE) throw new Error(`$range makes arrays of at most ${LONGEST_RANGE} values`)
  return Array.from({ length }, (_, index) => first + index * step)
}

const partition = (array: unknown[], size: number): unknown[][] => {
  if (!Number.isInteger(size) || size < 1) throw new Error('$partition needs a whole chunk size of at least 1')
  return Array.from({ length: Math.ceil(array.length / size) }, (_, index) => array.slice(index * size, (index + 1) * size))
}

const hash = (text: string, algorithm: string): string => {
  if (!ALGORITHMS.includes(algorithm)) throw new Error(`$hash knows ${ALGORITHMS.join(', ')}, not ${algorithm}`)
  return createHash(algorithm.replace('-', '')).update(text).digest('hex')
}

/** The same seed always gives the same number, at least 0 and below 1. */
const seeded = (seed: number): number => createHash('sha256').update(String(seed)).digest().readUInt32BE() / 2 ** 32

const formatMillis = jsonata('$fromMillis($at, $picture, $zone)')

type Registration = Parameters<jsonata.Expression['registerFunction']>
type Implementation = Registration[1]

/** What the functions read that is not in the data. */
export type Surroundings = { clock: Pick<SystemClock, 'now'>; random: () => number; newId: () => string }

export const functionsOf = ({ clock, random, newId }: Surroundings) => {
  const define = (name: string, signature: string, implementation: Implementation) => ({ name, signature, implementation })
  return [
    define('parse', '<s:x>', (text: string): unknown => JSON.parse(text)),
    define('uuid', '<:s>', newId),
    define('random', '<n?:n>', (seed?: number) => (seed === undefined ? random() : seeded(seed))),
    define('range', '<nnn:a>', range),
    define('partition', '<an:a>', partition),
    define('hash', '<ss:s>', hash),
    define('millis', '<:n>', () => clock.now()),
    define('now', '<s?s?:s>', (picture?: string, zone?: string) => formatMillis.evaluate(undefined, { at: clock.now(), picture, zone })),
  ]
}
