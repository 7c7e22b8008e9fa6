// What is wrong with the simulated provider, as the command line and the control endpoint say it. Nothing is, unless somebody says so.
import '#contract/english.ts'
import * as z from 'zod/mini'

/** Of all cases, drawn from the seed. */
const Share = z.number('needs a share such as 0.01').check(z.minimum(0), z.maximum(1))
const Switch = z.literal(true, 'takes no value')

export const FaultSettings = z.partial(
  z.strictObject({
    /** Dials that are answered with 429. */
    'rate-limited-dials': Share,
    /** Dials that are answered with 503; half of them are placed nevertheless. */
    'unavailable-dials': Share,
    /** Dials that are never answered; half of them are placed nevertheless. */
    'unanswered-dials': Share,
    /** Dials that are placed, and whose connection breaks before the answer. */
    'lost-answers': Share,
    'lost-callbacks': Share,
    'doubled-callbacks': Share,
    'late-callbacks': Share,
    'overtaken-callbacks': Share,
    /** Every dial is refused: 20005. */
    'no-balance': Switch,
    /** Every dial is refused: 21215. */
    'no-permission': Switch,
    /** Dials each campaign second; more are queued. */
    'calls-per-second': z.number('needs a number of calls').check(z.positive()),
    /** Calls at a time, from the dial to the end; more are refused: 10004. */
    'concurrent-calls': z.int('needs a number of calls').check(z.minimum(1)),
    /** The network between the calls' streams and our server: nothing passes, nothing is lost, until it is healed. */
    'stalled-streams': Switch,
    /** Machine milliseconds until a new call appears in lists. */
    'list-delay': z.int('needs milliseconds').check(z.minimum(0)),
  }),
)
export type FaultSettings = z.infer<typeof FaultSettings>

const NAMES = Object.keys(FaultSettings.shape).join(', ')
const FAULT = /^(?<name>[a-z-]+)(?:=(?<value>\d+(?:\.\d+)?))?$/

/** In one line. */
export const problemWith = ({ issues }: z.core.$ZodError): string =>
  issues
    .map((issue) =>
      issue.code === 'unrecognized_keys'
        ? `there is no ${issue.keys.join(', ')}; there are ${NAMES}`
        : `${issue.path.join('.')} ${issue.message}`.trim(),
    )
    .join('; ')

/** `lost-callbacks=0.01,no-balance` */
export const FaultText = z.pipe(
  z.string(),
  z.transform((text, context): FaultSettings => {
    const named: Record<string, number | true> = {}
    for (const part of text.split(',')) {
      const { name, value } = FAULT.exec(part.trim())?.groups ?? {}
      if (name === undefined) {
        context.issues.push({
          code: 'custom',
          message: `“${part.trim()}” is not a fault such as lost-callbacks=0.01 or no-balance`,
          input: text,
        })
        return z.NEVER
      }
      named[name] = value === undefined ? true : Number(value)
    }
    const read = FaultSettings.safeParse(named)
    if (read.success) return read.data
    context.issues.push({ code: 'custom', message: problemWith(read.error), input: text })
    return z.NEVER
  }),
)
