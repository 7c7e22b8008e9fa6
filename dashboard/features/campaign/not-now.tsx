// Who is not being called right now, why, and when that ends.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CampaignWhy } from '#contract/why.ts'
import { useConnection } from '../../connection/world.tsx'
import { count, sentence, span, untilText } from '../../format.ts'
import type { HeldCampaign } from '../../held/campaign.ts'
import { whyQuery } from '../../held/queries.ts'
import { standingOf, standOf } from '../../held/standing.ts'
import { useNow } from '../../ui/use-now.ts'

const LINK = 'text-ink underline decoration-edge/50 underline-offset-3 hover:decoration-current'

/** Campaign time now, where it has been told. */
const campaignNow = ({ clock }: HeldCampaign, now: number): number | undefined => clock && clock.at + Math.max(0, now - clock.heardAt)

const nextOf = ({ until, nextDueAt }: CampaignWhy, at: number | undefined): string | undefined => {
  const next = until ?? nextDueAt
  if (next === undefined) return undefined
  const inMs = at === undefined ? undefined : Date.parse(next) - at
  if (inMs !== undefined && inMs <= 0) return undefined
  return `${untilText(Date.parse(next), at)}${inMs === undefined ? '' : `, in ${span(inMs)}`}`
}

const Because = ({ held, now }: { held: HeldCampaign; now: number }) => {
  const { api } = useConnection()
  const { data } = useQuery({
    ...whyQuery(api, { id: held.campaign.id, moved: standOf(held) }),
    placeholderData: keepPreviousData,
  })
  if (!data || data.limit === 'none') return null
  const next = nextOf(data, campaignNow(held, now))
  return (
    <li>
      <span className="text-ink">{sentence(data.because)}</span>
      {next ? ` Next: ${next}.` : null}
    </li>
  )
}

export const NotNow = ({ held }: { held: HeldCampaign }) => {
  const now = useNow()
  const { campaign, stats } = held
  if (!stats || campaign.state !== 'active' || stats.waiting + stats.retrying === 0) return null
  const standing = standingOf(held, now)
  const params = { id: campaign.id }
  return (
    <section aria-label="Not now" className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-soft">
      <h2 className="font-title text-ink">Not now:</h2>
      <ul className="flex min-w-0 flex-wrap gap-x-4 gap-y-1">
        {stats.retrying > 0 ? (
          <li>
            <Link to="/campaigns/$id/contacts" params={params} search={{ state: 'retrying' }} className={LINK}>
              {count(stats.retrying)} waiting for a retry
            </Link>
          </li>
        ) : null}
        {stats.waiting > 0 ? (
          <li>
            <Link to="/campaigns/$id/contacts" params={params} search={{ state: 'pending' }} className={LINK}>
              {count(stats.waiting)} waiting for a first call
            </Link>
          </li>
        ) : null}
        {standing.is === 'full' ? <li className="text-ink">{standing.says}</li> : null}
        {standing.is === 'still' ? <Because held={held} now={now} /> : null}
      </ul>
    </section>
  )
}
