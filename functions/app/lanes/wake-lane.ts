// The end of an attempt wakes the turn that waits for it.
import type { NewsPorts } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'

type Needs = Pick<NewsPorts, 'attempts' | 'machine'>

/** Does nothing when the lane has gone on to another attempt: then it has been woken before. */
export const wakeLane = async ({ attempts, machine }: Needs, attempt: AttemptRecord): Promise<void> => {
  const waiting = await attempts.tokenOf(attempt)
  if (waiting) await machine.again(waiting.token)
}

/** For the turn that made the attempt, and goes on by itself. */
export const wakeOther = async ({ attempts, machine }: Needs, attempt: AttemptRecord): Promise<void> => {
  const waiting = await attempts.tokenOf(attempt)
  if (waiting && !waiting.isOwn) await machine.again(waiting.token)
}
