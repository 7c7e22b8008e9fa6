// Where a fast run stops carrying whole conversations: audio cannot be sped up, so above this speed each call carries a sample of it.
import type { SystemClock } from '../clock/clock.ts'

/**
 * Up to this speed a call's audio flows for as long as the call lasts on the machine, at the rate of real telephony.
 * At ten times that is six seconds for a mean conversation, about as little as two exchanges take.
 */
const SAMPLED_ABOVE_SPEED = 10

/** Says whether calls that begin now carry a sample. A clock that slows under load does not bring whole conversations, and more load, back. */
export const createSampling = (clock: Pick<SystemClock, 'speed'>): (() => boolean) => {
  let fastest = clock.speed()
  return () => {
    fastest = Math.max(fastest, clock.speed())
    return fastest > SAMPLED_ABOVE_SPEED
  }
}
