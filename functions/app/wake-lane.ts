// The end of an attempt wakes the lane that waits for it.
import type { Ports } from './ports.ts'
import type { AttemptRecord } from './records.ts'

/** Does nothing when the lane has gone on to another attempt: then it has been woken before. */
export const wakeLane = async ({ attempts, machine }: Pick<Ports, 'attempts' | 'machine'>, attempt: AttemptRecord): Promise<void> => {
  const token = await attempts.tokenOf(attempt)
  if (token !== undefined) await machine.again(token)
}
