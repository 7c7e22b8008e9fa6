// The flags of `npm run bench:lighthouse`.
import { parseArgs } from 'node:util'

export const HELP = `npm run bench:lighthouse -- [flags]

Lighthouse on the list of campaigns and on a campaign's live page, as \`npm start\` serves them while the campaign calls.

  --runs N    of each page and screen, of which the median is told (3)
  --json      one line of JSON`

const misuse = (why: string): never => {
  console.error(`${why} See --help.`)
  return process.exit(2)
}

const parse = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        runs: { type: 'string', default: '3' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    return misuse(error instanceof Error ? error.message : String(error))
  }
}

export const flags = (args: string[]) => {
  const { help, json, runs } = parse(args)
  const count = Number(runs)
  if (!Number.isInteger(count) || count < 1) misuse(`--runs must be a whole number from 1 on, not ${JSON.stringify(runs)}.`)
  return { help, isJson: json, runs: count }
}
