// One Ringmaster to a folder of data: a lock that the operating system takes back when the process dies, however it dies.
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { UsageError } from './flags.ts'

// https://www.sqlite.org/rescode.html
const SQLITE_BUSY = 5

/** Held until it is released or this process ends; whoever takes it keeps the answer, or it is collected and released. */
export const takeLock = (home: string): { release(): void } => {
  mkdirSync(home, { recursive: true })
  const file = new DatabaseSync(join(home, 'lock.sqlite'))
  try {
    file.exec('BEGIN EXCLUSIVE')
  } catch (error) {
    file.close()
    const isHeld = error instanceof Error && 'errcode' in error && error.errcode === SQLITE_BUSY
    throw isHeld ? new UsageError(`Ringmaster already works on ${home}. Stop it, or set RINGMASTER_HOME to another folder.`) : error
  }
  return { release: () => file.close() }
}
