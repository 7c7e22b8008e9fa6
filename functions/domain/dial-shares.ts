// How the campaigns that share the account share its calls per second.
import { fairShares } from './fair-shares.ts'

export type Dialler = {
  weight: number
  /** Least time between two dials of its own. */
  callDelay: number
  /** Dials a second that it needs, by what it has used; absent: all that it can get. */
  needs?: number | undefined
}

const mostOf = ({ callDelay }: Dialler): number => (callDelay > 0 ? 1_000 / callDelay : Number.MAX_VALUE)

/**
 * The dials a second that one of them may make: as if it needed all that it can get, and the others what they have used lately.
 * So what one leaves goes to the others, and whoever wants more has its fair part at once, not only when somebody has noticed.
 */
export const dialRate = (callsPerSecond: number, me: Dialler, others: readonly Dialler[]): number => {
  const claimants = [{ ...me, needs: undefined }, ...others].map((dialler) => ({
    weight: dialler.weight,
    demand: Math.min(callsPerSecond, mostOf(dialler), dialler.needs ?? callsPerSecond),
  }))
  return fairShares(callsPerSecond, claimants)[0] ?? callsPerSecond
}

/** Who uses so much of its part may want more than it. */
const SATURATED = 0.8
/** Room to grow in, until it is looked at again; and what is kept for whoever has used nothing. */
const ROOM = 1.5
const LEAST = 0.1

/** What a campaign needs, by the dials a second that it has made of those that it might have made. Undefined: all that it can get. */
export const needsOf = ({ used, rate }: { used: number; rate: number }): number | undefined =>
  used >= SATURATED * rate ? undefined : Math.max(used * ROOM, rate * LEAST)
