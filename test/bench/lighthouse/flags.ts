// The flags of `npm run bench:lighthouse`.
import { commandLine } from '../../support/command-line.ts'

export const HELP = `npm run bench:lighthouse -- [flags]

Lighthouse on the list of campaigns and on a campaign's live page, as \`npm start\` serves them while the campaign calls.

  --runs N    of each page and screen, of which the median is told (3)
  --json      one line of JSON`

const { parse, whole } = commandLine('bench:lighthouse')

export const flags = (args: string[]) => {
  const { help, json, runs } = parse({
    args,
    options: {
      runs: { type: 'string', default: '3' },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values
  return { help, isJson: json, runs: whole('runs', runs, 1) }
}
