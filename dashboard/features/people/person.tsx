// Everything about one number: whether it may be called, where it is, its calls, and what is kept of it.
import { useQueries } from '@tanstack/react-query'
import type { CheckedNumber } from '#contract/suppression.ts'
import { useConnection } from '../../connection/world.tsx'
import { contactQuery } from '../../held/contact-queries.ts'
import type { Place } from '../../held/person-queries.ts'
import { Allowed } from '../../ui/allowed.tsx'
import { PanelLoading } from '../../ui/panel-loading.tsx'
import { PersonCalls } from './person-calls.tsx'
import { PersonCampaigns } from './person-campaigns.tsx'
import { PersonData } from './person-data.tsx'
import { PersonStanding } from './person-standing.tsx'

const COLUMNS = 'grid items-start gap-4 desk:grid-cols-[minmax(0,1.9fr)_minmax(0,1fr)]'
/** In a hand what is kept of it comes last: who asks is waiting. */
const BESIDE = 'grid min-w-0 items-start gap-4 max-phone:contents max-desk:grid-cols-2 desk:col-start-2 desk:row-start-1'
const LISTS = 'grid min-w-0 gap-4 desk:col-start-1 desk:row-start-1'

export const PersonLoading = () => (
  <div role="status" className={COLUMNS}>
    <span className="sr-only">Looking for the number…</span>
    <div className={BESIDE}>
      <PanelLoading />
    </div>
    <div className={LISTS}>
      <PanelLoading />
      <PanelLoading />
    </div>
  </div>
)

/** As the news since then has it; what was deleted has none. */
const usePlacesNow = (found: readonly Place[]): Place[] => {
  const { api } = useConnection()
  const contacts = useQueries({
    queries: found.map(({ campaign, contact }) => ({
      ...contactQuery(api, { campaignId: campaign.id, contactId: contact.id }),
      initialData: contact,
      enabled: campaign.deletedAt === undefined,
    })),
  })
  return found.map((place, i) => ({ ...place, contact: contacts[i]?.data ?? place.contact }))
}

type Props = { number: CheckedNumber; found: readonly Place[]; isLookingOn: boolean }

export const Person = ({ number, found, isLookingOn }: Props) => {
  const places = usePlacesNow(found)
  return (
    <div className={COLUMNS}>
      <div className={BESIDE}>
        <PersonStanding number={number} places={places} />
        <div className="min-w-0 max-phone:order-last">
          <Allowed to="erasePerson">
            <PersonData phone={number.phone} campaigns={places.length} />
          </Allowed>
        </div>
      </div>
      <div className={LISTS}>
        <PersonCampaigns places={places} isLookingOn={isLookingOn} />
        <PersonCalls places={places} />
      </div>
    </div>
  )
}
