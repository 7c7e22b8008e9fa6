// The flags of `npm run bench:dashboard`.
import { commandLine } from '../../support/command-line.ts'

export const HELP = `npm run bench:dashboard -- [flags]

A campaign's page in a real browser, over a server that tells of its calls as fast as asked, and bare pages with as many cells in turn.

  --parts LIST     which of live, scroll and memory, with commas between (all of them)
  --calls N        calls at the same time (1000)
  --every N        milliseconds between two events (10)
  --seconds N      measured for each page and round (15)
  --contacts N     contacts that are scrolled through (10000)
  --minutes N      for which the page's memory is watched (10)
  --json           one line of JSON`

const { misuse, number, parse } = commandLine('bench:dashboard')

const PARTS = ['live', 'scroll', 'memory'] as const
type Part = (typeof PARTS)[number]

const parts = (text: string): ReadonlySet<Part> => {
  const asked = text.split(',')
  const unknown = asked.find((name) => !PARTS.some((part) => part === name))
  if (unknown !== undefined) misuse(`--parts knows ${PARTS.join(', ')}, not ${JSON.stringify(unknown)}`)
  return new Set(PARTS.filter((part) => asked.includes(part)))
}

export type Flags = ReturnType<typeof flags>

export const flags = (args: string[]) => {
  const given = parse({
    args,
    options: {
      parts: { type: 'string', default: PARTS.join(',') },
      calls: { type: 'string', default: '1000' },
      every: { type: 'string', default: '10' },
      seconds: { type: 'string', default: '15' },
      contacts: { type: 'string', default: '10000' },
      minutes: { type: 'string', default: '10' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values
  return {
    help: given.help,
    isJson: given.json,
    parts: parts(given.parts),
    calls: number('calls', given.calls, 1),
    everyMs: number('every', given.every, 1),
    seconds: number('seconds', given.seconds, 1),
    contacts: number('contacts', given.contacts, 1),
    minutes: number('minutes', given.minutes, 1),
  }
}
