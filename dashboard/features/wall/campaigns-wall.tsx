// All campaigns on the wall: those that call first, each in a line, under what the account is doing.
import { useQuery } from '@tanstack/react-query'
import type { CampaignState } from '#contract/campaign-parts.ts'
import { useConnection } from '../../connection/world.tsx'
import { count, percent, plural, span } from '../../format.ts'
import { dialsPerSecond, type HeldAccount, limitOf } from '../../held/account.ts'
import { accountQuery } from '../../held/account-query.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { timeLeft } from '../../held/pace.ts'
import { finishedShare } from '../../metrics.ts'
import { Figure } from '../../ui/figure.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { StatePill } from '../../ui/state-pill.tsx'
import { useNow } from '../../ui/use-now.ts'
import { WallFigure } from './wall.tsx'

/** As many as a screen holds that is read from two metres. */
const SHOWN = 9

/** What is at work stands above what waits for a person, and that above what is over. */
const RANK: Record<CampaignState, number> = { active: 0, pausing: 1, stopping: 1, paused: 2, draft: 3, completed: 4, cancelled: 4 }

const byRank = (one: HeldCampaign, other: HeldCampaign): number => RANK[one.campaign.state] - RANK[other.campaign.state]

const Row = ({ held: { campaign, stats, readings }, now }: { held: HeldCampaign; now: number }) => {
  const left = stats && timeLeft({ state: campaign.state, openImports: campaign.openImports, stats, readings, now })
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-6 gap-y-1 border-b border-line py-2 last:border-b-0 phone:grid-cols-[minmax(0,1.2fr)_6rem_minmax(0,1fr)_4rem_5rem_6rem]">
      <div className="min-w-0">
        <p className="truncate text-20 font-title">{campaign.name}</p>
        {campaign.reason ? <p className="truncate text-13 text-failed">{campaign.reason}</p> : null}
      </div>
      <StatePill state={campaign.state} />
      <div className="max-phone:col-span-2">{stats ? <ProgressBar name={campaign.name} stats={stats} size="page" /> : null}</div>
      <p className="text-end text-20 max-phone:text-start">
        <Figure value={stats && percent(finishedShare(stats))} unit="%" />
      </p>
      <p className="text-end text-15 text-soft">{stats && stats.live > 0 ? `${count(stats.live)} live` : ''}</p>
      <p className="text-end text-15 text-soft max-phone:hidden">{left === undefined ? '' : `${span(left)} left`}</p>
    </li>
  )
}

const Account = ({ held, now }: { held: HeldAccount; now: number }) => {
  const { status } = held
  const rate = dialsPerSecond(held, now)
  const limit = limitOf(status, rate)
  return (
    <div className="flex flex-wrap items-end gap-x-8 gap-y-4">
      <dl className="flex gap-8">
        <WallFigure label="Live calls" value={<Figure value={count(status.live)} />} note={`of ${plural(status.lines.now, 'line')}`} />
        <WallFigure
          label="Dials a second"
          value={<Figure value={rate === undefined ? undefined : rate.toFixed(1)} />}
          note={`of ${status.callsPerSecond.now}`}
        />
      </dl>
      <p className={`text-20 phone:ml-auto ${limit.isTrouble ? 'font-title text-failed' : 'text-soft'}`}>{limit.says}</p>
    </div>
  )
}

export const CampaignsWall = ({ campaigns }: { campaigns: readonly HeldCampaign[] }) => {
  const { api } = useConnection()
  const now = useNow()
  const account = useQuery({ ...accountQuery(api), refetchOnMount: 'always' }).data
  const sorted = campaigns.toSorted(byRank)
  const others = sorted.length - SHOWN
  return (
    <>
      {account ? <Account held={account} now={now} /> : null}
      {sorted.length === 0 ? <p className="text-20 text-soft">There are no campaigns yet.</p> : null}
      <ul aria-label="Campaigns" className="flex-1">
        {sorted.slice(0, SHOWN).map((held) => (
          <Row key={held.campaign.id} held={held} now={now} />
        ))}
      </ul>
      {others > 0 ? <p className="text-15 text-soft">and {count(others)} more</p> : null}
    </>
  )
}
