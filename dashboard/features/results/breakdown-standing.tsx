// Of which moment the numbers are, and whether newer ones are on their way.
import type { CampaignBreakdown } from '#contract/breakdown.ts'
import type { CampaignStats } from '#contract/campaign.ts'
import { moment, percent, plural, unbroken } from '../../format.ts'

type Props = { of: CampaignBreakdown; stats: CampaignStats | undefined }

/** How far the counting is. */
const shareText = ({ counting }: CampaignBreakdown, stats: Props['stats']): string => {
  const all = stats?.totalContacts ?? 0
  return counting && counting.contacts > 0 && all > 0
    ? `: ${unbroken(`${percent(Math.min(1, counting.contacts / all))} %`)} of the contacts are read`
    : ''
}

const sinceText = ({ breakdown, isCurrent }: CampaignBreakdown, stats: Props['stats']): string => {
  if (!breakdown) return ''
  const since = stats ? stats.callsPlaced - breakdown.total.calls : 0
  if (isCurrent || since <= 0) return ''
  return ` ${plural(since, 'call')} since then ${since === 1 ? 'is' : 'are'} not in it yet.`
}

const textOf = ({ of, stats }: Props): string => {
  const share = shareText(of, stats)
  if (!of.breakdown) return `The calls are being counted for the first time${share}.`
  const again = of.counting ? ` They are being counted anew${share}.` : ''
  return `All ${plural(of.breakdown.total.calls, 'call')} up to ${moment(Date.parse(of.breakdown.asOf))}.${sinceText(of, stats)}${again}`
}

export const BreakdownStanding = (props: Props) => (
  <p role="status" className="text-soft">
    {textOf(props)}
  </p>
)
