// Runs every mutant through seeds until an invariant catches it.
import type { Invariant } from '../monitors/violations.ts'
import { runSeed } from '../seeds/run-seed.ts'
import type { Deployment } from '../world/deployment.ts'
import { accountMutants } from './account-mutants.ts'
import { claimMutants } from './claim-mutants.ts'
import { controlMutants } from './control-mutants.ts'
import { gateMutants } from './gate-mutants.ts'
import type { NamedMutant } from './mutant.ts'
import { outcomeMutants } from './outcome-mutants.ts'
import { reconcileMutants } from './reconcile-mutants.ts'

export const MUTANTS: readonly NamedMutant[] = [
  ...claimMutants,
  ...controlMutants,
  ...outcomeMutants,
  ...reconcileMutants,
  ...gateMutants,
  ...accountMutants,
]

/** A guard that so many harsh seeds do not miss is no guard. */
const SEEDS = 100

export type Caught = { name: string; drops: string } & ({ by: Invariant; seed: number; what: string } | { by: undefined })

export const catchMutant = async (deployment: Deployment, mutant: NamedMutant, seeds = SEEDS): Promise<Caught> => {
  const { name, drops } = mutant
  for (let seed = 1; seed <= seeds; seed++) {
    const { violations } = await runSeed({ deployment, seed, profile: 'harsh', mutant }, (found) => found > 0)
    const [first] = violations
    if (first) return { name, drops, by: first.invariant, seed, what: first.what }
  }
  return { name, drops, by: undefined }
}
