// What the gate goes by: the account's limits, and who may be called when.
import * as z from 'zod/mini'
import type { DialRules } from '#app/lanes/turn.ts'
import { E164 } from '#contract/ids.ts'

export const limits = {
  /** Dials that the account may place each second, over all campaigns; fewer when the provider takes fewer. */
  CALLS_PER_SECOND: z.coerce.number().check(z.positive()),
  /** Calls that the account may have at the same time, over all campaigns; fewer when the provider takes fewer. */
  CONCURRENT_CALLS: z.coerce.number().check(z.int(), z.minimum(1)),
}
export const consent = {
  /** Who attests that the people called have agreed: the deployer for all, somebody for each campaign, or evidence with each contact. */
  CONSENT: z.enum(['deployer', 'campaign', 'contact']),
}
const EVERYONE = 'everyone'
export const rules = {
  ...limits,
  ...consent,
  /** Calls that one number may get in any 24 hours, over all campaigns. */
  CALLS_PER_NUMBER_AND_DAY: z.coerce.number().check(z.int(), z.minimum(1)),
  /** `off`: people may be called at any hour. Only for simulated telephones. */
  CALLING_WINDOWS: z.enum(['enforced', 'off']),
  /** The only numbers that may be called, with commas between them; `nobody`; `everyone`, as far as the other rules go. */
  ONLY_NUMBERS: z._default(
    z.pipe(
      z.string(),
      z.transform((text) => (text === EVERYONE ? EVERYONE : text.split(',').filter((one) => E164.safeParse(one).success))),
    ),
    EVERYONE,
  ),
}

const Rules = z.object(rules)
const Limits = z.object(limits)

/** The environment's numbers under the names that the use cases know. */
export const rulesIn = (environment: z.infer<typeof Rules>): DialRules => ({
  callsPerSecond: environment.CALLS_PER_SECOND,
  concurrentCalls: environment.CONCURRENT_CALLS,
  callsPerDay: environment.CALLS_PER_NUMBER_AND_DAY,
  consent: environment.CONSENT,
  windows: environment.CALLING_WINDOWS,
  only: environment.ONLY_NUMBERS === EVERYONE ? undefined : environment.ONLY_NUMBERS,
})

export const limitsIn = (environment: z.infer<typeof Limits>): Pick<DialRules, 'callsPerSecond' | 'concurrentCalls'> => ({
  callsPerSecond: environment.CALLS_PER_SECOND,
  concurrentCalls: environment.CONCURRENT_CALLS,
})
