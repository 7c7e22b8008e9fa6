// Every minute: how calling goes, in numbers that an alarm can watch.

import { inParallel } from '#app/in-parallel.ts'
import type { Ports } from '#app/ports.ts'
import { Provider } from '#app/records/breaker.ts'
import type { LaneRecord } from '#app/records/lane.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { EngineMetric } from '#contract/metrics.ts'

type Needs = Pick<Ports, 'account' | 'campaigns' | 'clock' | 'contacts' | 'lanes'>

type Measured = Record<EngineMetric, number>

const CAMPAIGNS = 8
/** Longer than a campaign may wait between two dials (ten minutes), and than lanes sleep beside somebody who is due. */
const STALLED_MS = 15 * 60_000

/** Undefined: no campaign is looked after, so that there is nothing to tell. */
export const measureCampaigns = (ports: Needs) => async (): Promise<Measured | undefined> => {
  const [{ breakers }, watched] = await Promise.all([ports.account.standing(), ports.campaigns.watched()])
  if (watched.length === 0) return undefined
  const open = Provider.options.filter((provider) => breakers[provider].state !== 'closed').length
  const measured = await inParallel(watched, CAMPAIGNS, (id) => measureCampaign(ports, id))
  const sum = (of: (one: Omit<Measured, 'BreakersOpen'>) => number): number =>
    measured.reduce((total, one) => total + (one ? of(one) : 0), 0)
  return {
    CampaignsActive: sum((one) => one.CampaignsActive),
    // While a provider is in trouble, that is what the alarm is about.
    CampaignsStalled: open > 0 ? 0 : sum((one) => one.CampaignsStalled),
    LinesBusy: sum((one) => one.LinesBusy),
    CallsPlaced: sum((one) => one.CallsPlaced),
    CallsAnswered: sum((one) => one.CallsAnswered),
    BreakersOpen: open,
  }
}

const measureCampaign = async (ports: Needs, id: CampaignId): Promise<Omit<Measured, 'BreakersOpen'> | undefined> => {
  const [campaign, lanes] = await Promise.all([ports.campaigns.get(id), ports.lanes.list(id)])
  if (!campaign) return undefined
  const isActive = campaign.state === 'active'
  const dueAt = isActive && isQuiet(ports, lanes) ? await ports.contacts.nextDue(campaign) : undefined
  const counted = (of: 'callsPlaced' | 'callsAnswered'): number => lanes.reduce((total, { counters }) => total + (counters[of] ?? 0), 0)
  return {
    CampaignsActive: Number(isActive),
    CampaignsStalled: Number(dueAt !== undefined && dueAt < ports.clock.now() - STALLED_MS),
    LinesBusy: lanes.filter(({ attemptId }) => attemptId !== undefined).length,
    CallsPlaced: counted('callsPlaced'),
    CallsAnswered: counted('callsAnswered'),
  }
}

/** No line is busy, and none has been for a while. */
const isQuiet = ({ clock }: Needs, lanes: readonly LaneRecord[]): boolean =>
  lanes.every(({ attemptId, freedMs = 0 }) => attemptId === undefined && freedMs < clock.machine() - STALLED_MS)
