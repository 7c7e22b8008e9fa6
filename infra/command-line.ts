// What the commands of a deployment have in common: flags that are read strictly, help that is printed, mistakes that are told with what to do.

/** What the person at the command line can put right: exit code 2. */
export class Mistake extends Error {
  override readonly name = 'Mistake'
}

/** Node's own words, without its advice about words that begin with a dash. */
const firstSentence = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split(/\. To specify|\.?\n/)[0] ?? ''

/** `command`: as a person types it, such as npm run diff. */
export const strictly = <T>(command: string, read: () => T): T => {
  try {
    return read()
  } catch (error) {
    throw new Mistake(`${firstSentence(error)}. See ${command} -- --help.`)
  }
}

/** Runs a command: its help is printed, its failure told in one line. */
export const command = async <T>(read: () => T | string, carryOut: (order: T) => Promise<void>): Promise<void> => {
  try {
    const order = read()
    if (typeof order === 'string') console.log(order)
    else await carryOut(order)
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error))
    process.exitCode = error instanceof Mistake ? 2 : 1
  }
}
