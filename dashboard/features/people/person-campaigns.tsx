// In which campaigns the number is: how it stands in each, when it is called next, and why not now.
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ContactDetails } from '#contract/one-contact.ts'
import { useTopic } from '../../connection/use-live.ts'
import { useConnection } from '../../connection/world.tsx'
import { moment, plural, sentence } from '../../format.ts'
import { contactWhyQuery } from '../../held/contact-queries.ts'
import type { Place } from '../../held/person-queries.ts'
import { OUTCOMES } from '../../metrics.ts'
import { Panel } from '../../ui/panel.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { useTint } from '../../ui/use-tint.ts'
import { CONTACT_STATES } from '../contacts/contact-states.ts'

const COLUMNS = [
  { name: 'Campaign' },
  { name: 'State', className: 'w-40' },
  { name: 'Calls', className: 'w-16 text-end' },
  { name: 'Last outcome', className: 'w-36' },
  { name: 'Next call', className: 'w-1/3' },
]
const ROW =
  'relative border-b border-line last:border-b-0 hover:bg-sunk/60 max-phone:grid max-phone:grid-cols-[minmax(0,1fr)_auto] max-phone:gap-x-3 max-phone:gap-y-1 max-phone:px-4 max-phone:py-2.5'

/** Whoever is finished is not called again. */
const isWaiting = ({ contact: { state } }: Place): boolean => state === 'pending' || state === 'retrying' || state === 'calling'

const NextCall = ({ contact: { campaignId, id, state, attempts, dueAt } }: { contact: ContactDetails }) => {
  const { api } = useConnection()
  useTopic(campaignId)
  const { data, error } = useQuery({
    ...contactWhyQuery(api, { campaignId, contactId: id, moved: `${state} ${attempts} ${dueAt ?? ''}` }),
    refetchOnMount: 'always',
    placeholderData: keepPreviousData,
  })
  if (error) return 'Why it is not called could not be read.'
  if (!data) return <Skeleton className="h-3 w-40" />
  const next = data.until ?? (state === 'retrying' ? dueAt : undefined)
  return (
    <>
      {next ? <time dateTime={next}>{moment(Date.parse(next))} · </time> : null}
      {sentence(data.because)}
    </>
  )
}

const Next = ({ place }: { place: Place }) => {
  if (place.campaign.deletedAt !== undefined) return 'The campaign was deleted.'
  return isWaiting(place) ? <NextCall contact={place.contact} /> : <span className="max-phone:hidden">–</span>
}

const Row = ({ place }: { place: Place }) => {
  const { campaign, contact } = place
  const tint = useTint(contact.state)
  const { label, mark } = CONTACT_STATES[contact.state]
  const outcome = contact.outcome && OUTCOMES[contact.outcome]
  return (
    <tr className={`${ROW} ${tint}`}>
      <td className="max-w-0 truncate py-2 pr-3 pl-4 font-title max-phone:max-w-full max-phone:p-0">
        {campaign.deletedAt === undefined ? (
          <Link
            to="/campaigns/$id/contacts"
            params={{ id: campaign.id }}
            search={{ contact: contact.id }}
            className="after:absolute after:inset-0"
          >
            {campaign.name}
          </Link>
        ) : (
          campaign.name
        )}
      </td>
      <td className="px-3 py-2 whitespace-nowrap max-phone:p-0 max-phone:text-end">
        <span data-mark className={`mr-1.5 inline-block size-2 ${mark}`} />
        {label}
      </td>
      <td className="px-3 py-2 text-end font-number max-phone:p-0 max-phone:text-start max-phone:text-soft">
        {contact.attempts}
        <span className="phone:hidden"> {contact.attempts === 1 ? 'call' : 'calls'}</span>
      </td>
      <td className="px-3 py-2 whitespace-nowrap max-phone:p-0 max-phone:text-end">
        {outcome ? (
          <>
            <span data-mark className={`mr-1.5 inline-block size-2 rounded-[2px] ${outcome.mark}`} />
            {outcome.label}
          </>
        ) : (
          <span className="text-soft">–</span>
        )}
      </td>
      <td className="py-2 pr-4 pl-3 text-soft max-phone:col-span-2 max-phone:p-0">
        <Next place={place} />
      </td>
    </tr>
  )
}

export const PersonCampaigns = ({ places, isLookingOn }: { places: readonly Place[]; isLookingOn: boolean }) => (
  <Panel title="Campaigns" aside={isLookingOn ? 'looking in older ones…' : plural(places.length, 'campaign')}>
    {places.length === 0 ? (
      <p className="p-4 text-soft">{isLookingOn ? 'None of the newer ones has it.' : 'No campaign has this number.'}</p>
    ) : (
      <Table caption="Campaigns that have the number, newest first" look="rows" columns={COLUMNS}>
        {places.map((place) => (
          <Row key={place.campaign.id} place={place} />
        ))}
      </Table>
    )}
  </Panel>
)
