// The command line of `npm run smoke`.
import { parseArgs } from 'node:util'
import { strictly } from '../strictly.ts'

const HELP = `The life of a test campaign against a running system: made, started, watched, stopped, deleted.

Usage: npm run smoke -- [--url URL] [--key KEY] [--number +…] [--json]

  --url URL       the system (RINGMASTER_URL; else the one that npm start runs on this machine)
  --key KEY       shown to it, with the scope operate (RINGMASTER_API_KEY; else this machine's own)
  --number +…     a telephone that may really be rung. Without it a deployment rings nobody: the campaign's window is closed and its
                  number is one that is reserved for fiction. On this machine the telephones are simulated
  --json          one JSON object on standard output

Exit codes: 0 every step succeeded, 1 one did not, 2 a mistake on the command line.`

export type SmokeFlags = { url: string | undefined; key: string | undefined; number: string | undefined; isJson: boolean }

/** Text: it is to be printed, and nothing to be done. */
export const readFlags = (args: readonly string[], env: Readonly<Record<string, string | undefined>>): SmokeFlags | string => {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean' } as const
  const options = { url: text, key: text, number: text, json: flag, help: flag }
  const { values } = strictly('npm run smoke', () => parseArgs({ args: [...args], options }))
  if (values.help) return HELP
  const { url = env.RINGMASTER_URL, key = env.RINGMASTER_API_KEY, number, json = false } = values
  return { url, key, number, isJson: json }
}
