// The command line of `npm run secrets`.
import { parseArgs } from 'node:util'
import { Mistake } from '../cli/mistake.ts'
import { strictly } from '../strictly.ts'

const COMMAND = 'npm run secrets'

const HELP = `${COMMAND} -- --stage STAGE [flags]

Puts the accounts of .env into the secrets of a deployed stage, all or nothing. Of an auth token or a webhook secret that has changed
the one before stays good beside it, until the exchange is said to be over.

  --stage STAGE        dev or prod
  --env FILE           another file than .env
  --exchanged          uploads nothing: what was good before an exchange is forgotten
  --new-signing-key    uploads nothing: another key signs the streams of calls, ten minutes later

Exit codes: 0 done; 1 it failed; 2 a mistake on the command line.`

export type Order = { stage: string; envFile: string; what: 'upload' | 'exchanged' | 'new-signing-key' }

const OPTIONS = {
  stage: { type: 'string' },
  env: { type: 'string', default: '.env' },
  'new-signing-key': { type: 'boolean', default: false },
  exchanged: { type: 'boolean', default: false },
  help: { type: 'boolean' },
} as const

/** Text: it is to be printed, and nothing to be done. */
export const readOrder = (args: readonly string[]): Order | string => {
  const {
    stage,
    env,
    exchanged,
    help,
    'new-signing-key': isNewKey,
  } = strictly(COMMAND, () => parseArgs({ args: [...args], options: OPTIONS }).values)
  if (help) return HELP
  if (stage === undefined) throw new Mistake(`Say which stage: --stage dev or --stage prod. See ${COMMAND} -- --help.`)
  if (exchanged && isNewKey) throw new Mistake('--exchanged and --new-signing-key are two orders: give one after the other.')
  return { stage, envFile: env, what: exchanged ? 'exchanged' : isNewKey ? 'new-signing-key' : 'upload' }
}
