// The command line from its words to its exit code.
import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import * as z from 'zod/mini'
import { commandPlace, readArguments } from './arguments.ts'
import type { Command, Given } from './command.ts'
import { campaignsCommand } from './commands/campaigns.ts'
import { controlCommands } from './commands/control.ts'
import { exportCommand } from './commands/export.ts'
import { runCommand } from './commands/run.ts'
import { watchCommand } from './commands/watch.ts'
import { complaintOf, EXIT } from './complaint.ts'
import { type Connection, connectionTo } from './connection.ts'
import { helpOf, helpOfAll } from './help.ts'
import { Mistake } from './mistake.ts'
import type { Shell } from './shell.ts'
import { didYouMean } from './suggestion.ts'

const COMMANDS: ReadonlyMap<string, Command> = new Map([
  ['run', runCommand],
  ['campaigns', campaignsCommand],
  ...controlCommands,
  ['watch', watchCommand],
  ['export', exportCommand],
])

/** 128 and the signal's number, as shells have it. */
const INTERRUPTED = { SIGINT: 130, SIGTERM: 143 } as const

const version = (): string =>
  z.object({ version: z.string() }).parse(JSON.parse(readFileSync(resolve(import.meta.dirname, '../../package.json'), 'utf8'))).version

const commandNamed = (name: string): Command => {
  const command = COMMANDS.get(name)
  if (command) return command
  throw new Mistake(`There is no command ${name}.${didYouMean(name, [...COMMANDS.keys()])} npx ringmaster --help lists them.`)
}

/** Undefined: help or the version was asked for, and is printed. */
const chosen = (args: readonly string[], { print }: Shell): { name: string; command: Command; given: Given } | undefined => {
  const place = commandPlace(args)
  const name = args[place]
  if (name === undefined || name === 'help') {
    const rest = args.filter((_, i) => i !== place)
    const about = rest[commandPlace(rest)]
    const isVersion = name === undefined && readArguments(args, {}).has('version')
    print(isVersion ? version() : about === undefined ? helpOfAll(COMMANDS) : helpOf(about, commandNamed(about)))
    return undefined
  }
  const command = commandNamed(name)
  const given = readArguments(
    args.filter((_, i) => i !== place),
    command.options,
  )
  if (!given.has('help') && !given.has('version')) return { name, command, given }
  print(given.has('help') ? helpOf(name, command) : version())
  return undefined
}

const argumentOf = (name: string, { argument }: Command, { words }: Given): string => {
  const [first = '', ...others] = argument === undefined ? ['', ...words] : words
  if (argument !== undefined && first === '')
    throw new Mistake(`${name} needs ${argument === 'ID' ? 'the ID of a campaign' : 'a FILE'}: npx ringmaster ${name} ${argument}`)
  if (others.length > 0)
    throw new Mistake(`${name} does not know what to do with “${others.join(' ')}”. See npx ringmaster ${name} --help.`)
  return first
}

export const runCli = async (args: readonly string[], shell: Shell): Promise<number> => {
  let connection: Connection | undefined
  let farewell = 'Interrupted.'
  try {
    const asked = chosen(args, shell)
    if (!asked) return EXIT.done
    const { name, command, given } = asked
    const argument = argumentOf(name, command, given)
    connection = connectionTo({ url: given.text('url') ?? shell.env.RINGMASTER_URL, key: shell.env.RINGMASTER_API_KEY }, shell)
    const ifInterrupted = (words: string): void => {
      farewell = words
    }
    return await command.run({ given, argument, shell, connection, isJson: given.has('json'), ifInterrupted })
  } catch (error) {
    if (shell.interrupted.aborted) {
      shell.tell(farewell)
      return shell.interrupted.reason === 'SIGTERM' ? INTERRUPTED.SIGTERM : INTERRUPTED.SIGINT
    }
    const { words, code } = complaintOf(error, connection ?? { url: '', hasKey: false })
    shell.tell(`${shell.paint('red', 'Error:')} ${words}`)
    return code
  }
}
