// How often the functions of every minute run here. Leases and quiet periods are machine time; the moment at which a campaign starts by itself is not.
import type { Schedule } from '../system.ts'

/** The reconciler looks through every campaign at work: not more often than this. */
const LEAST_MS = 5_000

/** At speed 120 a minute of the machine's would be two hours of a campaign's. */
export const tickAt =
  (speed: number) =>
  ({ functionArn, everySeconds }: Schedule): number =>
    functionArn.endsWith('-reconcile') ? Math.max(LEAST_MS, (everySeconds * 1_000) / speed) : everySeconds * 1_000
