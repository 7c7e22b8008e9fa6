// One contact: how it stands and why it is not called now, its calls with who says what of them, and what can be done.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { CampaignId, ContactId } from '#contract/ids.ts'
import type { ContactDetails } from '#contract/one-contact.ts'
import { useConnection } from '../../connection/world.tsx'
import { moment, momentIn, plural, sentence } from '../../format.ts'
import { contactQuery, contactWhyQuery } from '../../held/contact-queries.ts'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ContactActions } from './contact-actions.tsx'
import { ContactCalls } from './contact-calls.tsx'
import { CONTACT_STATES } from './contact-states.ts'

const Why = ({ contact: { campaignId, id, state, dueAt, attempts, timeZone } }: { contact: ContactDetails }) => {
  const { api } = useConnection()
  const { data, error } = useQuery({
    ...contactWhyQuery(api, { campaignId, contactId: id, moved: `${state} ${attempts} ${dueAt ?? ''}` }),
    refetchOnMount: 'always',
    placeholderData: keepPreviousData,
  })
  if (error) return <ProblemNotice error={error} doing="Why it is not called could not be read." />
  if (!data) return <Skeleton className="h-4 w-3/4" />
  const next = data.until ?? (state === 'retrying' ? dueAt : undefined)
  const there = next && timeZone ? momentIn(Date.parse(next), timeZone) : undefined
  return (
    <div>
      <h3 className="text-12 text-soft">{data.callable ? 'Will be called' : 'Why not called now'}</h3>
      <p>{sentence(data.because)}</p>
      {next ? (
        <p className="text-soft">
          Next attempt not before <time dateTime={next}>{moment(Date.parse(next))}</time>, your time{there ? `; ${there} there` : ''}.
        </p>
      ) : null}
    </div>
  )
}

const Columns = ({ variables }: Pick<ContactDetails, 'variables'>) => {
  const all = Object.entries(variables)
  if (all.length === 0) return null
  return (
    <details className="border-t border-line px-4 py-3">
      <summary className="w-fit cursor-pointer text-12 text-soft">From the list: {plural(all.length, 'column')}</summary>
      <dl className="mt-1">
        {all.map(([name, value]) => (
          <div key={name} className="flex items-baseline justify-between gap-4 py-0.5">
            <dt className="text-soft">{name}</dt>
            <dd className="min-w-0 text-end break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const Close = () => (
  <Link
    from="/campaigns/$id/contacts"
    to="/campaigns/$id/contacts"
    search={({ contact: _, ...rest }) => rest}
    resetScroll={false}
    className="text-accent underline underline-offset-2"
  >
    Close
  </Link>
)

const Whole = ({ contact }: { contact: ContactDetails }) => {
  const { label, mark } = CONTACT_STATES[contact.state]
  return (
    <>
      <div className="flex flex-col gap-3 px-4 py-3">
        <p className="flex items-baseline gap-3">
          <span className="min-w-0 font-title break-words">{contact.name ?? 'No name'}</span>
          <span className="ml-auto whitespace-nowrap">
            <span data-mark className={`mr-1.5 inline-block size-2 ${mark}`} />
            {label}
          </span>
        </p>
        <Why contact={contact} />
        <p>
          <Link
            to="/contacts"
            state={{ sought: { phone: contact.phone, defaultCountry: 'US' } }}
            className="text-accent underline underline-offset-2"
          >
            The number in all campaigns
          </Link>
        </p>
      </div>
      <ContactCalls calls={contact.calls} />
      <Columns variables={contact.variables} />
      <ContactActions contact={contact} />
    </>
  )
}

/** In a hand the list that it was chosen from stands above it. */
const intoView = (panel: HTMLElement | null): void => panel?.scrollIntoView({ block: 'nearest' })

export const ContactPanel = (place: { campaignId: CampaignId; contactId: ContactId }) => {
  const { api } = useConnection()
  const { data, error } = useQuery({ ...contactQuery(api, place), refetchOnMount: 'always' })
  return (
    <div ref={intoView} className="scroll-mt-16">
      <Panel title={data ? data.phone : 'Contact'} aside={<Close />}>
        {error ? <ProblemNotice error={error} doing="The contact could not be read; its calls are not affected." /> : null}
        {data ? <Whole contact={data} /> : error ? null : <Skeleton className="m-4 h-24 w-[calc(100%-2rem)]" />}
      </Panel>
    </div>
  )
}
