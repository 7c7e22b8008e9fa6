// Sending the lanes home: state first, then the lanes, then wait until nobody is between claim and dial.

import { type ChangingPorts, changeCampaign } from '#app/campaigns/change-campaign.ts'
import { inParallel } from '#app/in-parallel.ts'
import type { NewsPorts, Ports } from '#app/ports.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { AttemptId, CampaignId } from '#contract/ids.ts'
import { SETTLES_AS } from '#domain/campaign.ts'

export type ClosingPorts = ChangingPorts & Pick<Ports, 'lanes' | 'attempts' | 'ledger'>

/** Lanes closed by one transaction, which takes a hundred writes (DynamoDB): a tenth of the processor time of single writes, so that 10 000 lanes are closed within seconds. */
const SLICE = 100
const SLICES_AT_A_TIME = 4
/** Lanes written one by one, at the same time. */
const WIDTH = 25
const POLL_MS = 100
/** How long who pauses or stops waits for dials: nearly every one is answered within a second, and a slow one ends the wait itself. */
export const PATIENCE_MS = 2_500

/** Closes the lanes of this run and of older ones, from the `from`-th on. */
export const closeLanes = async (
  { lanes, ledger }: Pick<Ports, 'lanes' | 'ledger'>,
  campaignId: CampaignId,
  { run, from = 0 }: { run: number; from?: number },
): Promise<void> => {
  const open = (await lanes.list(campaignId)).filter((lane) => lane.open && lane.run <= run && lane.k >= from)
  const slices = Array.from({ length: Math.ceil(open.length / SLICE) }, (_, i) => open.slice(i * SLICE, (i + 1) * SLICE))
  await inParallel(slices, SLICES_AT_A_TIME, async (slice) => {
    const { ok } = await ledger.closeLanes(campaignId, { lanes: slice, run })
    // One of them has been closed or taken by another run since: the others are closed all the same.
    if (!ok) await inParallel(slice, WIDTH, ({ k }) => lanes.close(campaignId, { k, run }))
  })
}

/** Attempts that may be between claim and answer. Asked for once no lane is open: then none can join them. */
const beingDialled = async ({ lanes, clock }: Pick<ClosingPorts, 'lanes' | 'clock'>, campaignId: CampaignId): Promise<AttemptId[]> => {
  const now = clock.machine()
  const isFresh = (claimLeaseMs: number | undefined): boolean => claimLeaseMs === undefined || claimLeaseMs > now
  return (await lanes.list(campaignId)).flatMap(({ attemptId, claimLeaseMs }) => (attemptId && isFresh(claimLeaseMs) ? [attemptId] : []))
}

/** Waits so long for the provider's answer to these dials; gives those that have none yet. */
export const awaitDials = async (
  { attempts, clock }: Pick<NewsPorts, 'attempts' | 'clock'>,
  dials: readonly AttemptId[],
  patienceMs: number,
): Promise<AttemptId[]> => {
  const until = clock.machine() + patienceMs
  let left = [...dials]
  for (;;) {
    const found = await inParallel(left, WIDTH, (id) => attempts.get(id))
    left = found.flatMap((attempt) => (attempt?.state === 'claimed' && attempt.leaseMs > clock.machine() ? [attempt.id] : []))
    if (left.length === 0 || clock.machine() >= until) return left
    await clock.rest(POLL_MS)
  }
}

/** Brings a `pausing` or `stopping` campaign to rest, if no dial is in flight any more within `patienceMs` of machine time. */
export const finishClosing = async (
  ports: ClosingPorts,
  campaignId: CampaignId,
  { patienceMs = 0 } = {},
): Promise<CampaignRecord | undefined> => {
  const seen = await ports.campaigns.get(campaignId)
  if (!seen || !SETTLES_AS[seen.state]) return seen
  await closeLanes(ports, campaignId, { run: seen.run })
  const left = await awaitDials(ports, await beingDialled(ports, campaignId), patienceMs)
  if (left.length > 0) return seen
  const now = new Date(ports.clock.now()).toISOString()
  const { campaign } = await changeCampaign(ports, campaignId, ({ state, run }) => {
    const rest = SETTLES_AS[state]
    if (!rest || state !== seen.state || run !== seen.run) return undefined
    return { state: rest, ...(rest === 'cancelled' ? { endedAt: now } : {}) }
  })
  return campaign
}
