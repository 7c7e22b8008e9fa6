// The telephone provider of a seed: whom it refuses, how many calls it takes, and when it does not answer.
import type { DialOutcome } from '#app/ports/telephony.ts'
import type { WorldOptions } from '../world/world.ts'
import { fatesOf, numberOf } from './people.ts'
import type { ProviderPlan, Spell } from './seed-plan.ts'

type Provider = WorldOptions['network'] & {
  /** Whether it answered all of this time. */
  wasReachable(sinceMs: number): boolean
}

/** What went wrong is felt so long after it is over: the reconciler comes every minute. */
const FELT_MS = 3 * 60_000

const NO_NUMBER: DialOutcome = { kind: 'refused', by: 'contact', outcome: 'invalid-number', code: 21_211 }
const NO_BALANCE: DialOutcome = { kind: 'refused', by: 'account', code: 20_005, message: 'Account is not active' }
const TOO_MANY: DialOutcome = { kind: 'refused', by: 'concurrency', code: 10_004 }
const TOO_FAST: DialOutcome = { kind: 'refused', by: 'rate', code: 20_429 }

/** `now`: since the start of the world. */
export const providerOf = (seed: number, plan: ProviderPlan, now: () => number): Provider => {
  const { skewMs, callsPerSecond, concurrentCalls, dialsPerSecond, shares, refuses, isDown } = plan
  const invalid = new Set([...plan.invalid].map(numberOf))
  const isIn = (spell: Spell | undefined): boolean => spell !== undefined && now() >= spell.fromMs && now() < spell.toMs
  let takesFrom = 0
  return {
    callsPerSecond,
    skewMs,
    fateOf: fatesOf(seed, shares),
    isDown: () => isIn(isDown),
    refusalOf({ to }, liveCalls) {
      if (isIn(refuses)) return NO_BALANCE
      if (now() < takesFrom) return TOO_FAST
      takesFrom = now() + 1_000 / dialsPerSecond
      if (invalid.has(to)) return NO_NUMBER
      return liveCalls >= concurrentCalls ? TOO_MANY : undefined
    },
    wasReachable: (sinceMs) => !isDown || sinceMs > isDown.toMs + FELT_MS || now() < isDown.fromMs,
  }
}
