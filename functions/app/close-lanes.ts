// Sending the lanes home: state first, then the lanes one by one, then wait until nobody is between claim and dial.
import type { CampaignId } from '#contract/ids.ts'
import { SETTLES_AS } from '#domain/campaign.ts'
import { changeCampaign } from './change-campaign.ts'
import { inParallel } from './in-parallel.ts'
import type { Ports } from './ports.ts'
import type { CampaignRecord } from './records.ts'

type Needs = Pick<Ports, 'campaigns' | 'lanes' | 'attempts' | 'clock' | 'random'>

/** Lanes written at the same time. */
const WIDTH = 25
const POLL_MS = 100
/** How long who pauses or stops waits for dials: nearly every one is answered within a second, and a slow one ends the wait itself. */
export const PATIENCE_MS = 2_500

const closeLanes = async ({ lanes }: Pick<Needs, 'lanes'>, campaignId: CampaignId, run: number): Promise<void> => {
  const open = (await lanes.list(campaignId)).filter((lane) => lane.open && lane.run <= run)
  await inParallel(open, WIDTH, ({ k }) => lanes.close(campaignId, { k, run }))
}

/** Whether some lane is between its claim and the provider's answer. */
const isDialling = async ({ lanes, attempts, clock }: Needs, campaignId: CampaignId): Promise<boolean> => {
  const held = (await lanes.list(campaignId)).flatMap(({ attemptId }) => (attemptId ? [attemptId] : []))
  const states = await Promise.all(held.map((attemptId) => attempts.get(attemptId)))
  return states.some((attempt) => attempt?.state === 'claimed' && attempt.leaseMs > clock.machine())
}

/** Brings a `pausing` or `stopping` campaign to rest, if no dial is in flight any more within `patienceMs` of machine time. */
export const finishClosing = async (ports: Needs, campaignId: CampaignId, { patienceMs = 0 } = {}): Promise<CampaignRecord | undefined> => {
  const seen = await ports.campaigns.get(campaignId)
  if (!seen || !SETTLES_AS[seen.state]) return seen
  await closeLanes(ports, campaignId, seen.run)
  const until = ports.clock.machine() + patienceMs
  while (await isDialling(ports, campaignId)) {
    if (ports.clock.machine() >= until) return seen
    await ports.clock.rest(POLL_MS)
  }
  const now = new Date(ports.clock.now()).toISOString()
  const { campaign } = await changeCampaign(ports, campaignId, ({ state, run }) => {
    const rest = SETTLES_AS[state]
    if (!rest || state !== seen.state || run !== seen.run) return undefined
    return { state: rest, ...(rest === 'cancelled' ? { endedAt: now } : {}) }
  })
  return campaign
}
