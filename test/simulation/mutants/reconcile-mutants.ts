// Reconcilers that know too much or do too little.

import type { ProviderCall } from '#app/ports/telephony.ts'
import type { EnginePorts } from '#app/ports.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import type { NamedMutant } from './mutant.ts'

const QUIET_MS = 60_000

/** A lease that is over has been over for a minute. */
const impatient = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  attempts: {
    ...ports.attempts,
    async get(id) {
      const attempt = await ports.attempts.get(id)
      const isExpired = attempt !== undefined && attempt.leaseMs <= ports.clock.machine()
      return isExpired ? { ...attempt, leaseMs: attempt.leaseMs - QUIET_MS } : attempt
    },
  },
})

const over = (call: ProviderCall): ProviderCall => ({ ...call, state: 'no-answer' })

/** A call that nobody has heard of for so long is over. */
const pessimistic = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  telephony: {
    ...ports.telephony,
    get: async (callSid) => {
      const call = await ports.telephony.get(callSid)
      return call && over(call)
    },
    find: async (to, from) => (await ports.telephony.find(to, from)).map(over),
  },
})

/** No number has been called before. */
const forgetsOtherCalls = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  numbers: {
    ...ports.numbers,
    async get(e164) {
      const number = await ports.numbers.get(e164)
      return number && { ...number, recent: [] }
    },
  },
})

const withoutLastToken = ({ lastAttemptId: _, ...lane }: LaneRecord): LaneRecord => lane

const forgetsTokens = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  lanes: { ...ports.lanes, list: async (campaignId) => (await ports.lanes.list(campaignId)).map(withoutLastToken) },
})

const inReconcile =
  (altered: (ports: EnginePorts) => EnginePorts): NonNullable<NamedMutant['ports']> =>
  (ports, invocation) =>
    invocation === 'reconcile' ? altered(ports) : ports

export const reconcileMutants: readonly NamedMutant[] = [
  { name: 'no-reconciler', drops: 'nobody looks after what was interrupted', reconcile: async () => {} },
  { name: 'no-quiet-period', drops: 'absence counts as proof as soon as the lease is over', ports: inReconcile(impatient) },
  { name: 'assumes-over', drops: 'a call whose lease is over is taken for over', ports: inReconcile(pessimistic) },
  {
    name: 'any-recent-call',
    drops: 'a call of another attempt to the same number is taken for this one’s',
    ports: inReconcile(forgetsOtherCalls),
  },
  { name: 'tokens-not-resent', drops: 'a token that got lost is never sent again', ports: inReconcile(forgetsTokens) },
]
