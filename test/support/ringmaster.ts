// The whole system as a person starts it, in a process of its own with data of its own.
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type Api, createApi } from '#contract/client.ts'
import { freePort } from '../../local/web/free-port.ts'

export type Ringmaster = {
  url: string
  api: Api
  /** Lines of standard output so far. */
  lines: string[]
  complaints: string[]
  exit: Promise<number | null>
  /** Kill -9 of this process alone: its children have groups of their own. */
  kill(): Promise<void>
  /** As Ctrl-C would, or another signal. */
  stop(signal?: NodeJS.Signals): Promise<number | null>
}

export type Home = { dir: string; log(): Promise<string>; remove(): Promise<void> }

/** Programs that live in the process groups which the log names: the database's and the bridge's. */
export const childrenIn = (log: string): string[] => {
  const groups = new Set([...log.matchAll(/^(.+) runs in process group (\d+)$/gm)].map(([, , group]) => group))
  const processes = execFileSync('ps', ['-eo', 'pgid=,stat=,args=']).toString().split('\n')
  // A zombie has ended; whoever started it has not asked yet.
  return processes.filter((line) => groups.has(/^ *(\d+) +[^Z ]/.exec(line)?.[1] ?? ''))
}

export const makeHome = async (): Promise<Home> => {
  const dir = await mkdtemp(join(tmpdir(), 'ringmaster-'))
  return {
    dir,
    log: () => readFile(join(dir, 'ringmaster.log'), 'utf8'),
    remove: () => rm(dir, { recursive: true, force: true }),
  }
}

const READY = /^Ringmaster is at (http:\S+)\//

/** Resolves at once; `url` answers when `ready` has been awaited. */
export const spawnRingmaster = async (
  home: Home,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): Promise<Ringmaster & { ready: Promise<void> }> => {
  const port = await freePort()
  const child = spawn(process.execPath, ['local/main.ts', '--port', String(port), ...args], {
    env: { ...process.env, RINGMASTER_HOME: home.dir, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    // A group of its own, so that it can be killed with its children.
    detached: true,
  })
  const url = `http://127.0.0.1:${port}`
  const lines: string[] = []
  const complaints: string[] = []
  const ready = Promise.withResolvers<void>()
  const note = (list: string[]) => (line: string) => {
    list.push(line)
    if (READY.test(line)) ready.resolve()
  }
  createInterface({ input: child.stdout }).on('line', note(lines))
  createInterface({ input: child.stderr }).on('line', note(complaints))
  const exit = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null)
  void exit.then((code) => ready.reject(new Error(`It ended with ${code}: ${complaints.join(' ')}`)))
  ready.promise.catch(() => {})

  const signal = (name: NodeJS.Signals): void => {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, name)
  }
  return {
    url,
    api: createApi({ fetch: (path, init) => fetch(`${url}${path}`, init) }),
    lines,
    complaints,
    exit,
    ready: ready.promise,
    async kill() {
      signal('SIGKILL')
      await exit
    },
    stop(name = 'SIGINT') {
      signal(name)
      return exit
    },
  }
}

export const startRingmaster = async (home: Home, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ringmaster> => {
  const ringmaster = await spawnRingmaster(home, args, env)
  await ringmaster.ready
  return ringmaster
}
