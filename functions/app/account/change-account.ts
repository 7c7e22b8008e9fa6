// Read, decide, write if nobody came between: the one way in which the account's item is changed.
import type { Ports } from '#app/ports.ts'
import type { AccountRecord } from '#app/records/account.ts'

const TRIES = 12
const REST_MS = 15

export type AccountPorts = Pick<Ports, 'account' | 'clock' | 'random'>

/** `decide` gives the patch, or undefined to leave the account as it is. */
export const changeAccount = async (
  { account, clock, random }: AccountPorts,
  decide: (account: AccountRecord) => Partial<AccountRecord> | undefined,
): Promise<{ before: AccountRecord; after: AccountRecord }> => {
  for (let tries = 1; tries <= TRIES; tries++) {
    const before = await account.get()
    const patch = decide(before)
    if (!patch) return { before, after: before }
    const after = await account.change(before, patch)
    if (after) return { before, after }
    await clock.rest(random() * REST_MS * 2 ** Math.min(tries, 6))
  }
  throw new Error(`The account could not be changed in ${TRIES} tries`)
}
