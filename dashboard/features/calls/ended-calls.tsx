// The newest calls that are over, and what they meant.
import { memo } from 'react'
import { duration, timeOfDay } from '../../format.ts'
import { ended, type HeldCall } from '../../held/calls.ts'
import { OUTCOMES } from '../../metrics.ts'
import { Panel } from '../../ui/panel.tsx'
import { Table } from '../../ui/table.tsx'
import { CallLink, useIsOpen } from './call-link.tsx'
import { CALL_STATES } from './call-state.ts'

const SHOWN = 15

const COLUMNS = [
  { name: 'Ended', className: 'w-24' },
  { name: 'Phone', className: 'w-px' },
  { name: 'Name' },
  { name: 'Outcome', className: 'w-32' },
  { name: 'Length', className: 'w-20 text-end max-phone:hidden' },
  { name: 'Attempt', className: 'w-20 text-end max-phone:hidden' },
]

const Row = memo(({ held: { call } }: { held: HeldCall }) => {
  const { label, mark } = call.outcome ? OUTCOMES[call.outcome] : CALL_STATES[call.state]
  return (
    <tr
      className={`relative h-9 border-b border-line last:border-b-0 hover:bg-sunk/60 max-phone:grid max-phone:h-auto max-phone:grid-cols-[minmax(0,1fr)_auto] max-phone:gap-x-3 max-phone:px-4 max-phone:py-2 ${useIsOpen(call) ? 'bg-sunk' : ''}`}
    >
      <td className="pr-3 pl-4 text-soft whitespace-nowrap max-phone:order-4 max-phone:p-0 max-phone:text-end">
        {timeOfDay(Date.parse(call.endedAt ?? call.claimedAt))}
      </td>
      <td className="px-3 font-number whitespace-nowrap max-phone:p-0">
        <CallLink call={call} />
      </td>
      <td className="max-w-0 truncate px-3 max-phone:order-3 max-phone:max-w-full max-phone:p-0 max-phone:text-soft">{call.name ?? '–'}</td>
      <td className="px-3 whitespace-nowrap max-phone:p-0 max-phone:text-end">
        <span data-mark className={`mr-1.5 inline-block size-2 rounded-[2px] ${mark}`} />
        {label}
      </td>
      <td className="px-3 text-end font-number max-phone:hidden">
        {call.answeredAt === undefined || call.seconds === undefined ? '–' : duration(call.seconds)}
      </td>
      <td className="pr-4 pl-3 text-end max-phone:hidden">{call.attempt}</td>
    </tr>
  )
})

export const EndedCalls = memo(({ calls }: { calls: readonly HeldCall[] }) => {
  const over = ended(calls).slice(0, SHOWN)
  return (
    <Panel title="Ended calls" aside={over.length > 0 ? 'newest first' : undefined}>
      {over.length === 0 ? (
        <p className="p-4 text-soft">Calls that are over will stand here with their outcome.</p>
      ) : (
        <Table caption="Ended calls, newest first" look="rows" columns={COLUMNS}>
          {over.map((held) => (
            <Row key={held.call.id} held={held} />
          ))}
        </Table>
      )}
    </Panel>
  )
})
