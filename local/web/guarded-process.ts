// A child process that cannot outlive this one, tells why it ended, and ends politely, or by force.
import { type ChildProcess, spawn } from 'node:child_process'
import type { Readable } from 'node:stream'
import { setTimeout as sleep } from 'node:timers/promises'

export type GuardedProcess = {
  /** Of the guard, whose process group is that of the program too. */
  pid: number | undefined
  stdout: Readable
  stderr: Readable
  /** What it said last, in one line: on standard error, else on standard output. */
  said(): string
  /** Why it has ended; undefined while it runs. */
  ended(): string | undefined
  /** Resolves with the reason, also when it was asked to end. */
  exit: Promise<string>
  /** Calls back when it ends without having been asked to. */
  onExit(listener: (reason: string) => void): void
  close(): Promise<void>
}

type Options = {
  /** For messages: “The database”. */
  name: string
  command: string[]
  /** What makes the program end at once, politely. */
  signal: 'INT' | 'TERM'
  cwd?: string
  env?: NodeJS.ProcessEnv
}

const END_MS = 3_000
const LAST_WORDS_MS = 500
const LAST_LINES = 3
const LAST_CHARACTERS = 2_000

/**
 * The shell ends the program when our end of its standard input closes: that happens even after kill -9, when nothing of ours can run.
 * A program that is still starting may not hear the signal, since a shell's background programs ignore SIGINT: hence the second one.
 */
const GUARD =
  'signal=$1; shift; exec 3<&0; "$@" 3<&- & pid=$!; ' +
  '{ cat <&3; kill -s $signal $pid; sleep 2; kill -s KILL $pid; } >/dev/null 2>&1 & guard=$!; ' +
  'wait $pid; code=$?; kill $guard 2>/dev/null; exit $code'

/** Detached: Ctrl-C reaches every process of the terminal, but the last writes still need the database, and the last words the bridge. */
const spawnGuarded = ({ command, signal, cwd, env }: Options) => {
  const [binary = '', ...args] = command
  const where = { ...(cwd ? { cwd } : {}), ...(env ? { env } : {}) }
  return process.platform === 'win32'
    ? spawn(binary, args, { ...where, stdio: 'pipe' })
    : spawn('/bin/sh', ['-c', GUARD, 'sh', signal, ...command], { ...where, stdio: 'pipe', detached: true })
}

const killGroup = (child: ChildProcess): void => {
  if (child.pid === undefined) return
  if (process.platform === 'win32') {
    child.kill('SIGKILL')
    return
  }
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    // ESRCH: everybody has gone already.
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error
  }
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-LAST_LINES).join(' ')

export const startGuarded = (options: Options): GuardedProcess => {
  const child = spawnGuarded(options)
  const listeners: ((reason: string) => void)[] = []
  const heard = { stdout: '', stderr: '' }
  let isClosing = false
  let ended: string | undefined
  for (const name of ['stdout', 'stderr'] as const)
    child[name].on('data', (chunk: Buffer) => {
      heard[name] = (heard[name] + chunk).slice(-LAST_CHARACTERS)
    })
  // Writing to a child that has gone raises EPIPE; its exit is reported below.
  child.stdin.on('error', () => {})
  const said = (): string => lastLines(heard.stderr) || lastLines(heard.stdout)
  const exit = new Promise<string>((resolve) => {
    const end = (reason: string): void => {
      if (ended !== undefined) return
      ended = reason
      child.stdin.destroy()
      // The guard's own sleep may be left, or, if the guard was killed, the program.
      killGroup(child)
      resolve(reason)
      if (!isClosing) for (const listener of listeners) listener(reason)
    }
    child.once('error', (error) => end(`${options.name} could not be started: ${error.message}`))
    const endWith = (code: number | null, signal: NodeJS.Signals | null): void =>
      end(`${options.name} ended with ${signal ?? `exit code ${code}`}${said() && `: ${said()}`}`)
    // At 'exit' what it said last may still be on its way; 'close' never comes while somebody else holds its output.
    child.once('close', endWith)
    child.once('exit', (code, signal) => setTimeout(endWith, LAST_WORDS_MS, code, signal).unref())
  })
  return {
    ...{ pid: child.pid, stdout: child.stdout, stderr: child.stderr, said, exit },
    ended: () => ended,
    onExit: (listener) => listeners.push(listener),
    async close() {
      isClosing = true
      if (process.platform === 'win32') child.kill()
      else child.stdin.end()
      const isEnded = await Promise.race([exit.then(() => true), sleep(END_MS, false, { ref: false })])
      if (!isEnded) killGroup(child)
      await exit
    },
  }
}
