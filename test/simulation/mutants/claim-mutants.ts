// Claims that do not look whether somebody else was first.
import type { EnginePorts } from '#app/ports.ts'
import { forgetful, isClaim } from './conditions.ts'
import type { NamedMutant } from './mutant.ts'

/** The lock of others is not seen; that of a claim of its own is. */
const blindToLocks = (ports: EnginePorts): EnginePorts => {
  const own = new Set<string>()
  return {
    ...ports,
    ledger: {
      ...ports.ledger,
      claim(claim) {
        own.add(claim.attempt.id)
        return ports.ledger.claim(claim)
      },
    },
    numbers: {
      ...ports.numbers,
      async get(e164) {
        const number = await ports.numbers.get(e164)
        if (!number?.lockedBy || own.has(number.lockedBy)) return number
        const { lockedBy: _, ...unlocked } = number
        return unlocked
      },
    },
  }
}

export const claimMutants: readonly NamedMutant[] = [
  {
    name: 'claim-without-lane',
    drops: 'the claim does not require that the lane is open, of this run, and holds nothing',
    table: forgetful((writes, name) => isClaim(writes) && name === 'lane'),
  },
  {
    name: 'claim-without-contact',
    drops: 'the claim does not require that contact, attempt and number are as they were read',
    table: forgetful((writes, name) => isClaim(writes) && name !== 'lane'),
  },
  {
    name: 'claim-without-number',
    drops: 'neither the gate nor the claim sees that another campaign is calling the number',
    table: forgetful((writes, name) => isClaim(writes) && name === 'number'),
    ports: blindToLocks,
  },
]
