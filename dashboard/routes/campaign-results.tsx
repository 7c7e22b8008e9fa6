// What one campaign came to.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { Refusal } from '#contract/client-errors.ts'
import { useTopic } from '../connection/use-live.ts'
import { useConnection } from '../connection/world.tsx'
import { CampaignHeader } from '../features/campaign/campaign-header.tsx'
import { Unnamed } from '../features/campaign/unnamed.tsx'
import { CampaignResults } from '../features/results/campaign-results.tsx'
import { type CampaignList, find } from '../held/campaign-list.ts'
import { CAMPAIGNS, campaignQuery } from '../held/queries.ts'
import { ProblemNotice } from '../ui/notice.tsx'
import { NotFound } from './frame.tsx'

export const CampaignResultsPage = () => {
  const { id } = useParams({ from: '/campaigns/$id/results' })
  const { rate = 'answered', column } = useSearch({ from: '/campaigns/$id/results' })
  const navigate = useNavigate({ from: '/campaigns/$id/results' })
  useTopic(id)
  const { api } = useConnection()
  const client = useQueryClient()
  const { data: held, error } = useQuery({
    ...campaignQuery(api, id),
    placeholderData: () => find(client.getQueryData<CampaignList>(CAMPAIGNS), id),
  })
  if (error instanceof Refusal && error.problem.code === 'not_found') return <NotFound />
  return (
    <div className="flex flex-col gap-4">
      <title>{`Results · ${held?.campaign.name ?? '…'} · Ringmaster`}</title>
      {held ? <CampaignHeader held={held} /> : <Unnamed part="Results" />}
      {error ? <ProblemNotice error={error} doing="The campaign could not be read; its calls are not affected." /> : null}
      {held ? (
        <CampaignResults
          held={held}
          rate={rate}
          column={column}
          onLook={(change) => void navigate({ search: (before) => ({ ...before, ...change }), replace: true })}
        />
      ) : null}
    </div>
  )
}
