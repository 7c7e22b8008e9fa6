// The command line of `npm start`: one table of flags, from which they are read and the help is written.
import '#contract/english.ts'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'
import { NewCampaign } from '#contract/campaign-edit.ts'
import { Consent } from '#contract/campaign-parts.ts'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { E164 } from '#contract/ids.ts'
import { SomeText } from '#contract/parts.ts'
import { FaultText } from '../fake-twilio/fault-settings.ts'

const { callDelay, maxConcurrentCalls, retryCount, retryDelay } = CampaignSettings.shape
const { name, prompt, firstMessage } = NewCampaign.shape
const { text: consentText } = Consent.shape

const whole = (schema: z.ZodMiniType<number, number>) =>
  z.pipe(z.pipe(z.string().check(z.regex(/^\d+$/, 'must be a whole number')), z.transform(Number)), schema)
const flag = z.optional(z.literal(true))
const numbers = z.pipe(
  z.pipe(
    z.string(),
    z.transform((text) => text.split(',').map((one) => one.replace(/[\s().-]/g, ''))),
  ),
  z.array(E164, 'names no numbers'),
)

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
    schema: z._default(z.pipe(SomeText, z.transform(fromHere)), resolve(root, EXAMPLE_LIST)),
    value: 'FILE',
    help: `CSV file of contacts (${EXAMPLE_LIST})`,
  },
  name: { schema: z._default(name, 'Example campaign'), value: 'TEXT', help: 'name of the campaign' },
  prompt: { schema: z._default(prompt, EXAMPLE_PROMPT), value: 'TEXT', help: 'what the agent is told to do' },
  'first-message': {
    schema: z._default(firstMessage, EXAMPLE_MESSAGE),
    value: 'TEXT',
    help: 'what the agent says first; {{name}} and columns',
  },
  lines: { schema: z._default(whole(maxConcurrentCalls.def.innerType), 5), value: 'N', help: 'calls at the same time (1–10000)' },
  'call-delay': { schema: z._default(whole(callDelay.def.innerType), 5_000), value: 'MS', help: 'least time between two dials' },
  'retry-count': {
    schema: z._default(whole(retryCount.def.innerType), 1),
    value: 'N',
    help: 'how often somebody not reached is called again',
  },
  'retry-delay': { schema: z._default(whole(retryDelay.def.innerType), 3_600_000), value: 'MS', help: 'wait before that (at least 60000)' },
  speed: {
    schema: z._default(whole(z.int().check(z.minimum(1), z.maximum(10_000))), 120),
    value: 'N',
    help: 'campaign time against real time, at most',
  },
  seed: { schema: z._default(whole(z.int()), 1), value: 'N', help: 'decides who answers; the same seed, the same world' },
  'twilio-faults': { schema: z.optional(FaultText), value: 'LIST', help: 'such as lost-callbacks=0.01,no-balance: docs/simulators.md' },
  port: { schema: z._default(whole(z.int().check(z.minimum(1), z.maximum(65_535))), 4400), value: 'N', help: 'of the page and the API' },
  live: { schema: flag, help: 'call real people, through the accounts in .env: docs/live.md' },
  only: { schema: z.optional(numbers), value: 'NUMBERS', help: 'with --live: nobody else is called; +12025550142,+442079460000' },
  'i-mean-it': { schema: flag, help: 'with --live, in place of --only: everybody may be called' },
  'public-port': {
    schema: z._default(whole(z.int().check(z.minimum(1), z.maximum(65_535))), 4401),
    value: 'N',
    help: 'with --live: to which your tunnel leads',
  },
  consent: { schema: consentText, value: 'TEXT', help: 'with --live and --contacts: how these people agreed to be called' },
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
  live: flag,
  only: FLAGS.only.schema,
  'i-mean-it': flag,
  'public-port': FLAGS['public-port'].schema,
  consent: FLAGS.consent.schema,
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
    '  npm start -- --live --only +12025550142            your own telephone, called for real',
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

/** Of a world that is made up. */
const SIMULATED = ['speed', 'seed', 'twilio-faults'] as const
/** Of one in which people are called. */
const REAL = ['only', 'i-mean-it', 'public-port', 'consent'] as const

const liveMistake = ({ only, 'i-mean-it': everybody, contacts, consent }: Readonly<Record<string, unknown>>): string | undefined => {
  if (only === undefined && !everybody)
    return '--live calls real people. Say whom: --only +12025550142 for certain numbers (with commas between them), or --i-mean-it for everybody'
  if (only !== undefined && everybody) return '--only and --i-mean-it contradict each other: leave one out'
  if (contacts !== undefined && consent === undefined)
    return '--live --contacts calls everybody on the list: say how they agreed to that, with --consent "they ticked the box on our form"'
  return contacts === undefined && consent !== undefined ? '--consent is about the people of --contacts: name the file' : undefined
}

/** Of flags that do not go together; undefined: they do. */
const mistakeIn = (given: Readonly<Record<string, unknown>>): string | undefined => {
  const foreign = (given.live ? SIMULATED : REAL).find((name) => given[name] !== undefined)
  if (foreign !== undefined) return given.live ? `--${foreign} is about simulated people` : `--${foreign} is about --live`
  return given.live ? liveMistake(given) : undefined
}

/** Real people live at the speed of the clock on the wall, and nobody is called whom nobody has named. */
const inEarnest = (flags: Flags, given: Readonly<Record<string, unknown>>): Flags => ({
  ...flags,
  speed: 1,
  ...(given.contacts === undefined ? { 'no-example': true } : {}),
})

export const readFlags = (args: readonly string[]): Flags => {
  const given = readArguments(args)
  const read = Flags.safeParse({ ...given })
  if (!read.success) {
    const [issue] = read.error.issues
    throw new UsageError(`--${issue?.path[0]?.toString()}: ${issue?.message}. See npm start -- --help.`)
  }
  const mistake = mistakeIn(given)
  if (mistake !== undefined) throw new UsageError(`${mistake}. See npm start -- --help.`)
  if (read.data.fresh && process.env.DYNAMODB_ENDPOINT)
    throw new UsageError('--fresh would not be: the tables at DYNAMODB_ENDPOINT are not ours to delete. Leave one of the two out.')
  return read.data.live ? inEarnest(read.data, given) : read.data
}
