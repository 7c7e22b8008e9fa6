// What a command of the client is, and what it is given.
import { CampaignId } from '#contract/ids.ts'
import type { Connection } from './connection.ts'
import { Mistake } from './mistake.ts'
import type { Shell } from './shell.ts'

export type Option = { help: string; short?: string } & (
  | { kind: 'flag' }
  | {
      kind: 'text'
      /** What stands behind it in the help: `N`. */
      value: string
    }
)
export type Options = Readonly<Record<string, Option>>

/** What stands on the command line. */
export type Given = {
  /** Those that are no options, in their order. */
  words: readonly string[]
  has(flag: string): boolean
  /** The last, when it stands there more than once. */
  text(option: string): string | undefined
  texts(option: string): readonly string[]
}

export type Invocation = {
  given: Given
  /** The FILE or ID; empty for a command without one. */
  argument: string
  shell: Shell
  connection: Connection
  isJson: boolean
  /** Told when Ctrl-C ends the command from here on. */
  ifInterrupted(words: string): void
}

export type Command = {
  /** What must stand behind its name; absent: nothing may. */
  argument?: 'FILE' | 'ID'
  summary: string
  /** More of it, in lines. */
  about: readonly string[]
  options: Options
  examples: readonly string[]
  /** Gives the exit code. */
  run(invocation: Invocation): Promise<number>
}

export const campaignIdIn = (text: string): CampaignId => {
  const read = CampaignId.safeParse(text)
  if (read.success) return read.data
  throw new Mistake(`“${text}” is not the id of a campaign: it must look like cmp_01J…. List them with: npx ringmaster campaigns`)
}
