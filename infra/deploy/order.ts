// What is to be done with which stage, as the command line says it, and the words for CDK.
import { parseArgs } from 'node:util'
import { Mistake, strictly } from '../command-line.ts'
import { configOf } from '../config.ts'

const EXAMPLE = '--stage dev or --stage prod'

const HELP = {
  deploy: `npm run deploy -- --stage STAGE [flags]

Makes or changes the two stacks of a stage, builds the page and puts it into its bucket. It prints where everything is.

  --stage STAGE    dev or prod: infra/config.ts says what differs
  --consent WHO    deployer, campaign or contact attests that the people called have agreed; CloudFormation remembers it
  -- …             what follows is for CDK, such as -- --require-approval never`,
  diff: `npm run diff -- --stage STAGE

Shows what npm run deploy would change of a stage, and changes nothing.

  --stage STAGE    dev or prod: infra/config.ts says what differs
  -- …             what follows is for CDK, such as -- --strict`,
  destroy: `npm run destroy -- --stage STAGE

Takes the stacks of a stage down. Table, buckets and secrets stay, and cost what they hold: docs/deploy.md says how to be rid of them.

  --stage STAGE    dev or prod; prod has to be unprotected first, in the CloudFormation console
  -- …             what follows is for CDK, such as -- --force`,
} as const
type Command = keyof typeof HELP

const OPTIONS = { stage: { type: 'string' }, consent: { type: 'string' }, help: { type: 'boolean' } } as const

export type Order = { command: Command; stage: string; cdk: string[]; outputsFile: string }

const isCommand = (word: string | undefined): word is Command => word !== undefined && Object.hasOwn(HELP, word)

const deployable = (command: Command, wanted: string | undefined): string => {
  if (wanted === undefined) throw new Mistake(`Say which stage: ${EXAMPLE}. See npm run ${command} -- --help.`)
  const { stage } = strictly(`npm run ${command}`, () => configOf(wanted))
  if (stage === 'local' || stage === 'live') throw new Mistake(`The stage ${stage} runs on one machine: npm start`)
  return stage
}

/** `words`: the command, its flags, and after `--` what CDK is to be told besides. Text: it is to be printed, and nothing to be done. */
export const readOrder = ([command, ...words]: readonly string[]): Order | string => {
  if (!isCommand(command)) throw new Mistake(`Say what is to be done: ${Object.keys(HELP).join(', ')}`)
  const end = words.includes('--') ? words.indexOf('--') : words.length
  const given = strictly(`npm run ${command}`, () => parseArgs({ args: words.slice(0, end), options: OPTIONS }).values)
  if (given.help) return HELP[command]
  if (command !== 'deploy' && given.consent !== undefined)
    throw new Mistake('--consent is told to npm run deploy: it is kept from then on.')
  const stage = deployable(command, given.stage)
  const outputsFile = `cdk.out/outputs-${stage}.json`
  // CloudFormation remembers it: only the first deployment of a stage has to say it.
  const consent = given.consent === undefined ? [] : ['--parameters', `ringmaster-${stage}-service:Consent=${given.consent}`]
  const own = command === 'deploy' ? ['--outputs-file', outputsFile, ...consent] : []
  return { command, stage, outputsFile, cdk: [command, '--all', '--context', `stage=${stage}`, ...own, ...words.slice(end + 1)] }
}
