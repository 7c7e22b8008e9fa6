// One campaign on the wall: how far it is, what it is doing, and whether that is well.
import { count, percent, plural } from '../../format.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { answeredRate, finishedShare, METRICS, SHARES, sharesOf } from '../../metrics.ts'
import { Figure } from '../../ui/figure.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Spoken } from '../../ui/spoken.tsx'
import { useNow } from '../../ui/use-now.ts'
import { whyText } from '../campaign/commands.ts'
import { outlook } from '../campaign/outlook.ts'
import { FinishedText, ShareCounts } from '../campaign/share-counts.tsx'
import { WallFigure } from './wall.tsx'

const rate = (share: number | null | undefined): string | undefined => (share == null ? undefined : percent(share))

const Figures = ({ campaign, stats }: Required<Pick<HeldCampaign, 'campaign' | 'stats'>>) => (
  // Larger where the screen is higher than a television’s.
  <dl className="grid flex-1 grid-cols-2 content-evenly gap-x-8 gap-y-6 [--text-wall:max(3rem,min(9vh,6.5vw))] phone:grid-cols-3">
    <WallFigure
      label="Live calls"
      value={<Figure value={count(stats.live)} />}
      note={`of ${plural(campaign.settings.maxConcurrentCalls, 'line')}`}
    />
    <WallFigure label={METRICS.answeredRate.label} value={<Figure value={rate(answeredRate(stats))} unit="%" />} note="of calls placed" />
    <WallFigure label={METRICS.successRate.label} value={<Figure value={rate(stats.successRate)} unit="%" />} note="of finished contacts" />
    <WallFigure label={METRICS.callsPlaced.label} value={<Figure value={count(stats.callsPlaced)} />} />
    <WallFigure label="Humans reached" value={<Figure value={count(stats.outcomes.human ?? 0)} />} />
    <WallFigure label={METRICS.retrying.label} value={<Figure value={count(stats.retrying)} />} />
  </dl>
)

export const CampaignWall = ({ held }: { held: HeldCampaign }) => {
  const now = useNow()
  const { campaign, stats } = held
  if (!stats) return <Skeleton className="h-80 w-full rounded-8" />
  const done = finishedShare(stats)
  return (
    <>
      <section aria-label="Progress" className="flex flex-col gap-4">
        <div className="flex flex-wrap items-baseline gap-x-6 gap-y-2">
          <p className="text-wall-most">
            <Figure value={percent(done)} unit="%" />
          </p>
          <p className="text-20 text-soft">
            <FinishedText stats={stats} />
          </p>
          <p className="text-20 phone:ml-auto">{outlook(held, now)}</p>
        </div>
        <ProgressBar name={campaign.name} stats={stats} size="page" />
        <ShareCounts
          isSpread
          shares={sharesOf(stats).filter(({ contacts }) => contacts > 0)}
          word={(name) => <span className="text-soft">{SHARES[name].label}</span>}
        />
      </section>
      <Figures campaign={campaign} stats={stats} />
      {campaign.reason ? (
        <p className="rounded-8 bg-failed/10 px-4 py-3 text-20 text-failed">
          {whyText(campaign.state)}: {campaign.reason}
        </p>
      ) : null}
      <Spoken text={`${campaign.name}: ${percent(done)} percent finished, ${plural(stats.live, 'live call')}.`} />
    </>
  )
}
