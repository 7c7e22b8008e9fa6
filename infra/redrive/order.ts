// The command line of `npm run redrive`.
import { parseArgs } from 'node:util'
import { Mistake, strictly } from '../command-line.ts'
import { configOf } from '../config.ts'

const COMMAND = 'npm run redrive'

const HELP = `${COMMAND} -- --stage STAGE [flags]

Runs again what a stage has given up: each event in its queue goes to the function that it was meant for. What is not understood stays.
Needs the AWS command line, signed in.

  --stage STAGE    dev or prod
  --look           only shows what is there`

export type Order = { stage: string; isLook: boolean }

/** Text: it is to be printed, and nothing to be done. */
export const readOrder = (args: readonly string[]): Order | string => {
  const options = { stage: { type: 'string' }, look: { type: 'boolean', default: false }, help: { type: 'boolean' } } as const
  const { stage, look, help } = strictly(COMMAND, () => parseArgs({ args: [...args], options }).values)
  if (help) return HELP
  if (stage === undefined) throw new Mistake(`Say which stage: --stage dev or --stage prod. See ${COMMAND} -- --help.`)
  return { stage: strictly(COMMAND, () => configOf(stage)).stage, isLook: look }
}
