// The media bridge as a process of its own, from the one file that the container runs.
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import * as z from 'zod/mini'
import { buildModule } from '../../infra/bundle.ts'

export type BundledBridge = {
  port: number
  process: ChildProcess
  /** The exit code; null after a signal. */
  exit: Promise<number | null>
  /** What it has logged, by its static message. */
  logged(message: string): Record<string, unknown>[]
}

const Line = z.looseObject({ message: z.string() })

const parsed = (line: string): unknown => {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

let bundle: string | undefined
/** The file. */
export const bundledBridge = (): string => {
  if (bundle !== undefined) return bundle
  const file = join(mkdtempSync(join(tmpdir(), 'bridge-')), 'main.mjs')
  buildModule('media-bridge/main.ts', file)
  bundle = file
  return file
}

/** Resolves once it listens. */
export const startBundledBridge = async (environment: Record<string, string>): Promise<BundledBridge> => {
  const child = spawn(process.execPath, [bundledBridge()], { env: environment, stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: z.infer<typeof Line>[] = []
  const listening = Promise.withResolvers<number>()
  createInterface({ input: child.stdout }).on('line', (text) => {
    const line = Line.safeParse(parsed(text)).data
    if (line) lines.push(line)
    if (line?.message === 'bridge.listening') listening.resolve(Number(line.port))
  })
  const exit = once(child, 'exit').then(([code]: (number | null)[]) => code ?? null)
  void exit.then((code) => listening.reject(new Error(`The bridge ended with ${code}: ${JSON.stringify(lines.at(-1))}`)))
  return { port: await listening.promise, process: child, exit, logged: (message) => lines.filter((line) => line.message === message) }
}
