// Parts of a campaign's calls, one a row: how many, how many of them were answered, how many a success.
import type { CallTally } from '#contract/breakdown.ts'
import { RateBar } from '../../charts/rate-bar.tsx'
import { count } from '../../format.ts'
import { CALL_METRICS } from '../../metrics.ts'
import { Table } from '../../ui/table.tsx'

export type TallyRow = CallTally & {
  key: string
  name: string
  /** Where the parts are groups of contacts. */
  contacts?: number
  /** What is left beside the parts that have a name of their own. */
  isRest?: boolean
}

const ROW =
  'h-8 border-b border-line last:border-b-0 max-phone:grid max-phone:h-auto max-phone:grid-cols-2 max-phone:gap-x-4 max-phone:gap-y-1 max-phone:px-4 max-phone:py-2.5'

/** Its header is hidden on a telephone’s screen. */
const Said = ({ children }: { children: string }) => <span className="text-12 font-normal text-soft phone:hidden">{children} </span>

type Props = { caption: string; group: string; rows: readonly TallyRow[] }

export const TallyTable = ({ caption, group, rows }: Props) => {
  const isOfContacts = rows.some(({ contacts }) => contacts !== undefined)
  const columns = [
    { name: group },
    ...(isOfContacts
      ? [{ name: CALL_METRICS.contacts.label, className: 'text-end', definition: CALL_METRICS.contacts.definition, isWide: true }]
      : []),
    { name: 'Calls', className: 'text-end', definition: CALL_METRICS.calls.definition },
    { name: CALL_METRICS.answered.label, className: 'w-[29%]', definition: CALL_METRICS.answered.definition },
    { name: CALL_METRICS.successful.label, className: 'w-[29%]', definition: CALL_METRICS.successful.definition },
  ]
  return (
    <Table caption={caption} look="rows" columns={columns}>
      {rows.map(({ key, name, contacts, calls, answered, successful, isRest }) => (
        <tr key={key} className={ROW}>
          <th scope="row" className={`py-1 pr-3 pl-4 wrap-anywhere max-phone:p-0 phone:max-w-40 ${isRest ? 'text-soft' : ''}`}>
            {name}
          </th>
          {isOfContacts ? (
            <td className="px-3 text-end font-number max-phone:hidden">{contacts === undefined ? null : count(contacts)}</td>
          ) : null}
          <td className="px-3 text-end font-number max-phone:p-0">
            <Said>calls</Said>
            {count(calls)}
          </td>
          <td className="px-3 max-phone:p-0">
            <Said>{CALL_METRICS.answered.label}</Said>
            <RateBar part={answered} of={calls} />
          </td>
          <td className="pr-4 pl-3 max-phone:p-0">
            <Said>{CALL_METRICS.successful.label}</Said>
            <RateBar part={successful} of={calls} />
          </td>
        </tr>
      ))}
    </Table>
  )
}
