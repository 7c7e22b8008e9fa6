// The calls to the number, the newest first, whichever campaign they are of.
import { Link } from '@tanstack/react-router'
import type { Call } from '#contract/call.ts'
import { duration, moment } from '../../format.ts'
import { isOver } from '../../held/calls.ts'
import type { Place } from '../../held/person-queries.ts'
import { OUTCOMES } from '../../metrics.ts'
import { Panel } from '../../ui/panel.tsx'
import { Table } from '../../ui/table.tsx'
import { CALL_STATES } from '../calls/call-state.ts'

/** As many as the API tells of one contact. */
const MOST_OF_ONE = 20

const COLUMNS = [
  { name: 'When', className: 'w-36' },
  { name: 'Campaign' },
  { name: 'Attempt', className: 'w-20 text-end max-phone:hidden' },
  { name: 'Outcome', className: 'w-40' },
  { name: 'Length', className: 'w-20 text-end' },
]
const ROW =
  'relative h-9 border-b border-line last:border-b-0 hover:bg-sunk/60 max-phone:grid max-phone:h-auto max-phone:grid-cols-[minmax(0,1fr)_auto] max-phone:gap-x-3 max-phone:px-4 max-phone:py-2'

type Made = { call: Call; campaign: Place['campaign'] }

const newestFirst = (a: Made, b: Made): number => (a.call.claimedAt < b.call.claimedAt ? 1 : -1)

const When = ({ call, campaign }: Made) => {
  const when = <time dateTime={call.claimedAt}>{moment(Date.parse(call.claimedAt))}</time>
  if (campaign.deletedAt !== undefined) return when
  return (
    <Link to="/campaigns/$id" params={{ id: campaign.id }} search={{ call: call.id }} className="after:absolute after:inset-0">
      {when}
    </Link>
  )
}

const Row = ({ call, campaign }: Made) => {
  const { label, mark } = call.outcome ? OUTCOMES[call.outcome] : CALL_STATES[call.state]
  return (
    <tr className={ROW}>
      <td className="pr-3 pl-4 whitespace-nowrap max-phone:p-0">
        <When call={call} campaign={campaign} />
      </td>
      <td className="max-w-0 truncate px-3 max-phone:order-3 max-phone:max-w-full max-phone:p-0 max-phone:text-soft">{campaign.name}</td>
      <td className="px-3 text-end font-number max-phone:hidden">{call.attempt}</td>
      <td className="px-3 whitespace-nowrap max-phone:p-0 max-phone:text-end">
        <span data-mark className={`mr-1.5 inline-block size-2 rounded-[2px] ${mark}`} />
        {label}
      </td>
      <td className="pr-4 pl-3 text-end font-number max-phone:order-4 max-phone:p-0">
        {call.answeredAt === undefined || call.seconds === undefined ? '–' : duration(call.seconds)}
      </td>
    </tr>
  )
}

export const PersonCalls = ({ places }: { places: readonly Place[] }) => {
  const made = places.flatMap(({ campaign, contact }) => contact.calls.map((call) => ({ call, campaign }))).toSorted(newestFirst)
  const live = made.filter(({ call }) => !isOver(call.state)).length
  const hasMore = places.some(({ contact: { calls } }) => calls.length >= MOST_OF_ONE)
  return (
    <Panel title="Calls" aside={made.length > 0 ? `newest first${live > 0 ? `, ${live} on now` : ''}` : undefined}>
      {made.length === 0 ? (
        <p className="p-4 text-soft">Nobody has called it yet.</p>
      ) : (
        <Table caption="Calls to the number, newest first" look="rows" columns={COLUMNS}>
          {made.map(({ call, campaign }) => (
            <Row key={call.id} call={call} campaign={campaign} />
          ))}
        </Table>
      )}
      {hasMore ? <p className="border-t border-line px-4 py-2 text-12 text-soft">Of each campaign the last {MOST_OF_ONE} calls.</p> : null}
    </Panel>
  )
}
