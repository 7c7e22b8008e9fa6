// The contacts of one campaign, and one of them in full.
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams, useSearch } from '@tanstack/react-router'
import { Refusal } from '#contract/client-errors.ts'
import { useTopic } from '../connection/use-live.ts'
import { useConnection } from '../connection/world.tsx'
import { CampaignHeader } from '../features/campaign/campaign-header.tsx'
import { Unnamed } from '../features/campaign/unnamed.tsx'
import { ContactFilters } from '../features/contacts/contact-filters.tsx'
import { ContactPanel } from '../features/contacts/contact-panel.tsx'
import { Contacts } from '../features/contacts/contacts.tsx'
import { type CampaignList, find } from '../held/campaign-list.ts'
import { ContactFilter } from '../held/contact-filter.ts'
import { CAMPAIGNS, campaignQuery } from '../held/queries.ts'
import { ProblemNotice } from '../ui/notice.tsx'
import { NotFound } from './frame.tsx'

export const ContactsPage = () => {
  const { id } = useParams({ from: '/campaigns/$id/contacts' })
  const { contact, ...search } = useSearch({ from: '/campaigns/$id/contacts' })
  useTopic(id)
  const { api } = useConnection()
  const client = useQueryClient()
  const { data: held, error } = useQuery({
    ...campaignQuery(api, id),
    placeholderData: () => find(client.getQueryData<CampaignList>(CAMPAIGNS), id),
  })
  if (error instanceof Refusal && error.problem.code === 'not_found') return <NotFound />
  const filter = ContactFilter.parse(search)
  return (
    <div className="flex flex-col gap-4">
      <title>{`Contacts · ${held?.campaign.name ?? '…'} · Ringmaster`}</title>
      {held ? <CampaignHeader held={held} /> : <Unnamed part="Contacts" />}
      {error ? <ProblemNotice error={error} doing="The campaign could not be read; its calls are not affected." /> : null}
      <ContactFilters />
      <div className={contact ? 'grid items-start gap-4 desk:grid-cols-[minmax(0,1.7fr)_minmax(0,1fr)]' : ''}>
        {contact ? (
          <div className="min-w-0 desk:col-start-2 desk:row-start-1">
            <ContactPanel key={contact} campaignId={id} contactId={contact} />
          </div>
        ) : null}
        <div className="min-w-0 desk:col-start-1 desk:row-start-1">
          <Contacts id={id} filter={filter} openId={contact} />
        </div>
      </div>
    </div>
  )
}
