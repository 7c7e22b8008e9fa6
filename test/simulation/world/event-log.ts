// What happened in a world, a line for each event, and the hash by which two runs are compared.
import { createHash } from 'node:crypto'

export type EventLog = {
  note(what: string): void
  /** SHA-1 of all lines so far. */
  hash(): string
  count(): number
}

/** The hash takes what has been gathered at once: one update for each line would cost more than the lines. */
const GATHERED = 64 * 1024

export const eventLog = ({
  now,
  startAt,
  print,
}: {
  now: () => number
  startAt: number
  print?: ((line: string) => void) | undefined
}): EventLog => {
  const sha1 = createHash('sha1')
  let gathered = ''
  let lines = 0
  const flush = (): void => {
    sha1.update(gathered)
    gathered = ''
  }
  return {
    note(what) {
      const ms = now() - startAt
      lines += 1
      gathered += `${ms} ${what}\n`
      if (gathered.length > GATHERED) flush()
      print?.(`${(ms / 1_000).toFixed(3)} ${what}`)
    },
    hash() {
      flush()
      return sha1.copy().digest('hex')
    },
    count: () => lines,
  }
}
