// A mistake in the flags of a command is told in one sentence, with where all of them are listed.
import { Mistake } from './cli/mistake.ts'

/** Node's own words, without its advice about words that begin with a dash. */
const firstSentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split(/\. To specify|\.?\n/)[0] ?? ''

/** `command`: as a person types it, such as npm run smoke. */
export const strictly = <T>(command: string, read: () => T): T => {
  try {
    return read()
  } catch (error) {
    throw new Mistake(`${firstSentence(error)}. See ${command} -- --help.`)
  }
}
