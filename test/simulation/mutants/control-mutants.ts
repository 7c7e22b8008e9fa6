// Pauses and runs that are not respected.
import type { EnginePorts } from '#app/ports.ts'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import { Turn } from '#contract/machine.ts'
import type { Functions } from '../world/functions.ts'
import { forgetful, isClaim } from './conditions.ts'
import type { NamedMutant } from './mutant.ts'

/** Every run is the campaign's, and every campaign is active. */
const everyRunIsMine = (ports: EnginePorts, run: number): EnginePorts => ({
  ...ports,
  campaigns: {
    ...ports.campaigns,
    async get(id) {
      const campaign = await ports.campaigns.get(id)
      return campaign && { ...campaign, run, state: 'active', closed: Math.min(campaign.closed, run - 1) }
    },
  },
  lanes: {
    ...ports.lanes,
    async get(campaignId, k) {
      const lane = await ports.lanes.get(campaignId, k)
      return lane && { ...lane, run, open: true }
    },
  },
})

const unfenced = (real: Functions): Functions => ({
  ...real,
  'claim-and-dial': (ports, event) => real['claim-and-dial'](everyRunIsMine(ports, Turn.parse(event).run), event),
})

/** What was true at the claim is true at the dial. */
const withoutSecondLook = (ports: EnginePorts): EnginePorts => {
  const claimed = new Map<string, AttemptRecord>()
  return {
    ...ports,
    ledger: {
      ...ports.ledger,
      claim(claim) {
        claimed.set(claim.attempt.id, claim.attempt)
        return ports.ledger.claim(claim)
      },
    },
    attempts: {
      ...ports.attempts,
      async get(id) {
        const attempt = await ports.attempts.get(id)
        const mine = claimed.get(id)
        return attempt && mine && attempt.state === 'claimed' ? { ...attempt, leaseMs: ports.clock.machine() + 15_000 } : attempt
      },
    },
    lanes: {
      ...ports.lanes,
      async get(campaignId, k) {
        const lane = await ports.lanes.get(campaignId, k)
        const mine = [...claimed.values()].find((attempt) => attempt.k === k)
        return lane && mine ? { ...lane, open: true, run: mine.run, attemptId: mine.id } : lane
      },
    },
  }
}

const holdsNothing = ({ attemptId: _, ...lane }: LaneRecord): LaneRecord => lane

/** Who pauses sees no lane that is busy. */
const withFreeLanes = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  lanes: { ...ports.lanes, list: async (campaignId) => (await ports.lanes.list(campaignId)).map(holdsNothing) },
})

/** An emergency stop that has not heard of one of the campaigns. */
const withoutOne = (ports: EnginePorts): EnginePorts => ({
  ...ports,
  campaigns: { ...ports.campaigns, watched: async () => (await ports.campaigns.watched()).slice(1) },
})

export const controlMutants: readonly NamedMutant[] = [
  {
    name: 'no-fence',
    drops: 'a lane does not compare its run with the campaign’s, nor look whether the campaign is active',
    functions: unfenced,
    table: forgetful((writes, name) => isClaim(writes) && name === 'lane'),
  },
  {
    name: 'no-second-look',
    drops: 'between claim and dial nobody looks whether the lease and the lane still hold',
    ports: (ports, invocation) => (invocation === 'claim-and-dial' ? withoutSecondLook(ports) : ports),
  },
  {
    name: 'pause-does-not-wait',
    drops: 'a pause does not wait for attempts between claim and dial',
    ports: (ports, invocation) => (invocation === 'api' ? withFreeLanes(ports) : ports),
  },
  {
    name: 'emergency-misses-one',
    drops: 'an emergency stop leaves a campaign out',
    ports: (ports, invocation) => (invocation === 'api' ? withoutOne(ports) : ports),
  },
]
