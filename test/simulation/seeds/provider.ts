// The telephone provider of a seed: whom it refuses, how many calls it takes, and when it does not answer.
import type { DialOutcome } from '#app/telephony-port.ts'
import type { WorldOptions } from '../world/world.ts'
import { fatesOf, numberOf } from './people.ts'
import type { SeedPlan, Spell } from './seed-plan.ts'

type Provider = WorldOptions['network'] & {
  /** Whether it answered all of this time. */
  wasReachable(sinceMs: number): boolean
}

/** What went wrong is felt so long after it is over: the reconciler comes every minute. */
const FELT_MS = 3 * 60_000

const NO_NUMBER: DialOutcome = { kind: 'refused', by: 'contact', outcome: 'invalid-number', code: 21_211 }
const NO_BALANCE: DialOutcome = { kind: 'refused', by: 'account', code: 20_005, message: 'Account is not active' }
const TOO_MANY: DialOutcome = { kind: 'refused', by: 'concurrency', code: 10_004 }

/** `now`: since the start of the world. */
export const providerOf = (seed: number, { provider, invalid, callsPerSecond }: SeedPlan, now: () => number): Provider => {
  const numbers = new Set([...invalid].map(numberOf))
  const isIn = (spell: Spell | undefined): boolean => spell !== undefined && now() >= spell.fromMs && now() < spell.toMs
  return {
    callsPerSecond,
    skewMs: provider.skewMs,
    fateOf: fatesOf(seed),
    isDown: () => isIn(provider.isDown),
    refusalOf({ to }, liveCalls) {
      if (isIn(provider.refuses)) return NO_BALANCE
      if (numbers.has(to)) return NO_NUMBER
      return liveCalls >= provider.concurrentCalls ? TOO_MANY : undefined
    },
    wasReachable: (sinceMs) => !provider.isDown || sinceMs > provider.isDown.toMs + FELT_MS || now() < provider.isDown.fromMs,
  }
}
