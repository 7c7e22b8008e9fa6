// One campaign, live.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Refusal } from '#contract/client-errors.ts'
import { useTopic } from '../connection/use-live.ts'
import { useConnection } from '../connection/world.tsx'
import { CallPanel } from '../features/calls/call-panel.tsx'
import { Calls } from '../features/calls/calls.tsx'
import { ActivityPanel } from '../features/campaign/activity-panel.tsx'
import { AttemptsPanel, FirstWordPanel } from '../features/campaign/attempts-panel.tsx'
import { CampaignHeader } from '../features/campaign/campaign-header.tsx'
import { CampaignLoading, PanelsLoading } from '../features/campaign/campaign-loading.tsx'
import { Funnel } from '../features/campaign/funnel.tsx'
import { ImportPanel } from '../features/campaign/import-panel.tsx'
import { NotNow } from '../features/campaign/not-now.tsx'
import { OutcomesPanel } from '../features/campaign/outcomes-panel.tsx'
import { PeoplePanel } from '../features/campaign/people-panel.tsx'
import { ProgressPanel } from '../features/campaign/progress-panel.tsx'
import { Readouts } from '../features/campaign/readouts.tsx'
import { SettingsPanel } from '../features/campaign/settings-panel.tsx'
import { ThroughputPanel } from '../features/campaign/throughput-panel.tsx'
import { type CampaignList, find } from '../held/campaign-list.ts'
import { CAMPAIGNS, campaignQuery } from '../held/queries.ts'
import { Later } from '../ui/later.tsx'
import { ProblemNotice } from '../ui/notice.tsx'
import { NotFound } from './frame.tsx'

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
        <div className="flex flex-col gap-4 desk:grid desk:items-start desk:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)] desk:grid-rows-[auto_1fr]">
          {search.call ? (
            <div className="min-w-0 desk:col-start-2">
              <CallPanel key={search.call} campaignId={id} callId={search.call} />
            </div>
          ) : null}
          <div className="flex min-w-0 flex-col gap-4 max-desk:contents desk:col-start-1 desk:row-span-2 desk:row-start-1">
            <Calls held={held}>
              <div className="max-desk:order-2">
                <ActivityPanel id={id} />
              </div>
              <div className="max-desk:order-last">
                <SettingsPanel campaign={campaign} />
              </div>
            </Calls>
          </div>
          {/* In one column what tells whether all is well stands before the lists. */}
          <div className="flex min-w-0 flex-col gap-4 max-desk:contents desk:col-start-2">
            <div className="grid min-w-0 items-start gap-4 max-desk:order-1 max-desk:phone:grid-cols-2">
              <ImportPanel held={held} importId={search.import} />
              <ThroughputPanel campaign={campaign} />
              {stats ? <OutcomesPanel stats={stats} /> : null}
            </div>
            <div className="min-w-0 items-start gap-4 max-desk:order-3 max-phone:grid desk:grid max-desk:phone:columns-2 max-desk:phone:*:mb-4 max-desk:phone:*:break-inside-avoid">
              {stats ? <Readouts stats={stats} /> : null}
              <AttemptsPanel campaign={campaign} />
              <FirstWordPanel campaign={campaign} />
              <PeoplePanel held={held} />
            </div>
          </div>
        </div>
      </Later>
    </div>
  )
}
