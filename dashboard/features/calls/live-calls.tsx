// The calls that are on, and for how long: however many, only those in sight are on the page.
import { count, plural } from '../../format.ts'
import { type HeldCall, live } from '../../held/calls.ts'
import { Panel } from '../../ui/panel.tsx'
import { RowGap } from '../../ui/row-gap.tsx'
import { Table } from '../../ui/table.tsx'
import { useIsPhone } from '../../ui/use-is-phone.ts'
import { useVisibleRows } from '../../ui/use-visible-rows.ts'
import { LiveRow, ROW_PX } from './live-row.tsx'

/** The last row in sight is cut through its words, of which a telephone's has two lines: so there are more. */
const SIZES = {
  desk: { rowPx: ROW_PX.desk, headPx: 32, rowsInSight: 12.5 },
  phone: { rowPx: ROW_PX.phone, headPx: 0, rowsInSight: 9.7 },
} as const

const COLUMNS = [
  { name: 'Phone', className: 'w-42' },
  { name: 'Name' },
  { name: 'State', className: 'w-54' },
  { name: 'Running', className: 'w-20 text-end' },
  { name: 'Last words', className: 'w-[34%] max-phone:hidden' },
]

type RowsProps = { on: readonly HeldCall[]; size: (typeof SIZES)[keyof typeof SIZES] }

const Rows = ({ on, size: { rowPx, headPx, rowsInSight } }: RowsProps) => {
  const { scroller, rows, beforePx, behindPx } = useVisibleRows({ count: on.length, rowPx })
  return (
    <div ref={scroller} className="overflow-x-hidden overflow-y-auto" style={{ maxHeight: headPx + rowsInSight * rowPx }}>
      <Table caption="Live calls" look="scrolled" columns={COLUMNS} rowCount={on.length}>
        <RowGap px={beforePx} columns={COLUMNS.length} />
        {rows.map((index) => {
          const held = on[index]
          return held ? <LiveRow key={held.call.id} held={held} index={index} /> : null
        })}
        <RowGap px={behindPx} columns={COLUMNS.length} />
      </Table>
    </div>
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
  const place = useIsPhone() ? 'phone' : 'desk'
  const on = live(calls)
  const all = counted ?? on.length
  return (
    <Panel title="Live calls" aside={`${count(all)} of ${plural(lines, 'line')}`}>
      {on.length === 0 ? (
        <p className="p-4 text-soft">{isDialling ? 'No call is on right now.' : 'No call is on.'}</p>
      ) : (
        // Rows of another height are counted anew.
        <Rows key={place} on={on} size={SIZES[place]} />
      )}
      {on.length > 0 && all > on.length ? (
        <p className="border-t border-line px-4 py-2 text-soft">and {count(all - on.length)} more</p>
      ) : null}
    </Panel>
  )
}
