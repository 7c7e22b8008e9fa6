// How far the campaign is, what became of its contacts, and how long it still takes.
import { count, dollars, percent, plural, span } from '../../format.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { timeLeft } from '../../held/pace.ts'
import { SHARES, sharesOf } from '../../metrics.ts'
import { expectedOf, PRICE_NOTE, spentBy } from '../../prices.ts'
import { Definition } from '../../ui/definition.tsx'
import { Figure } from '../../ui/figure.tsx'
import { Mark } from '../../ui/mark.tsx'
import { ProgressBar } from '../../ui/progress-bar.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Spoken } from '../../ui/spoken.tsx'
import { useNow } from '../../ui/use-now.ts'

/** The right end of the line: what is to be expected, or what was. */
const outlook = ({ campaign, stats, readings }: HeldCampaign, now: number): string | undefined => {
  const { startedAt, endedAt } = campaign
  if (endedAt && startedAt) return `took ${span(Date.parse(endedAt) - Date.parse(startedAt))}`
  if (!stats) return undefined
  const left = timeLeft({ state: campaign.state, openImports: campaign.openImports, stats, readings, now })
  if (left !== undefined) return `about ${span(left)} left`
  const isOnlyRetrying = campaign.state === 'active' && stats.retrying > 0 && stats.waiting + stats.live === 0
  return isOnlyRetrying ? `waiting for ${plural(stats.retrying, 'retry', 'retries')}` : undefined
}

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
  const done = stats.totalContacts > 0 ? stats.finished / stats.totalContacts : 0
  return (
    <section aria-label="Progress" className="flex flex-col gap-3 rounded-8 border border-line bg-card p-4">
      <div className="flex flex-wrap items-baseline gap-x-4">
        <p className="text-28">
          <Figure value={percent(done)} unit="%" />
        </p>
        <p className="text-15 text-soft">
          <span className="font-number text-ink">{count(stats.finished)}</span> of {plural(stats.totalContacts, 'contact')} finished
        </p>
        <p className="text-15 text-soft phone:ml-auto">{outlook(held, now)}</p>
        <Cost campaign={campaign} stats={stats} />
      </div>
      <ProgressBar name={campaign.name} stats={stats} size="page" />
      <ul aria-label="Contacts" className="flex flex-wrap gap-x-6 gap-y-2">
        {sharesOf(stats).map(({ name, contacts }) => (
          <li key={name} className={`flex items-baseline gap-1.5 ${contacts === 0 ? 'text-soft' : ''}`}>
            <Mark share={name} />
            <span className="text-15 font-number">{count(contacts)}</span>
            <Definition definition={SHARES[name].definition}>{SHARES[name].label}</Definition>
          </li>
        ))}
      </ul>
      <Spoken
        text={`${campaign.name}: ${percent(done)} percent finished, ${plural(stats.live, 'live call')}, ${count(stats.waiting)} waiting.`}
      />
    </section>
  )
}
