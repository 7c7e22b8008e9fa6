// Remembers how far each function has read each table stream, so that a restart goes on where the last run ended.
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import * as z from 'zod/mini'

/** The stream's ARN names one life of the table: a table that was made anew has another, and is read from its beginning. */
const Position = z.object({ streamArn: z.string(), functionArn: z.string(), sequenceNumber: z.string() })
export type Position = z.infer<typeof Position>

const fileIn = (dataDir: string): string => join(dataDir, 'stream-positions.json')

export const readPositions = (dataDir: string): Position[] => {
  const file = fileIn(dataDir)
  return existsSync(file) ? z.array(Position).parse(JSON.parse(readFileSync(file, 'utf8'))) : []
}

/** Renaming is atomic: a crash leaves the old file or the new one. */
export const savePositions = (dataDir: string, positions: Position[]): void => {
  const file = fileIn(dataDir)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(`${file}.new`, JSON.stringify(positions))
  renameSync(`${file}.new`, file)
}
