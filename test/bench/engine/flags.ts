// The flags of `npm run bench:engine`.
import { commandLine } from '../../support/command-line.ts'

/** How many times as long as the ideal queue a campaign takes that has collapsed: one line that drains the rest alone makes it 4 to 9, chance alone not 1.1. */
export const COLLAPSED_FROM = 1.5

export const HELP = `npm run bench:engine -- [flags]

  --contacts N          contacts of the campaign (1000)
  --lines N             its lines (10)
  --call-delay S        seconds between two dials of the campaign (0)
  --calls-per-second N  of the account (1000)
  --attempts N          calls a contact gets at most (3)
  --retry-delay S       seconds before a contact is called again (3600)
  --seed N              of durations and of every choice (1)
  --seeds N             so many seeds from that one on: one line with median, p95 and worst over all of them, and
                        how many collapsed: not completed, or more than ${COLLAPSED_FROM} times as long as the ideal queue (1)
  --json                one line of JSON, which is what it prints anyway`

const { number, parse } = commandLine('bench:engine')

export type Flags = ReturnType<typeof flags>

export const flags = (args: string[]) => {
  const given = parse({
    args,
    options: {
      contacts: { type: 'string', default: '1000' },
      lines: { type: 'string', default: '10' },
      'call-delay': { type: 'string', default: '0' },
      'calls-per-second': { type: 'string', default: '1000' },
      attempts: { type: 'string', default: '3' },
      'retry-delay': { type: 'string', default: '3600' },
      seed: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values
  return {
    help: given.help,
    contacts: number('contacts', given.contacts, 1),
    lines: number('lines', given.lines, 1),
    callDelayMs: 1_000 * number('call-delay', given['call-delay'], 0),
    callsPerSecond: number('calls-per-second', given['calls-per-second'], 0.01),
    attempts: number('attempts', given.attempts, 1),
    retryDelayMs: 1_000 * number('retry-delay', given['retry-delay'], 60),
    seed: number('seed', given.seed, 0),
    seeds: number('seeds', given.seeds, 1),
  }
}
