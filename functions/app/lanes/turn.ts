// What the parts of a lane's turn share: how it ends, and the rules of the account.
import type { Random } from '#app/ports/clock.ts'

/** How a turn ends. `called`: the token is sent by whoever settles the attempt. */
export type TurnEnd = { kind: 'again' } | { kind: 'wait'; ms: number } | { kind: 'leave' } | { kind: 'called' }

export type DialRules = {
  /** Dials that the account may place each second, over all campaigns. */
  callsPerSecond: number
  /** Calls that the account may have at the same time, over all campaigns. */
  concurrentCalls: number
  /** Calls that one number may get in any 24 hours, over all campaigns. */
  callsPerDay: number
  consent: ConsentRule
  /** `off`: only where nobody is called. */
  windows: 'enforced' | 'off'
  /** While somebody tries things out on real telephones: nobody else is called. Absent: everybody may be. */
  only?: readonly string[] | undefined
}

/** Who has attested that the people called have agreed: the deployer for all campaigns, somebody for each campaign, or each contact's own evidence. */
export type ConsentRule = 'deployer' | 'campaign' | 'contact'

/** From the claim on. The dial's deadline is 10 s: until this is over, nobody takes the attempt for lost. */
export const CLAIM_LEASE_MS = 15_000

/** Spreads those who would otherwise come back at the same moment. */
export const between = (random: Random, low: number, high: number): number => low + (high - low) * random()
