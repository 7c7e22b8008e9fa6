// Runs dynoxide, a DynamoDB on SQLite, as a child process that cannot outlive this one.
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../web/free-port.ts'
import { startGuarded } from '../web/guarded-process.ts'
import { findDynoxide } from './binary.ts'
import { loopbackAddress } from './loopback-address.ts'

export type DynoxideProcess = {
  url: string
  /** Its process group; absent when the database is somebody else's. */
  pid?: number
  /** Calls back when the database ends without having been asked to. */
  onExit(listener: (reason: string) => void): void
  close(): Promise<void>
}

const START_MS = 10_000

const isAnswering = async (url: string): Promise<boolean> => {
  try {
    const answer = await fetch(url, { signal: AbortSignal.timeout(1_000) })
    await answer.arrayBuffer()
    return answer.headers.get('server')?.startsWith('Dynoxide') ?? false
  } catch {
    // Refused or reset: it does not listen yet.
    return false
  }
}

const tryStart = async (databaseFile: string | undefined): Promise<DynoxideProcess> => {
  const port = await freePort()
  const host = loopbackAddress()
  const url = `http://${host}:${port}`
  const command = [findDynoxide(), 'serve', '--host', host, '--port', String(port), ...(databaseFile ? ['--db-path', databaseFile] : [])]
  const child = startGuarded({ name: 'The database (dynoxide)', command, signal: 'TERM' })
  const deadline = Date.now() + START_MS
  while (!(await isAnswering(url)) && child.ended() === undefined) {
    if (Date.now() > deadline) {
      await child.close()
      throw new Error(`The database (dynoxide) did not answer within ${START_MS / 1000} s: ${child.said()}`)
    }
    await sleep(15)
  }
  const ended = child.ended()
  if (ended !== undefined) throw new Error(ended)
  return { url, ...(child.pid === undefined ? {} : { pid: child.pid }), onExit: child.onExit, close: child.close }
}

/** Without a file the database lives in memory. */
export const startDynoxide = async (databaseFile: string | undefined): Promise<DynoxideProcess> => {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await tryStart(databaseFile)
    } catch (error) {
      // Somebody may have taken the port between our asking for it and its use.
      if (attempt === 3 || !String(error).includes('already in use')) throw error
    }
  }
}
