// What the answer to a dial teaches: of the provider's health, and of what the account takes.
import { type AccountLimits, callQueued, concurrencyRefused, rateRefused } from '#app/account/account-limits.ts'
import { dialFailed, dialSucceeded } from '#app/account/breaker.ts'
import type { DialOutcome } from '#app/ports/telephony.ts'
import type { Ports } from '#app/ports.ts'
import type { BreakerRecord } from '#app/records/breaker.ts'
import { type SharingPorts, shrinkShares } from './share-lines.ts'

type Needs = SharingPorts & Pick<Ports, 'activity' | 'breakers' | 'log' | 'pacer'>
/** `breaker`: Twilio's, as it was before the dial. */
type Answer = { outcome: DialOutcome; breaker: BreakerRecord }

export const learnFromDial = async (ports: Needs, limits: AccountLimits, answer: Answer): Promise<void> => {
  try {
    await learn(ports, limits, answer)
  } catch (error) {
    // The attempt is written, and its turn has ended well; the next answer teaches the same.
    ports.log.error('dial.not-learned', { kind: answer.outcome.kind, error })
  }
}

const learn = async (ports: Needs, limits: AccountLimits, { outcome, breaker }: Answer): Promise<void> => {
  if (outcome.kind === 'unknown') return await dialFailed(ports)
  // Any clear answer shows that the provider works, a refusal too.
  await dialSucceeded(ports, breaker)
  if (outcome.kind === 'accepted') return await callQueued(ports, limits, outcome.queueMs)
  if (outcome.by === 'rate') return await rateRefused(ports, limits, outcome.code)
  if (outcome.by === 'concurrency' && (await concurrencyRefused(ports, limits, outcome.code))) await shrinkShares(ports, limits)
}
