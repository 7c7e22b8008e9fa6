// An attempt that is proven never to have reached the provider: nothing is used up, and the contact is due again.

import type { Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import { isOver } from '#domain/attempt.ts'
import { contactMoved } from '#domain/progress.ts'

type Needs = Pick<Ports, 'attempts' | 'numbers' | 'ledger' | 'clock'>

/** False when the attempt turned out to be real, or over, in the meantime. `delayMs` in campaign time. */
export const voidAttempt = async (ports: Needs, seen: AttemptRecord, delayMs = 0): Promise<boolean> => {
  const [attempt, number] = await Promise.all([ports.attempts.get(seen.id), ports.numbers.get(seen.phone)])
  if (!attempt || attempt.callSid !== undefined || isOver(attempt.state)) return false
  const now = ports.clock.now()
  const written = await ports.ledger.void(attempt, {
    at: new Date(now).toISOString(),
    dueAt: new Date(now + delayMs).toISOString(),
    freedMs: ports.clock.machine(),
    number,
    deltas: contactMoved('calling', attempt.cameFrom),
  })
  return written.ok
}
