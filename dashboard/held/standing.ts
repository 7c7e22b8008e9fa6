// Why nobody is being called at this moment, as far as what is pushed tells it; the rest has to be asked for.
import { plural } from '../format.ts'
import type { HeldCampaign } from './campaign.ts'

/** Between two dials of a campaign that gets on, seldom so long passes. */
const STILL_MS = 8_000

export type Standing =
  /** Calls begin, or there is nobody left to call, or it is not active: nothing needs a reason. */
  | { is: 'moving' }
  /** All of its lines are in use. */
  | { is: 'full'; says: string }
  /** Somebody is left to call and nobody is called: the API knows why. */
  | { is: 'still' }

export const standingOf = ({ campaign, stats, placedAt }: HeldCampaign, now: number): Standing => {
  if (campaign.state !== 'active' || !stats || stats.waiting + stats.retrying === 0) return { is: 'moving' }
  const { maxConcurrentCalls: lines } = campaign.settings
  if (stats.live >= lines) return { is: 'full', says: `${lines === 1 ? 'Its one line is' : `All ${plural(lines, 'line')} are`} busy.` }
  // A call that is being placed now says more than why the next one waits.
  return now - placedAt < STILL_MS + campaign.settings.callDelay ? { is: 'moving' } : { is: 'still' }
}

/** How the campaign stands, for as long as it stands so. */
export const standOf = ({ campaign, stats, placedAt }: HeldCampaign): string =>
  [campaign.version, placedAt, stats?.live ?? 0, stats?.waiting ?? 0, stats?.retrying ?? 0].join(' ')
