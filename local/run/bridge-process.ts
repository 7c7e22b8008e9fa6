// The media bridge as a process of its own, as on Fargate.
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import * as z from 'zod'

const Listening = z.object({ message: z.literal('bridge.listening'), port: z.int() })
/** A first start compiles its dependencies; more than this is a fault. */
const START_MS = 20_000
/** After a polite signal. */
const END_MS = 2_000

export type BridgeProcess = { port: number; onExit(tell: (code: number | null) => void): void; close(): Promise<void> }

const json = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

export const startBridgeProcess = async (
  root: string,
  environment: Record<string, string>,
  log: (line: string) => void,
): Promise<BridgeProcess> => {
  const child = spawn(process.execPath, ['media-bridge/main.ts'], {
    cwd: root,
    // PATH and the like, without this process's own idea of where a port is.
    env: { ...process.env, ...environment, HOST: '127.0.0.1', PORT: '0' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const ended = Promise.withResolvers<number | null>()
  child.once('exit', (code) => ended.resolve(code))
  child.once('error', () => ended.resolve(null))

  const listening = Promise.withResolvers<number>()
  const said: string[] = []
  createInterface({ input: child.stdout }).on('line', (line) => {
    const read = Listening.safeParse(json(line))
    if (read.success) listening.resolve(read.data.port)
    log(line)
  })
  createInterface({ input: child.stderr }).on('line', (line) => {
    said.push(line)
    log(line)
  })
  const timer = setTimeout(() => listening.reject(new Error('The media bridge did not start in time')), START_MS)
  void ended.promise.then((code) => listening.reject(new Error(`The media bridge ended (${code}) before it listened. ${said.join(' ')}`)))
  try {
    const port = await listening.promise
    return {
      port,
      onExit: (tell) => void ended.promise.then(tell),
      async close() {
        child.kill('SIGINT')
        const force = setTimeout(() => child.kill('SIGKILL'), END_MS)
        await ended.promise
        clearTimeout(force)
      },
    }
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  } finally {
    clearTimeout(timer)
  }
}
