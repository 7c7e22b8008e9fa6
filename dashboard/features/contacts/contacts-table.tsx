// The contacts that were looked for, however many: rows in sight are on the page, further ones are read as they come into sight.
import { useEffect } from 'react'
import type { Contact } from '#contract/contact.ts'
import type { ContactId } from '#contract/ids.ts'
import { RowGap } from '../../ui/row-gap.tsx'
import { onRowKeys } from '../../ui/row-keys.ts'
import { useVisibleRows } from '../../ui/use-visible-rows.ts'
import { ContactRow, ROW_PX } from './contact-row.tsx'

/** So many rows before the end the next page is asked for. */
const AHEAD = 30

const COLUMNS = [
  { name: 'Number', className: 'w-44 pl-4 pr-3' },
  { name: 'Name', className: 'px-3' },
  { name: 'State', className: 'w-44 px-3' },
  { name: 'Last outcome', className: 'w-36 px-3' },
  { name: 'Calls', className: 'w-16 px-3 text-end max-phone:hidden' },
]
/** Beside an open contact there is no room for it, and the contact tells it. */
const NEXT_CALL = { name: 'Next call', className: 'w-64 pl-3 pr-4 max-desk:hidden' }

type Props = {
  contacts: readonly Contact[]
  openId: ContactId | undefined
  /** Absent: everybody who was looked for is here. */
  onEndInSight?: (() => void) | undefined
}

export const ContactsTable = ({ contacts, openId, onEndInSight }: Props) => {
  const { scroller, rows, beforePx, behindPx } = useVisibleRows({ count: contacts.length, rowPx: ROW_PX })
  const columns = openId === undefined ? [...COLUMNS, NEXT_CALL] : COLUMNS
  const isEndInSight = (rows.at(-1) ?? 0) + AHEAD >= contacts.length
  useEffect(() => {
    if (isEndInSight) onEndInSight?.()
  }, [isEndInSight, onEndInSight])
  return (
    <section
      ref={scroller}
      aria-label="Contacts"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: whoever has no pointer scrolls it with the keyboard.
      tabIndex={0}
      className="max-h-[calc(100dvh-17rem)] min-h-60 overflow-y-auto overflow-x-hidden outline-offset-[-2px]"
    >
      <table aria-rowcount={onEndInSight ? -1 : contacts.length + 1} className="w-full table-fixed max-phone:block">
        <caption className="sr-only">Contacts</caption>
        <thead className="sticky top-0 z-10 bg-card text-12 text-soft max-phone:sr-only">
          <tr aria-rowindex={1} className="h-8 shadow-[inset_0_-1px_var(--color-line)]">
            {columns.map(({ name, className }) => (
              <th key={name} scope="col" className={className}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onRowKeys} className="max-phone:block">
          <RowGap px={beforePx} columns={columns.length} />
          {rows.map((index) => {
            const contact = contacts[index]
            return contact ? (
              <ContactRow key={contact.id} listed={contact} index={index} isOpen={contact.id === openId} isBeside={openId !== undefined} />
            ) : null
          })}
          <RowGap px={behindPx} columns={columns.length} />
        </tbody>
      </table>
    </section>
  )
}
