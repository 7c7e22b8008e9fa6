// What the account may do, and how its providers are.
import type { AccountRecord } from '#app/records/account.ts'
import type { BreakerRecord, Provider } from '#app/records/breaker.ts'

/** The account as a turn goes by it. */
export type Standing = { account: AccountRecord; breakers: Record<Provider, BreakerRecord> }

/** The telephone account over all campaigns; the record of an account that was never used is empty, of version 0. */
export type Account = {
  get(): Promise<AccountRecord>
  /** Limits, shares and breakers in one read, which may be a second old. */
  standing(): Promise<Standing>
  /** Writes the patch if nobody has changed the account since it was read; undefined when somebody has. */
  change(seen: AccountRecord, patch: Partial<AccountRecord>): Promise<AccountRecord | undefined>
}

export type Breakers = {
  /** A provider that was never in trouble has a closed breaker of version 0. */
  get(provider: Provider): Promise<BreakerRecord>
  /** Counts in the window as it was read, and gives the breaker as it then is; undefined when somebody has begun another window. */
  count(seen: BreakerRecord, what: { failures: number; successes: number }): Promise<BreakerRecord | undefined>
  change(seen: BreakerRecord, patch: Partial<BreakerRecord>): Promise<BreakerRecord | undefined>
}
