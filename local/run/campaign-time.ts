// Campaign time from one run to the next. Among made-up people it never goes back, or due times would.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import type { Clock } from '#app/ports/clock.ts'

const Saved = z.object({ campaignTime: z.number() })
const EVERY_MS = 1_000

const readSaved = (file: string): number => {
  try {
    return Saved.parse(JSON.parse(readFileSync(file, 'utf8'))).campaignTime
  } catch {
    // The first run, or one whose file was cut off: the machine's time is as good.
    return 0
  }
}

/** Real people's hours are those of the machine's clock, also once somebody has set it back. */
export const startingTime = (dataDir: string, { isReal }: { isReal: boolean }): number =>
  isReal ? Date.now() : Math.max(Date.now(), readSaved(join(dataDir, 'clock.json')))

/** Returns what ends the saving, with a last save. */
export const keepSaving = (dataDir: string, clock: Pick<Clock, 'now'>): (() => void) => {
  mkdirSync(dataDir, { recursive: true })
  const file = join(dataDir, 'clock.json')
  const save = (): void => {
    writeFileSync(`${file}.new`, JSON.stringify({ campaignTime: clock.now() }))
    renameSync(`${file}.new`, file)
  }
  const timer = setInterval(save, EVERY_MS)
  return () => {
    clearInterval(timer)
    save()
  }
}
