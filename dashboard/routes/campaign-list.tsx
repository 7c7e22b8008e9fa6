// All campaigns, as they move.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTopic } from '../connection/use-live.ts'
import { useMay } from '../connection/use-me.ts'
import { useConnection } from '../connection/world.tsx'
import { CampaignTable } from '../features/campaigns/campaign-table.tsx'
import { ListLoading } from '../features/campaigns/list-loading.tsx'
import { MoreCampaigns } from '../features/campaigns/more-campaigns.tsx'
import { NoCampaigns } from '../features/campaigns/no-campaigns.tsx'
import { count, plural } from '../format.ts'
import type { HeldCampaign } from '../held/campaign.ts'
import { campaignsQuery } from '../held/queries.ts'
import { buttonLook } from '../ui/button.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { Spoken } from '../ui/spoken.tsx'

const summaryOf = (items: readonly HeldCampaign[]): string => {
  const active = items.filter(({ campaign }) => campaign.state === 'active').length
  const calls = items.reduce((sum, { stats }) => sum + (stats?.live ?? 0), 0)
  return `${count(active)} active · ${plural(calls, 'live call')}`
}

export const CampaignListPage = () => {
  useTopic('all')
  const { api } = useConnection()
  const may = useMay()
  const list = useQuery({ ...campaignsQuery(api), refetchOnMount: 'always' })
  const isEmpty = list.data?.items.length === 0

  return (
    <div className="flex flex-col gap-4">
      <title>Campaigns · Ringmaster</title>
      <header className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-2">
        <h1 className="text-20 font-title">Campaigns</h1>
        {list.data && !isEmpty ? <p className="text-soft max-phone:order-last max-phone:w-full">{summaryOf(list.data.items)}</p> : null}
        <div className="ml-auto">
          {isEmpty || !may('startFromCsv') ? null : (
            <Link to="/campaigns/new" className={buttonLook('primary')}>
              New campaign
            </Link>
          )}
        </div>
      </header>
      {list.error ? <ProblemNotice error={list.error} doing="The campaigns could not be read; calls are not affected." /> : null}
      {list.isPending ? <ListLoading /> : null}
      {isEmpty ? <NoCampaigns mayBegin={may('startFromCsv')} /> : null}
      {list.data && !isEmpty ? (
        <>
          <CampaignTable campaigns={list.data.items} />
          <MoreCampaigns cursor={list.data.nextCursor} />
          <Spoken text={summaryOf(list.data.items)} />
        </>
      ) : null}
    </div>
  )
}
