// A table: its name for whoever cannot see it, its columns, and its rows.
import type { ReactNode } from 'react'
import { Defined } from './defined.tsx'
import { onRowKeys } from './row-keys.ts'
import { useIsPhone } from './use-is-phone.ts'

type Column = {
  name: string
  /** Beside the padding of its look: width, alignment, where it is hidden. */
  className?: string
  /** What the column's numbers mean. */
  definition?: string
  /** A telephone's screen has no room for it. */
  isWide?: boolean
}

/**
 * `rows`: of a panel; on a telephone's screen its rows are blocks of their own. `scrolled`: the same, in a box that scrolls.
 * `figures`: few and narrow columns, which fit there, too. `dense`: many rows in little room, scrolled.
 */
const LOOKS = {
  scrolled: {
    ...{ table: 'w-full table-fixed max-phone:block', row: 'h-8', cell: 'px-3 first:pl-4 last:pr-4' },
    head: 'sticky top-0 z-10 bg-card text-12 text-soft max-phone:sr-only',
  },
  rows: { table: 'w-full max-phone:block', head: 'text-12 text-soft max-phone:sr-only', row: 'h-8', cell: 'px-3 first:pl-4 last:pr-4' },
  figures: { table: 'w-full', head: 'text-12 text-soft', row: 'h-8', cell: 'px-3 first:pl-4 last:pr-4' },
  dense: { table: 'w-full text-12', head: 'text-soft', row: '', cell: 'px-3 py-1' },
} as const

/** Where nobody sees the header, its words stand above the rows, to be pressed. */
const Words = ({ columns }: { columns: readonly Column[] }) => {
  const defined = columns.flatMap(({ name, definition, isWide }) => (definition === undefined || isWide ? [] : [{ name, definition }]))
  if (defined.length === 0) return null
  return (
    <ul aria-label="What the columns mean" className="flex flex-wrap gap-x-4 border-b border-line px-4 py-1 text-12 text-soft">
      {defined.map(({ name, definition }) => (
        <li key={name} className="py-1">
          <Defined definition={definition}>{name}</Defined>
        </li>
      ))}
    </ul>
  )
}

type Props = { caption: string; columns: readonly Column[]; look: keyof typeof LOOKS; isHeadHidden?: boolean; children: ReactNode } & {
  /** Where only those in sight are on the page: how many there are. */
  rowCount?: number
}

export const Table = ({ caption, columns, look, isHeadHidden = false, children, rowCount }: Props) => {
  const { table, head, row, cell } = LOOKS[look]
  const isPhone = useIsPhone()
  // What is read out only cannot be pressed.
  const isUnseen = isHeadHidden || (isPhone && (look === 'rows' || look === 'scrolled'))
  return (
    <>
      {isUnseen && !isHeadHidden ? <Words columns={columns} /> : null}
      <table className={table} aria-rowcount={rowCount === undefined ? undefined : rowCount + 1}>
        <caption className="sr-only">{caption}</caption>
        <thead className={isHeadHidden ? 'sr-only' : head}>
          <tr aria-rowindex={rowCount === undefined ? undefined : 1} className={`border-b border-line ${row}`}>
            {columns.map(({ name, className = '', definition, isWide }) => (
              <th key={name} scope="col" className={`${cell} ${isWide ? 'max-phone:hidden' : ''} ${className}`}>
                {definition === undefined || isUnseen ? name : <Defined definition={definition}>{name}</Defined>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onRowKeys} className={look === 'rows' || look === 'scrolled' ? 'max-phone:block' : undefined}>
          {children}
        </tbody>
      </table>
    </>
  )
}
