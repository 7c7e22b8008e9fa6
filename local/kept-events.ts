// Keeps each event that has not succeeded yet as a small file of its own.
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

const KeptEvent = z.object({
  /** Names the file; in the order of the events. */
  id: z.string(),
  functionArn: z.string(),
  /** What the event is about, for people. */
  about: z.string(),
  event: z.unknown(),
  retryAttempts: z.int(),
  failures: z.int(),
})
export type KeptEvent = z.infer<typeof KeptEvent>

const ENDING = '.json'

export const keepEvents = (dataDir: string) => {
  const folder = join(dataDir, 'events')
  const fileOf = ({ id }: KeptEvent): string => join(folder, `${id}${ENDING}`)
  mkdirSync(folder, { recursive: true })
  // Of a process that was killed while it wrote: nobody was told that this event was taken.
  const names = readdirSync(folder)
  for (const name of names) if (!name.endsWith(ENDING)) rmSync(join(folder, name))
  const early = names.filter((name) => name.endsWith(ENDING)).toSorted()
  const left = early.map((name) => KeptEvent.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))

  return {
    /** Those of earlier runs. */
    left: (): KeptEvent[] => left,
    /** Renaming is atomic: a crash leaves the old file or the new one. */
    save: (event: KeptEvent): void => {
      writeFileSync(`${fileOf(event)}.new`, JSON.stringify(event))
      renameSync(`${fileOf(event)}.new`, fileOf(event))
    },
    remove: (event: KeptEvent): void => rmSync(fileOf(event), { force: true }),
  }
}
