// The calls that are on, and for how long.
import { count, duration, plural } from '../../format.ts'
import { type HeldCall, live } from '../../held/calls.ts'
import { Panel } from '../../ui/panel.tsx'
import { Table } from '../../ui/table.tsx'
import { useNow } from '../../ui/use-now.ts'
import { useTint } from '../../ui/use-tint.ts'
import { CallLink, useIsOpen } from './call-link.tsx'
import { CALL_STATES } from './call-state.ts'
import { LastWords } from './last-words.tsx'

/** As many as a page shows without effort; the rest are counted. */
const SHOWN = 100

const COLUMNS = [
  { name: 'Phone', className: 'w-px' },
  { name: 'Name' },
  { name: 'State', className: 'w-36' },
  { name: 'Running', className: 'w-20 text-end' },
  { name: 'Last words', className: 'w-2/5 max-phone:hidden' },
]

const Row = ({ held: { call, since }, now }: { held: HeldCall; now: number }) => {
  const tint = useTint(call.state)
  const { label, mark } = CALL_STATES[call.state]
  return (
    <tr
      className={`relative h-9 border-b border-line last:border-b-0 hover:bg-sunk/60 max-phone:grid max-phone:h-auto max-phone:grid-cols-[minmax(0,1fr)_auto] max-phone:gap-x-3 max-phone:px-4 max-phone:py-2 ${useIsOpen(call) ? 'bg-sunk' : ''} ${tint}`}
    >
      <td className="pr-3 pl-4 font-number whitespace-nowrap max-phone:p-0">
        <CallLink call={call} />
      </td>
      <td className="max-w-0 truncate px-3 max-phone:order-3 max-phone:max-w-full max-phone:p-0 max-phone:text-soft">{call.name ?? '–'}</td>
      <td className="px-3 whitespace-nowrap max-phone:p-0 max-phone:text-end">
        <span data-mark className={`mr-1.5 inline-block size-2 ${mark}`} />
        {label}
        {call.heldDirectly ? (
          <span
            className="text-soft"
            title="The bridge had no room: the audio does not pass through Ringmaster, so the call cannot be heard."
          >
            {' '}
            · held by the agent
          </span>
        ) : null}
      </td>
      <td className="px-3 text-end font-number max-phone:order-4 max-phone:p-0">{duration((now - since) / 1_000)}</td>
      <td className="max-w-0 truncate pr-4 pl-3 max-phone:hidden">
        <LastWords call={call} />
      </td>
    </tr>
  )
}

type Props = {
  calls: readonly HeldCall[]
  /** Contacts on the telephone, as everything else on the page counts them; absent: not known yet. */
  live: number | undefined
  lines: number
  isDialling: boolean
}

export const LiveCalls = ({ calls, live: counted, lines, isDialling }: Props) => {
  const now = useNow()
  const on = live(calls)
  const all = counted ?? on.length
  const shown = Math.min(SHOWN, on.length)
  return (
    <Panel title="Live calls" aside={`${count(all)} of ${plural(lines, 'line')}`}>
      {on.length === 0 ? (
        <p className="p-4 text-soft">{isDialling ? 'No call is on right now.' : 'No call is on.'}</p>
      ) : (
        <Table caption="Live calls" look="rows" columns={COLUMNS}>
          {on.slice(0, shown).map((held) => (
            <Row key={held.call.id} held={held} now={now} />
          ))}
        </Table>
      )}
      {shown > 0 && all > shown ? <p className="border-t border-line px-4 py-2 text-soft">and {count(all - shown)} more</p> : null}
    </Panel>
  )
}
