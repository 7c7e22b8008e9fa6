// All campaigns, as they move.
import { useQuery } from '@tanstack/react-query'
import { Link, useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import { useTopic } from '../connection/use-live.ts'
import { useConnection } from '../connection/world.tsx'
import { CampaignFilters } from '../features/campaigns/campaign-filters.tsx'
import { CampaignTable } from '../features/campaigns/campaign-table.tsx'
import { ListLoading } from '../features/campaigns/list-loading.tsx'
import { MoreCampaigns } from '../features/campaigns/more-campaigns.tsx'
import { NoCampaigns } from '../features/campaigns/no-campaigns.tsx'
import { count, plural } from '../format.ts'
import type { HeldCampaign } from '../held/campaign.ts'
import { type CampaignsAsked, foundCampaignsQuery } from '../held/found-campaigns.ts'
import { campaignsQuery } from '../held/queries.ts'
import { Allowed } from '../ui/allowed.tsx'
import { buttonLook } from '../ui/button.tsx'
import { Later } from '../ui/later.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { Spoken } from '../ui/spoken.tsx'

const FromTemplate = lazy(() => import('../features/campaigns/from-template.tsx').then((part) => ({ default: part.FromTemplate })))

const summaryOf = (items: readonly HeldCampaign[]): string => {
  const active = items.filter(({ campaign }) => campaign.state === 'active').length
  const calls = items.reduce((sum, { stats }) => sum + (stats?.live ?? 0), 0)
  return `${count(active)} active · ${plural(calls, 'live call')}`
}

const Begin = () => (
  <div className="ml-auto flex gap-2 max-phone:w-full max-phone:*:flex-1">
    <Later>
      <FromTemplate />
    </Later>
    <Link to="/campaigns/new" className={buttonLook('primary')}>
      New campaign
    </Link>
  </div>
)

/** What the address asks for, without what it leaves open. */
const askedOf = ({ state, search, sort }: CampaignsAsked): CampaignsAsked => ({
  ...(state === undefined ? {} : { state }),
  ...(search === undefined ? {} : { search }),
  ...(sort === undefined ? {} : { sort }),
})

const useCampaigns = (asked: CampaignsAsked) => {
  const { api } = useConnection()
  const isAsked = Object.keys(asked).length > 0
  const all = useQuery({ ...campaignsQuery(api), refetchOnMount: 'always', enabled: !isAsked })
  const found = useQuery({ ...foundCampaignsQuery(api, asked), refetchOnMount: 'always', enabled: isAsked })
  return { isAsked, list: isAsked ? found : all }
}

export const CampaignListPage = () => {
  useTopic('all')
  const { isAsked, list } = useCampaigns(askedOf(useSearch({ from: '/' })))
  const isNone = list.data?.items.length === 0
  const isEmpty = isNone && !isAsked

  return (
    <div className="flex flex-col gap-4">
      <title>Campaigns · Ringmaster</title>
      <header className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-20 font-title">Campaigns</h1>
        {list.data && !isNone ? <p className="text-soft max-phone:ml-auto">{summaryOf(list.data.items)}</p> : null}
        {isEmpty ? null : (
          <Allowed to="startFromCsv">
            <Begin />
          </Allowed>
        )}
      </header>
      {isEmpty ? null : (
        <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <CampaignFilters />
          <Link to="/wall" className="ml-auto px-1 text-soft hover:text-ink max-phone:hidden">
            Wall view
          </Link>
        </div>
      )}
      {list.error ? <ProblemNotice error={list.error} doing="The campaigns could not be read; calls are not affected." /> : null}
      {list.isPending ? <ListLoading /> : null}
      {isEmpty ? <NoCampaigns /> : null}
      {isNone && isAsked ? (
        <p className="rounded-8 border border-line bg-card px-4 py-12 text-center text-soft">
          No campaign is like that.{' '}
          <Link to="/" className="text-accent underline underline-offset-2">
            Show all
          </Link>
        </p>
      ) : null}
      {list.data && !isNone ? (
        <>
          <CampaignTable campaigns={list.data.items} />
          {isAsked ? null : <MoreCampaigns cursor={list.data.nextCursor} />}
          <Spoken text={summaryOf(list.data.items)} />
        </>
      ) : null}
    </div>
  )
}
