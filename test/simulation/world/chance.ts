// Chance that belongs to a seed: a stream for each purpose, so that a draw more in one changes no other.
import { between, seeded } from '../../../local/simulated/seeded.ts'

export type Chance = {
  random: () => number
  /** Whether it happens, with so large a share. Costs no draw when it never does. */
  happens(share: number): boolean
  within(range: readonly [number, number]): number
}

export const chanceOf = (seed: number, purpose: string): Chance => {
  const random = seeded(seed, purpose)
  return {
    random,
    happens: (share) => share > 0 && random() < share,
    within: ([low, high]) => between(random, low, high),
  }
}
