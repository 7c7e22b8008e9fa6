// Who may write where: the terminal is for the person, everything else that the process prints goes into the log.
import { createWriteStream, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Terminal } from './progress.ts'

export type Output = {
  /** To the person: standard output, or standard error while standard output is kept for the result. */
  say(line: string): void
  /** The one line that a script reads, on standard output. */
  result(line: string): void
  /** What went wrong, in a line. */
  complain(line: string): void
  /** Where progress is drawn. */
  terminal: Terminal
  log(line: string): void
  close(): Promise<void>
}

/** A log that is longer is started anew. */
const LONGEST_LOG = 10_000_000

const lengthOf = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0

/** `quiet`: standard output is kept for the result. From here on, what libraries print goes into the log. */
export const takeOutput = (logFile: string, { quiet }: { quiet: boolean }): Output => {
  mkdirSync(dirname(logFile), { recursive: true })
  const file = createWriteStream(logFile, { flags: lengthOf(logFile) > LONGEST_LOG ? 'w' : 'a' })
  const stdout = process.stdout.write.bind(process.stdout)
  const stderr = process.stderr.write.bind(process.stderr)
  const write = quiet ? stderr : stdout
  const stream = quiet ? process.stderr : process.stdout
  process.stdout.write = (chunk: string | Uint8Array): boolean => file.write(chunk)
  process.stderr.write = (chunk: string | Uint8Array): boolean => file.write(chunk)
  return {
    say: (line) => void write(`${line}\n`),
    result: (line) => void stdout(`${line}\n`),
    complain: (line) => void stderr(`${line}\n`),
    terminal: { isTTY: stream.isTTY === true, columns: stream.columns || 120, write },
    log: (line) => void file.write(`${line}\n`),
    close: () => new Promise((resolve) => file.end(resolve)),
  }
}
