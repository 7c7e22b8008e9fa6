// What is to be done with which stage, as the command line says it, and the words for CDK.
import { parseArgs } from 'node:util'
import { configOf } from '../config.ts'

const COMMANDS = ['deploy', 'diff', 'destroy'] as const
type Command = (typeof COMMANDS)[number]

export type Order = { command: Command; stage: string; cdk: string[]; outputsFile: string }

const isCommand = (word: string | undefined): word is Command => COMMANDS.some((command) => command === word)

/** `words`: the command, `--stage`, and after `--` what CDK is to be told besides. */
export const readOrder = (words: readonly string[]): Order => {
  const end = words.includes('--') ? words.indexOf('--') : words.length
  const { values, positionals } = parseArgs({
    args: words.slice(0, end),
    options: { stage: { type: 'string' }, consent: { type: 'string' } },
    allowPositionals: true,
  })
  const [command] = positionals
  if (!isCommand(command)) throw new Error(`Say what is to be done: ${COMMANDS.join(', ')}`)
  if (values.stage === undefined) throw new Error('Say which stage: --stage dev or --stage prod')
  const { stage } = configOf(values.stage)
  if (stage === 'local') throw new Error('The stage local runs on one machine: npm start')
  const outputsFile = `cdk.out/outputs-${stage}.json`
  // CloudFormation remembers it: only the first deployment of a stage has to say it.
  const consent = values.consent === undefined ? [] : ['--parameters', `ringmaster-${stage}-service:Consent=${values.consent}`]
  const own = command === 'deploy' ? ['--outputs-file', outputsFile, ...consent] : []
  return { command, stage, outputsFile, cdk: [command, '--all', '--context', `stage=${stage}`, ...own, ...words.slice(end + 1)] }
}
