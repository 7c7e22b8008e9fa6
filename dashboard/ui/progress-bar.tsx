// How far a campaign is: one bar, split by what became of its contacts.
import type { CampaignStats } from '#contract/campaign.ts'
import { count, percent } from '../format.ts'
import { finishedShare, sharesOf } from '../metrics.ts'
import { SHARE_LOOKS } from './mark.tsx'

const spoken = (stats: CampaignStats): string => {
  const done = finishedShare(stats)
  return `${percent(done)} % finished: ${count(stats.finished)} of ${count(stats.totalContacts)}; ${count(stats.live)} live, ${count(stats.retrying)} retrying, ${count(stats.waiting)} waiting`
}

/** Of many, one more moves the bar by less than can be seen, and moving it is work in each frame. */
const isFew = ({ totalContacts }: CampaignStats): boolean => totalContacts <= 500

type Props = { name: string; stats: CampaignStats; size?: 'row' | 'page' }

export const ProgressBar = ({ name, stats, size = 'row' }: Props) => (
  <div
    role="progressbar"
    aria-label={`Progress of ${name}`}
    aria-valuemin={0}
    aria-valuemax={stats.totalContacts}
    aria-valuenow={stats.finished}
    aria-valuetext={spoken(stats)}
    className={`flex gap-px overflow-hidden bg-sunk ${size === 'page' ? 'h-4 rounded-4' : 'h-2 rounded-[3px]'}`}
  >
    {sharesOf(stats)
      .filter(({ contacts }) => contacts > 0)
      .map(({ name: share, contacts }) => (
        <span
          key={share}
          data-mark
          className={`min-w-1 ${isFew(stats) ? 'transition-[flex-grow] duration-300 ease-out' : ''} ${SHARE_LOOKS[share]}`}
          style={{ flexGrow: contacts }}
        />
      ))}
  </div>
)
