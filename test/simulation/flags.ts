// The command line of `npm run sim`.
import { parseArgs } from 'node:util'
import * as z from 'zod/mini'

const whole = z.pipe(z.string().check(z.regex(/^\d{1,9}$/, 'must be a whole number')), z.transform(Number))
const yes = z.optional(z.literal(true))

const Flags = z
  .strictObject({
    seeds: z.optional(z.pipe(whole, z.number().check(z.minimum(1)))),
    from: z.optional(whole),
    seed: z.optional(whole),
    profile: z._default(z.enum(['mild', 'harsh']), 'harsh'),
    log: yes,
    mutants: yes,
    json: yes,
    help: yes,
  })
  .check(
    z.refine(({ log, seed }) => !log || seed !== undefined, {
      path: ['log'],
      message: 'needs --seed: the log of one seed has thousands of lines',
    }),
    z.refine(({ seed, seeds, from }) => seed === undefined || (seeds === undefined && from === undefined), {
      path: ['seed'],
      message: 'is one seed: leave --seeds and --from out',
    }),
  )
export type Flags = z.infer<typeof Flags>

/** A mistake of the person at the keyboard: one line, exit code 2. */
export class UsageError extends Error {}

export const HELP = `Runs the real engine in virtual time, under seeded faults, and checks what must never happen.

  npm run sim -- --seeds 2000 --profile harsh        many seeds
  npm run sim -- --profile harsh --seed 123 --log    one seed again, with every event
  npm run sim -- --mutants                           variants of the engine with a guard missing, each of which must be caught

  --seeds N        how many seeds (100)
  --from N         the first of them (1)
  --seed N         this seed alone
  --profile NAME   mild or harsh (harsh)
  --log            every event of the seed, with its virtual time in seconds
  --mutants        run the mutants through harsh seeds
  --json           the last line is one JSON object
  --help           this text

Exit codes: 0 nothing was violated and every mutant was caught, 1 otherwise, 2 a mistake on the command line.`

const OPTIONS = {
  seeds: { type: 'string' },
  from: { type: 'string' },
  seed: { type: 'string' },
  profile: { type: 'string' },
  log: { type: 'boolean' },
  mutants: { type: 'boolean' },
  json: { type: 'boolean' },
  help: { type: 'boolean' },
} as const

const readArguments = (args: readonly string[]): Record<string, unknown> => {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values
  } catch (error) {
    const [message] = (error instanceof Error ? error.message : String(error)).split(/\. To specify|\.?\n/)
    throw new UsageError(`${message}. See npm run sim -- --help.`)
  }
}

export const readFlags = (args: readonly string[]): Flags => {
  const read = Flags.safeParse({ ...readArguments(args) })
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw new UsageError(`--${issue?.path.join('.')} ${issue?.message}. See npm run sim -- --help.`)
}
