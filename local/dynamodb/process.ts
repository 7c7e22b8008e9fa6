// Runs dynoxide, a DynamoDB on SQLite, as a child process that cannot outlive this one.
import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../web/free-port.ts'
import { findDynoxide } from './binary.ts'

export type DynoxideProcess = {
  url: string
  /** Calls back when the database ends without having been asked to. */
  onExit(listener: (reason: string) => void): void
  close(): Promise<void>
}

const START_MS = 10_000
const END_MS = 3_000

/** The shell ends the database when our end of its standard input closes: that happens even after kill -9, when nothing of ours can run. */
const GUARD =
  'exec 3<&0; "$@" 3<&- & pid=$!; { cat <&3 >/dev/null; kill $pid; } 2>/dev/null & guard=$!; ' +
  'wait $pid; code=$?; kill $guard 2>/dev/null; exit $code'

/** Detached: Ctrl-C reaches every process of the terminal, but the last writes still need the database. */
const spawnGuarded = (command: string[]): ChildProcess => {
  const [binary = '', ...args] = command
  return process.platform === 'win32'
    ? spawn(binary, args, { stdio: 'pipe' })
    : spawn('/bin/sh', ['-c', GUARD, 'sh', ...command], { stdio: 'pipe', detached: true })
}

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
  const url = `http://127.0.0.1:${port}`
  const child = spawnGuarded([findDynoxide(), 'serve', '--port', String(port), ...(databaseFile ? ['--db-path', databaseFile] : [])])
  const listeners: ((reason: string) => void)[] = []
  let said = ''
  let closing = false
  let ended: string | undefined
  const hear = (chunk: Buffer) => {
    said = (said + chunk).slice(-2_000)
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  // Writing to a child that has gone raises EPIPE; its exit is reported below.
  child.stdin?.on('error', () => {})
  const exit = new Promise<void>((resolve) => {
    const end = (reason: string) => {
      if (ended !== undefined) return
      ended = reason
      child.stdin?.destroy()
      resolve()
      if (!closing) for (const listener of listeners) listener(reason)
    }
    child.once('error', (error) => end(`The database (dynoxide) could not be started: ${error.message}`))
    child.once('exit', (code, signal) => end(`The database (dynoxide) ended with ${signal ?? `exit code ${code}`}: ${said.trim()}`))
  })
  const close = async () => {
    closing = true
    if (process.platform === 'win32') child.kill()
    else child.stdin?.end()
    const isEnded = await Promise.race([exit.then(() => true), sleep(END_MS, false, { ref: false })])
    if (!isEnded && child.pid) process.kill(-child.pid, 'SIGKILL')
    await exit
  }

  const deadline = Date.now() + START_MS
  while (!(await isAnswering(url)) && ended === undefined) {
    if (Date.now() > deadline) {
      await close()
      throw new Error(`The database (dynoxide) did not answer within ${START_MS / 1000} s: ${said.trim()}`)
    }
    await sleep(15)
  }
  if (ended !== undefined) throw new Error(ended)
  return { url, onExit: (listener) => listeners.push(listener), close }
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
