// Campaigns side by side: which of them reaches people, and when.
import { useQueries, useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { CampaignId } from '#contract/ids.ts'
import { useTopic } from '../connection/use-live.ts'
import { useConnection } from '../connection/world.tsx'
import { ListLoading } from '../features/campaigns/list-loading.tsx'
import { MoreCampaigns } from '../features/campaigns/more-campaigns.tsx'
import { CompareGroups } from '../features/results/compare-groups.tsx'
import { CompareTable } from '../features/results/compare-table.tsx'
import type { HeldCampaign } from '../held/campaign.ts'
import { campaignQuery, campaignsQuery } from '../held/queries.ts'
import { buttonLook } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/notice.tsx'

/** As many as stand side by side on a desk. */
const MOST = 4
/** Compared when nobody has chosen. */
const USUAL = 2

const hasCalls = ({ stats }: HeldCampaign): boolean => (stats?.callsPlaced ?? 0) > 0

/** Campaigns that the address names and the list does not have yet. */
const useOlder = (ids: readonly CampaignId[]): HeldCampaign[] => {
  const { api } = useConnection()
  return useQueries({ queries: ids.map((id) => campaignQuery(api, id)) }).flatMap(({ data }) => (data ? [data] : []))
}

const Nothing = () => (
  <div className="rounded-8 border border-line bg-card px-4 py-12 text-center text-soft">
    <p>Campaigns will stand here side by side after their first calls.</p>
    <Link to="/campaigns/new" className={`mt-3 ${buttonLook('primary')}`}>
      New campaign
    </Link>
  </div>
)

export const ResultsPage = () => {
  useTopic('all')
  const { api } = useConnection()
  const search = useSearch({ from: '/results' })
  const navigate = useNavigate({ from: '/results' })
  const { data, error, isPending } = useQuery({ ...campaignsQuery(api), refetchOnMount: 'always' })
  const listed = data?.items ?? []
  const older = useOlder(data ? (search.campaigns ?? []).filter((id) => listed.every(({ campaign }) => campaign.id !== id)) : [])
  const called = [...listed, ...older].filter(hasCalls)
  const chosen = search.campaigns ?? called.slice(0, USUAL).map(({ campaign }) => campaign.id)
  const compared = called.filter(({ campaign }) => chosen.includes(campaign.id))
  const choose = (id: CampaignId, isChosen: boolean): void => {
    const campaigns = isChosen ? [...chosen, id] : chosen.filter((one) => one !== id)
    void navigate({ search: (before) => ({ ...before, campaigns }), replace: true })
  }
  return (
    <div className="flex flex-col gap-4">
      <title>Results · Ringmaster</title>
      <header>
        <h1 className="text-20 font-title">Results</h1>
        <p className="text-soft">
          Campaigns side by side. Choose up to four to see them by hour, weekday, attempt or column of their lists.
        </p>
      </header>
      {error ? <ProblemNotice error={error} doing="The campaigns could not be read; calls are not affected." /> : null}
      {isPending ? <ListLoading /> : null}
      {data && called.length === 0 ? <Nothing /> : null}
      {called.length > 0 ? (
        <>
          <CompareTable campaigns={called} chosen={chosen} isFull={chosen.length >= MOST} onChoose={choose} />
          <MoreCampaigns cursor={data?.nextCursor ?? null} />
        </>
      ) : null}
      {compared.length > 0 ? (
        <CompareGroups
          campaigns={compared}
          rate={search.rate ?? 'answered'}
          by={search.by ?? 'hour'}
          column={search.column}
          onCompare={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        />
      ) : null}
    </div>
  )
}
