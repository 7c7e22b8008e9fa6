// The API key of this machine: made at the first start, and kept where the project's own commands find it.
import { randomBytes } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** `madeNow`: nobody has seen it yet. */
export type OwnKey = { key: string; file: string; madeNow: boolean }

/** Readable by this user alone. */
const OWNER_ONLY = 0o600
const WELL_FORMED = /^[0-9a-f]{64}$/

const keptIn = (file: string): string | undefined => {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    // The first start: there is none yet. Whatever else is wrong with the file shows when it is written.
    return undefined
  }
}

export const ownKey = (home: string): OwnKey => {
  const file = join(home, 'api-key')
  const kept = keptIn(file)
  if (kept !== undefined && WELL_FORMED.test(kept)) return { key: kept, file, madeNow: false }
  if (kept !== undefined) throw new Error(`${file} does not hold a key. Delete it, and the next start makes a new one.`)
  const key = randomBytes(32).toString('hex')
  writeFileSync(file, `${key}\n`, { mode: OWNER_ONLY, flag: 'wx' })
  return { key, file, madeNow: true }
}
