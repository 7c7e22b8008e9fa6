// The command line, read by a table of options.
import { parseArgs } from 'node:util'
import type { Given, Option, Options } from './command.ts'
import { Mistake } from './mistake.ts'
import { didYouMean } from './suggestion.ts'

/** Of every command. */
export const GLOBAL_OPTIONS = {
  json: { kind: 'flag', help: 'print JSON, for programs; messages and progress stay on standard error' },
  url: { kind: 'text', value: 'URL', help: 'the system to talk to, in place of RINGMASTER_URL' },
  help: { kind: 'flag', short: 'h', help: 'this text' },
  version: { kind: 'flag', help: 'the version' },
} as const satisfies Options

/** Where the command's name stands: behind options of every command, if any. -1: nowhere. */
export const commandPlace = (args: readonly string[]): number =>
  args.findIndex((word, i) => !word.startsWith('-') && args[i - 1] !== '--url')

type Written = { rawName: string; value?: string | undefined; inlineValue?: boolean | undefined }

const textOf = ({ rawName, value, inlineValue }: Written, { value: shown }: Extract<Option, { kind: 'text' }>): string => {
  // What begins with a dash is the next option, mostly; a dash alone is standard output.
  const isForgotten = value === undefined || (!inlineValue && value.length > 1 && value.startsWith('-'))
  if (isForgotten) throw new Mistake(`${rawName} needs a value: ${rawName} ${shown}. One that begins with a dash: ${rawName}=-…`)
  return value
}

export const readArguments = (args: readonly string[], options: Options): Given => {
  const known = new Map<string, Option>(Object.entries({ ...options, ...GLOBAL_OPTIONS }))
  const shapes = [...known].map(([name, { kind, short }]) => {
    const type = kind === 'flag' ? ('boolean' as const) : ('string' as const)
    return [name, { type, multiple: true, ...(short === undefined ? {} : { short }) }] as const
  })
  // Not strict: what is wrong is told in our own words, with what was meant.
  const config = { args: [...args], options: Object.fromEntries(shapes), strict: false, allowPositionals: true, tokens: true } as const
  const { tokens } = parseArgs(config)
  const words: string[] = []
  const flags = new Set<string>()
  const texts = new Map<string, string[]>()
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value)
    if (token.kind !== 'option') continue
    const option = known.get(token.name)
    if (!option)
      throw new Mistake(
        `There is no option ${token.rawName}.${didYouMean(
          token.rawName,
          [...known.keys()].map((name) => `--${name}`),
        )}`,
      )
    if (option.kind === 'text') texts.set(token.name, [...(texts.get(token.name) ?? []), textOf(token, option)])
    else if (token.inlineValue) throw new Mistake(`${token.rawName} takes no value.`)
    else flags.add(token.name)
  }
  return {
    words,
    has: (flag) => flags.has(flag),
    text: (option) => texts.get(option)?.at(-1),
    texts: (option) => texts.get(option) ?? [],
  }
}
