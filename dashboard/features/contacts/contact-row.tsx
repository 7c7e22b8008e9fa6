// One contact in a line, read again by itself when a call of it begins or ends.
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import type { Contact } from '#contract/contact.ts'
import { useConnection } from '../../connection/world.tsx'
import { moment } from '../../format.ts'
import { listedContactQuery } from '../../held/contact-queries.ts'
import { OUTCOMES } from '../../metrics.ts'
import { useTint } from '../../ui/use-tint.ts'
import { CONTACT_STATES } from './contact-states.ts'

/** On a telephone's screen a row is two lines in the same height. */
export const ROW_PX = 48

const ROW =
  'relative h-12 border-b border-line hover:bg-sunk/60 max-phone:grid max-phone:grid-cols-[minmax(0,1fr)_auto] max-phone:content-center max-phone:gap-x-3 max-phone:px-4'

type Props = {
  listed: Contact
  index: number
  isOpen: boolean
  /** A contact is open beside the list, which leaves less room. */
  isBeside: boolean
}

export const ContactRow = memo(({ listed, index, isOpen, isBeside }: Props) => {
  const { api } = useConnection()
  const { data: contact } = useQuery(listedContactQuery(api, listed))
  const tint = useTint(contact.state)
  const { label, mark } = CONTACT_STATES[contact.state]
  const outcome = contact.outcome && OUTCOMES[contact.outcome]
  return (
    <tr aria-rowindex={index + 2} className={`${ROW} ${isOpen ? 'bg-sunk' : ''} ${tint}`}>
      <td className="pr-3 pl-4 font-number whitespace-nowrap max-phone:p-0">
        <Link
          from="/campaigns/$id/contacts"
          to="/campaigns/$id/contacts"
          search={(before) => ({ ...before, contact: contact.id })}
          resetScroll={false}
          aria-current={isOpen || undefined}
          className="after:absolute after:inset-0"
        >
          {contact.phone}
        </Link>
      </td>
      <td className="max-w-0 truncate px-3 max-phone:order-3 max-phone:max-w-full max-phone:p-0 max-phone:text-soft">
        {contact.name ?? '–'}
      </td>
      <td className="truncate px-3 whitespace-nowrap max-phone:p-0 max-phone:text-end">
        <span data-mark className={`mr-1.5 inline-block size-2 ${mark}`} />
        {label}
      </td>
      <td className="truncate px-3 whitespace-nowrap max-phone:order-4 max-phone:p-0 max-phone:text-end max-phone:text-soft">
        {outcome ? (
          <>
            <span data-mark className={`mr-1.5 inline-block size-2 rounded-[2px] ${outcome.mark}`} />
            {outcome.label}
          </>
        ) : (
          <span className="text-soft">–</span>
        )}
      </td>
      <td className="px-3 text-end font-number max-phone:hidden">{contact.attempts}</td>
      {isBeside ? null : (
        <td className="truncate pr-4 pl-3 text-soft max-desk:hidden" title={contact.heldBecause}>
          {contact.dueAt ? moment(Date.parse(contact.dueAt)) : '–'}
          {contact.heldBecause ? ` · ${contact.heldBecause}` : ''}
        </td>
      )}
    </tr>
  )
})
