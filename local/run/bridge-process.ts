// The media bridge as a process of its own, as on Fargate.
import { createInterface } from 'node:readline'
import * as z from 'zod/mini'
import { type GuardedProcess, startGuarded } from '../web/guarded-process.ts'

const Listening = z.object({ message: z.literal('bridge.listening'), port: z.int() })
/** A first start compiles its dependencies; more than this is a fault. */
const START_MS = 20_000

export type BridgeProcess = Pick<GuardedProcess, 'pid' | 'onExit' | 'close'> & {
  /** Resolves once it listens. */
  port: Promise<number>
}

const json = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

/** V8 takes what the machine has before it collects; what is alive in the bridge is a tenth of this. `npm start` limits the rest the same way. */
const HEAP = '--max-old-space-size=192'

type Options = {
  root: string
  /** Absolute, or from the root on. */
  program: string
  environment: Record<string, string>
  log: (line: string) => void
}

/** Returns at once, so that what is still starting can be ended too. */
export const startBridgeProcess = ({ root, program, environment, log }: Options): BridgeProcess => {
  const { pid, stdout, stderr, exit, onExit, close } = startGuarded({
    ...{ name: 'The media bridge', command: [process.execPath, HEAP, program], cwd: root },
    // PATH and the like, without this process's own idea of where a port is.
    env: { ...process.env, ...environment, HOST: '127.0.0.1', PORT: '0' },
    // SIGTERM is ECS's: it lets the calls go on for minutes.
    signal: 'INT',
  })
  const listening = Promise.withResolvers<number>()
  createInterface({ input: stdout }).on('line', (line) => {
    const read = Listening.safeParse(json(line))
    if (read.success) listening.resolve(read.data.port)
    log(line)
  })
  createInterface({ input: stderr }).on('line', log)
  const timer = setTimeout(() => listening.reject(new Error('The media bridge did not start in time')), START_MS)
  void exit.then((reason) => listening.reject(new Error(`Before it listened: ${reason}`)))
  void listening.promise.catch(() => {}).finally(() => clearTimeout(timer))
  return { pid, onExit, close, port: listening.promise }
}
