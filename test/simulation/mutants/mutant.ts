// A variant of the real system in which one guard is missing, made by lying to it rather than by changing it.
import type { Mutant } from '../world/world.ts'

export type NamedMutant = Mutant & {
  name: string
  /** What is missing, and what a reader would expect of it. */
  drops: string
}
