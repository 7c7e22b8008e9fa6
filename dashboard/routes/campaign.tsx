// One campaign, live.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { lazy } from 'react'
import { Refusal } from '#contract/client-errors.ts'
import { useTopic } from '../connection/use-live.ts'
import { useConnection } from '../connection/world.tsx'
import { CampaignHeader } from '../features/campaign/campaign-header.tsx'
import { CampaignLoading, PanelsLoading } from '../features/campaign/campaign-loading.tsx'
import { Funnel } from '../features/campaign/funnel.tsx'
import { NotNow } from '../features/campaign/not-now.tsx'
import { ProgressPanel } from '../features/campaign/progress-panel.tsx'
import { type CampaignList, find } from '../held/campaign-list.ts'
import { CAMPAIGNS, campaignQuery } from '../held/queries.ts'
import { Later } from '../ui/later.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { NotFound } from './frame.tsx'

const CampaignPanels = lazy(async () => ({ default: (await import('./campaign-panels.tsx')).CampaignPanels }))

const Unread = ({ error }: { error: Error }) => (
  <>
    <h1 className="sr-only">A campaign</h1>
    <ProblemNotice error={error} doing="The campaign could not be read; its calls are not affected." />
  </>
)

export const CampaignPage = () => {
  const { id } = useParams({ from: '/campaigns/$id' })
  const search = useSearch({ from: '/campaigns/$id' })
  useTopic(id)
  const { api } = useConnection()
  const client = useQueryClient()
  const { data: held, error } = useQuery({
    ...campaignQuery(api, id),
    refetchOnMount: 'always',
    placeholderData: () => find(client.getQueryData<CampaignList>(CAMPAIGNS), id),
  })

  if (error instanceof Refusal && error.problem.code === 'not_found') return <NotFound />
  if (!held) return error ? <Unread error={error} /> : <CampaignLoading />
  const { campaign, stats } = held
  return (
    <div className="flex flex-col gap-4">
      <title>{`${campaign.name} · Ringmaster`}</title>
      <CampaignHeader held={held} />
      {error ? <ProblemNotice error={error} doing="What follows may be old; the campaign's calls are not affected." /> : null}
      <ProgressPanel held={held} />
      {stats ? <Funnel id={id} stats={stats} /> : null}
      <NotNow held={held} />
      <Later keeps={<PanelsLoading />}>
        <CampaignPanels held={held} callId={search.call} importId={search.import} />
      </Later>
    </div>
  )
}
