// A new campaign. Which step is seen stands in the address; what was typed is kept by the browser tab.
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { BeginAs } from '../features/new-campaign/begin-as.tsx'
import { NewCampaign } from '../features/new-campaign/new-campaign.tsx'

export const NewCampaignPage = () => {
  const { step, from } = useSearch({ from: '/campaigns/new' })
  const navigate = useNavigate()
  return (
    <div className="flex flex-col gap-3">
      <title>New campaign · Ringmaster</title>
      <header className="flex items-center gap-3">
        <Link to="/" className="text-soft underline-offset-2 hover:text-ink hover:underline">
          Campaigns
        </Link>
        <span aria-hidden="true" className="text-soft">
          /
        </span>
        <h1 className="text-20 font-title">New campaign</h1>
      </header>
      {from ? (
        <BeginAs key={from} from={from} />
      ) : (
        <NewCampaign
          step={step ?? 'people'}
          onStarted={({ campaign, importId }) =>
            void navigate({ to: '/campaigns/$id', params: { id: campaign.id }, search: importId === undefined ? {} : { import: importId } })
          }
        />
      )}
    </div>
  )
}
