// What a campaign has used up of its budget. Only a campaign that has one pays for the look.

import type { LaneSum } from '#app/ports/lanes.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { GateFacts } from '#domain/compliance.ts'

/** Far from the end a sum of this age will do. */
const SUM_AGE_MS = 10_000
/** Calls that each line may have placed in that time: more would have to be very short. */
const CALLS_EACH = 2

type Spending = {
  spent?: NonNullable<GateFacts['spent']>
  /** Calls that are just being dialled may use up the rest: nobody knows before they are placed, or not. */
  isInDoubt: boolean
}

/** Unless lanes claim in the same instant, no call is placed beyond the budget, and none is left over. */
export const spendingOf = async ({ lanes }: Pick<Ports, 'lanes'>, { id, settings }: CampaignRecord): Promise<Spending> => {
  const { budget, maxConcurrentCalls } = settings
  if (!budget) return { isInDoubt: false }
  const most = budget.calls ?? Number.POSITIVE_INFINITY
  const rough = await lanes.sum(id, { maxAgeMs: SUM_AGE_MS })
  const isNear = placedIn(rough) + CALLS_EACH * maxConcurrentCalls >= most
  const sum = isNear ? await lanes.sum(id, { maxAgeMs: 0 }) : rough
  const calls = placedIn(sum)
  return {
    spent: { calls, billedSeconds: sum.counters.billedSeconds ?? 0 },
    isInDoubt: calls < most && calls + sum.dialling >= most,
  }
}

const placedIn = ({ counters }: LaneSum): number => counters.callsPlaced ?? 0
