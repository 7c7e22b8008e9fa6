// The call of an attempt whose answer was lost: found by number and time, since the provider knows no id of ours.

import type { ProviderCall } from '#app/ports/telephony.ts'
import type { NewsPorts, Ports } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'

/** The provider's dates have whole seconds, and its clock is not ours. */
const MARGIN_MS = 30_000

/** Undefined when the provider lists none. The number's lock makes it unambiguous: no other attempt can be calling it. */
export const findCall = async (
  { telephony, numbers, attempts }: Pick<NewsPorts, 'telephony' | 'attempts'> & Pick<Ports, 'numbers'>,
  attempt: AttemptRecord,
): Promise<ProviderCall | undefined> => {
  const since = Date.parse(attempt.claimedAt) - MARGIN_MS
  const calls = (await telephony.find(attempt.phone, attempt.from)).filter(({ createdAt }) => createdAt >= since)
  if (calls.length === 0) return undefined
  const number = await numbers.get(attempt.phone)
  const others = (number?.recent ?? []).filter(({ attemptId }) => attemptId !== attempt.id)
  const known = new Set((await Promise.all(others.map(({ attemptId }) => attempts.get(attemptId)))).map((other) => other?.callSid))
  return calls.find(({ callSid }) => !known.has(callSid))
}
