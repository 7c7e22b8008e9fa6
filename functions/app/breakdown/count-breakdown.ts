// Counts a campaign's calls, page by page. Who is cut off, or runs out of time, is followed by another invocation that goes on where it stopped.

import type { BreakdownRecord, Breakdowns } from '#app/ports/breakdowns.ts'
import type { Ports } from '#app/ports.ts'
import type { CampaignId } from '#contract/ids.ts'
import { breakdownOf } from '#domain/breakdown/breakdown.ts'
import { countedWith } from '#domain/breakdown/counting.ts'
import { STALLED_MS } from './campaign-breakdown.ts'
import { wakeBreakdown } from './wake-breakdown.ts'

type Needs = Pick<Ports, 'clock'> & {
  campaigns: Pick<Ports['campaigns'], 'get'>
  files: Pick<Ports['files'], 'write'>
  breakdowns: Breakdowns
}

/** Before Lambda's time is over: what is left for the last page and the word to the next one. */
const RESERVE_MS = 20_000
const TOUCH_MS = 10_000

type AtWork = BreakdownRecord & { counting: NonNullable<BreakdownRecord['counting']> }
type Counted = AtWork['counting']

const keep = async ({ breakdowns, clock }: Needs, record: AtWork, counting: Counted): Promise<AtWork | undefined> => {
  const kept = await breakdowns.replace(record, { ...record, counting: { ...counting, touchedMs: clock.machine() } })
  return kept?.counting && { ...kept, counting: kept.counting }
}

const end = async (
  { breakdowns, clock }: Needs,
  { campaignId, version }: AtWork,
  { counted, asOf, stand, beganMs }: Counted,
): Promise<void> => {
  const endedMs = clock.machine()
  const done = { breakdown: breakdownOf(counted, asOf), stand, endedMs, tookMs: endedMs - beganMs }
  await breakdowns.replace({ campaignId, version }, { campaignId, done })
}

export const countBreakdown =
  (ports: Needs, remainingMs: () => number) =>
  async (id: CampaignId): Promise<void> => {
    const [found, campaign] = await Promise.all([ports.breakdowns.get(id), ports.campaigns.get(id)])
    if (!found?.counting || !campaign || campaign.deletedAt) return
    const { counting } = found
    if (counting.isHeld && ports.clock.machine() - counting.touchedMs < STALLED_MS) return
    let record = await keep(ports, { ...found, counting }, { ...counting, isHeld: true })
    let { counted, cursor } = counting
    while (record && remainingMs() >= RESERVE_MS) {
      const { items, nextCursor } = await ports.breakdowns.contacts(campaign, cursor)
      counted = countedWith(counted, items)
      if (nextCursor === null) return await end(ports, record, { ...record.counting, counted })
      cursor = nextCursor
      const isDue = ports.clock.machine() - record.counting.touchedMs >= TOUCH_MS
      if (isDue) record = await keep(ports, record, { ...record.counting, counted, cursor })
    }
    // Undefined: somebody else has taken it over.
    const left = record && (await keep(ports, record, { ...record.counting, counted, ...(cursor ? { cursor } : {}), isHeld: false }))
    if (left) await wakeBreakdown(ports, id)
  }
