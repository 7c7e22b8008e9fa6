// The command line of what stands among the tests: its help is printed, and a mistake is told in one sentence, with where all flags are listed.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { strictly } from '../../local/strictly.ts'

/** `command`: as `npm run` knows it. */
export const commandLine = (command: string) => {
  const orEnd = <T>(read: () => T): T => {
    try {
      return strictly(`npm run ${command}`, read)
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error))
      return process.exit(2)
    }
  }
  const misuse = (why: string): never =>
    orEnd(() => {
      throw new Error(why)
    })
  const checked = (name: string, text: string, is: { right: (value: number) => boolean; words: string }): number => {
    const value = Number(text)
    return is.right(value) ? value : misuse(`--${name} must be ${is.words}, not ${JSON.stringify(text)}`)
  }
  return {
    misuse,
    parse: <const C extends ParseArgsConfig>(config: C) => orEnd(() => parseArgs(config)),
    number: (name: string, text: string, least: number): number =>
      checked(name, text, { right: (value) => Number.isFinite(value) && value >= least, words: `a number from ${least} on` }),
    whole: (name: string, text: string, least: number): number =>
      checked(name, text, { right: (value) => Number.isInteger(value) && value >= least, words: `a whole number from ${least} on` }),
    /** For a command that takes none: its help is printed, and is all that it then does. */
    noFlags(help: string): void {
      const { values } = orEnd(() => parseArgs({ options: { help: { type: 'boolean', default: false } } }))
      if (!values.help) return
      console.log(help)
      process.exit(0)
    },
  }
}
