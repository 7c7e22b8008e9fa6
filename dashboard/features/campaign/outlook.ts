// What is to be expected of a campaign, or how long it took, in one phrase.
import { plural, span } from '../../format.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { timeLeft } from '../../held/pace.ts'

export const outlook = ({ campaign, stats, readings }: HeldCampaign, now: number): string | undefined => {
  const { startedAt, endedAt } = campaign
  if (endedAt && startedAt) return `took ${span(Date.parse(endedAt) - Date.parse(startedAt))}`
  if (!stats) return undefined
  const left = timeLeft({ state: campaign.state, openImports: campaign.openImports, stats, readings, now })
  if (left !== undefined) return `about ${span(left)} left`
  const isOnlyRetrying = campaign.state === 'active' && stats.retrying > 0 && stats.waiting + stats.live === 0
  return isOnlyRetrying ? `waiting for ${plural(stats.retrying, 'retry', 'retries')}` : undefined
}
