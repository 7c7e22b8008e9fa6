// By what the contacts are looked for. It stands in the address, so that it can be come back to and passed on.
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { ContactState } from '#contract/contact-parts.ts'
import type { ContactId } from '#contract/ids.ts'
import { Outcome } from '#contract/outcome.ts'
import { useConnection } from '../../connection/world.tsx'
import type { ContactFilter } from '../../held/contact-filter.ts'
import { FUNNEL, OUTCOMES } from '../../metrics.ts'
import { Chosen } from '../../ui/chosen.tsx'
import { SearchField } from '../../ui/search-field.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { CONTACT_STATES } from './contact-states.ts'

/** Not at each letter. */
const TYPING_MS = 300

export const ContactFilters = () => {
  const { timing } = useConnection()
  const filter = useSearch({ from: '/campaigns/$id/contacts' })
  const navigate = useNavigate({ from: '/campaigns/$id/contacts' })
  const [text, setText] = useState(filter.search ?? '')
  /** Open when the search was typed, and no longer looked at then. One that is opened meanwhile was asked for later, and stays. */
  const left = useRef(filter.contact)
  const type = (words: string): void => {
    left.current = filter.contact
    setText(words)
  }
  const change = (by: ContactFilter): void =>
    void navigate({ search: (before) => ({ ...before, ...by, contact: undefined }), replace: true, resetScroll: false })
  useEffect(() => {
    const search = text.trim() === '' ? undefined : text.trim()
    if (search === filter.search) return
    const stays = (contact: ContactId | undefined) => (contact === left.current ? undefined : contact)
    return timing.after(
      TYPING_MS,
      () =>
        void navigate({
          search: ({ contact, ...before }) => ({ ...before, search, contact: stays(contact) }),
          replace: true,
          resetScroll: false,
        }),
    )
  }, [timing, navigate, text, filter.search])
  return (
    <search className="flex flex-wrap items-center gap-2">
      <SearchField label="Search by number or name" value={text} onChange={type} />
      <SelectField
        label="State"
        value={filter.state}
        options={ContactState.options.map((value) => ({ value, label: CONTACT_STATES[value].label }))}
        onChange={(state) => change({ state: ContactState.safeParse(state).data })}
      />
      <SelectField
        label="Last outcome"
        value={filter.outcome}
        options={Outcome.options.map((value) => ({ value, label: OUTCOMES[value].label }))}
        onChange={(outcome) => change({ outcome: Outcome.safeParse(outcome).data })}
      />
      {filter.step ? <Chosen says={FUNNEL[filter.step].label} onRemove={() => change({ step: undefined })} /> : null}
    </search>
  )
}
