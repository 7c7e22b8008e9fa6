// What is wrong with the simulated Google Sheets, as the control endpoint says it. Nothing is, unless somebody says so.
import * as z from 'zod/mini'

/** Of all requests, drawn from the seed. */
const Share = z.number('needs a share such as 0.01').check(z.minimum(0), z.maximum(1))
const PerMinute = z.int('needs a number of requests').check(z.minimum(0))

export const SheetFaults = z.partial(
  z.strictObject({
    /** Of one user; Google allows 60 of each. */
    'reads-per-minute': PerMinute,
    'writes-per-minute': PerMinute,
    /** Requests that are answered with 503, and not carried out. */
    'unavailable-requests': Share,
    /** Requests that are carried out, and whose connection breaks before the answer. */
    'lost-answers': Share,
  }),
)
export type SheetFaults = z.infer<typeof SheetFaults>
