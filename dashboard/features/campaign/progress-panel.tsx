// How far the campaign is, what became of its contacts, and how long it still takes.
import { count, dollars, percent, plural } from '../../format.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { finishedShare, SHARES, sharesOf } from '../../metrics.ts'
import { expectedOf, PRICE_NOTE, spentBy } from '../../prices.ts'
import { Definition } from '../../ui/definition.tsx'
import { Figure } from '../../ui/figure.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Spoken } from '../../ui/spoken.tsx'
import { useNow } from '../../ui/use-now.ts'
import { outlook } from './outlook.ts'
import { FinishedText, ShareCounts } from './share-counts.tsx'

const Cost = ({ campaign, stats }: Required<Pick<HeldCampaign, 'campaign' | 'stats'>>) => {
  const spent = spentBy(stats, campaign.settings)
  if (spent === 0) return null
  const expected = expectedOf(stats, spent)
  return (
    <p className="text-15 text-soft">
      <Definition definition={PRICE_NOTE}>
        <span className="font-number text-ink">{dollars(spent)}</span> so far
      </Definition>
      {expected === undefined ? null : `, about ${dollars(expected)} in all`}
    </p>
  )
}

export const ProgressPanel = ({ held }: { held: HeldCampaign }) => {
  const now = useNow()
  const { campaign, stats } = held
  if (!stats) return <Skeleton className="h-36 w-full rounded-8" />
  const done = finishedShare(stats)
  return (
    <section aria-label="Progress" className="flex flex-col gap-3 rounded-8 border border-line bg-card p-4">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <p className="text-28">
          <Figure value={percent(done)} unit="%" />
        </p>
        <p className="text-15 text-soft">
          <FinishedText stats={stats} />
        </p>
        <p className="text-15 text-soft phone:ml-auto">{outlook(held, now)}</p>
        <Cost campaign={campaign} stats={stats} />
      </div>
      <ProgressBar name={campaign.name} stats={stats} size="page" />
      <ShareCounts
        shares={sharesOf(stats)}
        word={(name) => (
          <span className="text-13">
            <Definition definition={SHARES[name].definition}>{SHARES[name].label}</Definition>
          </span>
        )}
      />
      <Spoken
        text={`${campaign.name}: ${percent(done)} percent finished, ${plural(stats.live, 'live call')}, ${count(stats.waiting)} waiting.`}
      />
    </section>
  )
}
