// An importer as a process of its own, as a Lambda is: what it needs of memory is its own, and it can be killed.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import * as z from 'zod/mini'

const Told = z.object({ seconds: z.number(), maxRssMb: z.number() })
export type Told = z.infer<typeof Told>

/** What a heap may have is used before it is tidied: whether little is enough is seen only when there is no more. */
const SMALL = ['--max-old-space-size=128', '--max-semi-space-size=8']

/** `told` is undefined when it was killed. */
export const startImporter = (script: string, args: readonly string[]) => {
  const path = join(import.meta.dirname, script)
  const child = spawn(process.execPath, [...SMALL, path, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString()
  })
  const told = once(child, 'close').then((): Told | undefined => (said === '' ? undefined : Told.parse(JSON.parse(said))))
  return { child, told }
}

/** In that process: does the work, and tells what it took. */
export const tellOf = async (work: () => Promise<void>): Promise<void> => {
  const startedAt = performance.now()
  await work()
  const { maxRSS } = process.resourceUsage()
  console.log(JSON.stringify({ seconds: (performance.now() - startedAt) / 1_000, maxRssMb: Math.round(maxRSS / 1_024) }))
}
