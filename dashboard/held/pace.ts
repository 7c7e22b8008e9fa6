// How fast a campaign finishes its contacts, as this page has seen it, and so how long it still takes.

import type { CampaignStats } from '#contract/campaign.ts'
import type { CampaignState } from '#contract/campaign-parts.ts'

/** How many contacts were finished at an instant of the viewer's clock. */
export type Reading = { at: number; finished: number }

const WINDOW_MS = 5 * 60_000
/** A reading every two seconds is 150 of them. */
const SPACING_MS = 2_000
/** Below these an estimate says more about chance than about the campaign. */
const LEAST_MS = 10_000
const LEAST_FINISHED = 3

export const withReading = (readings: readonly Reading[], reading: Reading): readonly Reading[] => {
  const recent = readings.filter(({ at }) => at > reading.at - WINDOW_MS)
  const newest = recent.at(-1)
  return newest && reading.at - newest.at < SPACING_MS ? recent : [...recent, reading]
}

type Moment = { state: CampaignState; openImports: number; stats: CampaignStats; readings: readonly Reading[]; now: number }

/** Milliseconds until every contact is finished; undefined when it cannot be said honestly. */
export const timeLeft = ({ state, openImports, stats, readings, now }: Moment): number | undefined => {
  const first = readings[0]
  // Contacts that only wait for their retry say nothing about how fast lines work.
  const isDialling = state === 'active' && openImports === 0 && stats.waiting + stats.live > 0
  if (!isDialling || !first) return undefined
  const elapsed = now - first.at
  const finished = stats.finished - first.finished
  if (elapsed < LEAST_MS || finished < LEAST_FINISHED) return undefined
  return ((stats.totalContacts - stats.finished) * elapsed) / finished
}
