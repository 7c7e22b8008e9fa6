// Versions as records: each read parses the item anew, or the first one does and the others share its frozen result.
import type { ZodMiniType } from 'zod/mini'
import { frozen } from './values.ts'
import type { Version } from './version.ts'

export type Parsing = 'always' | 'once'

/** Records remembered at most: those in use come back at once, and a million settled ones need not be kept twice. */
const REMEMBERED = 16_384

export type ReadRecord = <T>(version: Version, schema: ZodMiniType<T>) => T

export const parseAlways: ReadRecord = (version, schema) => schema.parse(version.item)

const isRecordOf = <T>(version: Version, schema: ZodMiniType<T>): version is Version & { record: T } => version.recordOf === schema

/** A version never changes, so that what a schema makes of it stays true. */
export const parseOnce = (): ReadRecord => {
  const remembered: (Version | undefined)[] = new Array(REMEMBERED)
  let next = 0
  const remember = (version: Version): void => {
    const forgotten = remembered[next]
    if (forgotten) {
      forgotten.recordOf = undefined
      forgotten.record = undefined
    }
    remembered[next] = version
    next = (next + 1) % REMEMBERED
  }
  return (version, schema) => {
    if (isRecordOf(version, schema)) return version.record
    const record = frozen(schema.parse(version.item))
    if (version.recordOf === undefined) remember(version)
    version.recordOf = schema
    version.record = record
    return record
  }
}
