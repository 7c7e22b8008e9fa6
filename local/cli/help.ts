// The help, made of the tables of commands and options.
import { GLOBAL_OPTIONS } from './arguments.ts'
import type { Command, Options } from './command.ts'

const NAME = 'npx ringmaster'
const INDENT = 26

const optionLines = (options: Options): string[] =>
  Object.entries(options).map(([name, option]) => {
    const short = option.short === undefined ? '' : `-${option.short}, `
    return `  ${`${short}--${name}${option.kind === 'text' ? ` ${option.value}` : ''}`.padEnd(INDENT)}${option.help}`
  })

const section = (title: string, lines: readonly string[]): string[] => (lines.length > 0 ? ['', `${title}:`, ...lines] : [])

export const helpOf = (name: string, { argument, about, summary, options, examples }: Command): string =>
  [
    `Usage: ${NAME} ${name}${argument === undefined ? '' : ` ${argument}`} [options]`,
    '',
    `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`,
    ...about,
    ...section('Options', optionLines(options)),
    ...section('Options of every command', optionLines(GLOBAL_OPTIONS)),
    ...section(
      'Examples',
      examples.map((example) => `  ${example}`),
    ),
  ].join('\n')

export const helpOfAll = (commands: ReadonlyMap<string, Command>): string =>
  [
    'Outbound AI calling campaigns: starts them, follows them, and fetches what came of them.',
    '',
    `Usage: ${NAME} COMMAND [options]`,
    ...section(
      'Commands',
      [...commands].map(
        ([name, { argument, summary }]) => `  ${`${name}${argument === undefined ? '' : ` ${argument}`}`.padEnd(INDENT)}${summary}`,
      ),
    ),
    ...section('Options of every command', optionLines(GLOBAL_OPTIONS)),
    ...section('Environment', [
      `  ${'RINGMASTER_URL'.padEnd(INDENT)}the system to talk to (the one that npm start runs on this machine)`,
      `  ${'RINGMASTER_API_KEY'.padEnd(INDENT)}the key that is shown to it (this machine’s own, for its own system)`,
      `  ${'NO_COLOR'.padEnd(INDENT)}no colours`,
    ]),
    '',
    'Exit codes: 0 done, of run and watch: completed; 1 it failed; 2 a mistake on the command line or in the list; 3 the campaign was',
    'cancelled; 130 and 143 interrupted (SIGINT, SIGTERM), and the campaign goes on.',
    '',
    `${NAME} COMMAND --help tells more of a command.`,
  ].join('\n')
