// The command line of `npm start`: one table of flags, from which they are read and the help is written.
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { CampaignSettings, NewCampaign } from '#contract/campaign.ts'
import { FaultText } from '../fake-twilio/fault-settings.ts'

const { callDelay, maxConcurrentCalls, retryCount, retryDelay } = CampaignSettings.shape
const { name, prompt, firstMessage } = NewCampaign.shape

const whole = (schema: z.ZodType<number, number>) => z.string().regex(/^\d+$/, 'must be a whole number').transform(Number).pipe(schema)
const flag = z.literal(true).optional()

const EXAMPLE_LIST = 'examples/contacts.csv'
const root = resolve(import.meta.dirname, '../..')
/** npm runs scripts in the package's folder; a person's path starts where they stand. */
const fromHere = (path: string): string => resolve(process.env.INIT_CWD ?? process.cwd(), path)

const EXAMPLE_PROMPT =
  'You are Robin, a friendly assistant of Lakeside Energy. Ask whether the customer wants to renew the plan named in {{plan}}. Be brief, answer questions plainly, and thank them at the end.'
const EXAMPLE_MESSAGE =
  'Hello {{name}}, this is Robin, an AI assistant of Lakeside Energy, on a recorded line. It is about your {{plan}} plan. Do you have a minute?'

const FLAGS = {
  contacts: {
    schema: z.string().min(1).transform(fromHere).default(resolve(root, EXAMPLE_LIST)),
    value: 'FILE',
    help: `CSV file of contacts (${EXAMPLE_LIST})`,
  },
  name: { schema: name.default('Example campaign'), value: 'TEXT', help: 'name of the campaign' },
  prompt: { schema: prompt.default(EXAMPLE_PROMPT), value: 'TEXT', help: 'what the agent is told to do' },
  'first-message': {
    schema: firstMessage.default(EXAMPLE_MESSAGE),
    value: 'TEXT',
    help: 'what the agent says first; {{name}} and columns',
  },
  lines: { schema: whole(maxConcurrentCalls.unwrap()).default(5), value: 'N', help: 'calls at the same time (1–10000)' },
  'call-delay': { schema: whole(callDelay.unwrap()).default(5_000), value: 'MS', help: 'least time between two dials' },
  'retry-count': { schema: whole(retryCount.unwrap()).default(1), value: 'N', help: 'how often somebody not reached is called again' },
  'retry-delay': { schema: whole(retryDelay.unwrap()).default(3_600_000), value: 'MS', help: 'wait before that (at least 60000)' },
  speed: { schema: whole(z.int().min(1).max(10_000)).default(120), value: 'N', help: 'campaign time against real time, at most' },
  seed: { schema: whole(z.int()).default(1), value: 'N', help: 'decides who answers; the same seed, the same world' },
  'twilio-faults': { schema: FaultText.optional(), value: 'LIST', help: 'such as lost-callbacks=0.01,no-balance: docs/simulators.md' },
  port: { schema: whole(z.int().min(1).max(65_535)).default(4400), value: 'N', help: 'of the page and the API' },
  fresh: { schema: flag, help: 'forget the data of earlier runs' },
  'no-example': { schema: flag, help: 'start no campaign; go on with those at work, the oldest first' },
  bundle: { schema: flag, help: 'run the bridge as its container does: as one bundled file' },
  once: { schema: flag, help: 'exit when the campaign is over: 1 unless it completed' },
  json: { schema: flag, help: 'with --once: the last line is one JSON object; without a campaign its state is none' },
  help: { schema: flag, help: 'this text' },
} as const

const Flags = z.strictObject({
  contacts: FLAGS.contacts.schema,
  name: FLAGS.name.schema,
  prompt: FLAGS.prompt.schema,
  'first-message': FLAGS['first-message'].schema,
  lines: FLAGS.lines.schema,
  'call-delay': FLAGS['call-delay'].schema,
  'retry-count': FLAGS['retry-count'].schema,
  'retry-delay': FLAGS['retry-delay'].schema,
  speed: FLAGS.speed.schema,
  seed: FLAGS.seed.schema,
  'twilio-faults': FLAGS['twilio-faults'].schema,
  port: FLAGS.port.schema,
  fresh: flag,
  'no-example': flag,
  bundle: flag,
  once: flag,
  json: flag,
  help: flag,
})
export type Flags = z.infer<typeof Flags>

/** A mistake of the person at the keyboard: one line, exit code 2. */
export class UsageError extends Error {}

const names = Object.entries(FLAGS)

export const helpText = (): string => {
  const lines = names.map(([long, spec]) => {
    const standard = 'value' in spec ? spec.schema.safeParse(undefined).data : undefined
    const shown = typeof standard === 'number' ? ` (${standard})` : ''
    return `  ${`--${long}${'value' in spec ? ` ${spec.value}` : ''}`.padEnd(22)}${spec.help}${shown}`
  })
  return [
    'Ringmaster on one machine, with a simulated telephone network and a simulated agent.',
    '',
    '  npm start                                          the example campaign, and the page at http://127.0.0.1:4400',
    '  npm start -- --contacts my.csv --lines 20          your own list',
    '  npm start -- --once --json                         for scripts',
    '',
    ...lines,
    '',
    'Exit codes: 0 all adds up, 1 something broke, does not add up or did not complete, 2 a mistake on the command line or in the list,',
    '130 and 143 a --once that was interrupted (SIGINT, SIGTERM).',
  ].join('\n')
}

const readArguments = (args: readonly string[]): Record<string, unknown> => {
  try {
    const options = Object.fromEntries(
      names.map(([long, spec]) => [long, { type: 'value' in spec ? ('string' as const) : ('boolean' as const) }]),
    )
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: false }).values
  } catch (error) {
    const [message] = (error instanceof Error ? error.message : String(error)).split(/\. To specify|\.?\n/)
    throw new UsageError(`${message}. See npm start -- --help.`)
  }
}

export const readFlags = (args: readonly string[]): Flags => {
  const read = Flags.safeParse({ ...readArguments(args) })
  if (read.success && read.data.fresh && process.env.DYNAMODB_ENDPOINT)
    throw new UsageError('--fresh would not be: the tables at DYNAMODB_ENDPOINT are not ours to delete. Leave one of the two out.')
  if (read.success) return read.data
  const issue = read.error.issues[0]
  throw new UsageError(`--${issue?.path.join('.')}: ${issue?.message}. See npm start -- --help.`)
}
