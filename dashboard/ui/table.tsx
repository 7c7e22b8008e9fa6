// A table: its name for whoever cannot see it, its columns, and its rows.
import type { ReactNode } from 'react'
import { onRowKeys } from './row-keys.ts'

type Column = {
  name: string
  /** Beside the padding of its look: width, alignment, where it is hidden. */
  className?: string
  /** What the column's numbers mean. */
  title?: string
}

/**
 * `rows`: of a panel; on a telephone's screen its rows are blocks of their own. `figures`: few and narrow columns, which fit there, too.
 * `dense`: many rows in little room, scrolled.
 */
const LOOKS = {
  rows: { table: 'w-full max-phone:block', head: 'text-12 text-soft max-phone:sr-only', row: 'h-8', cell: 'px-3 first:pl-4 last:pr-4' },
  figures: { table: 'w-full', head: 'text-12 text-soft', row: 'h-8', cell: 'px-3 first:pl-4 last:pr-4' },
  dense: { table: 'w-full text-12', head: 'text-soft', row: '', cell: 'px-3 py-1' },
} as const

type Props = { caption: string; columns: readonly Column[]; look: keyof typeof LOOKS; isHeadHidden?: boolean; children: ReactNode }

export const Table = ({ caption, columns, look, isHeadHidden = false, children }: Props) => {
  const { table, head, row, cell } = LOOKS[look]
  return (
    <table className={table}>
      <caption className="sr-only">{caption}</caption>
      <thead className={isHeadHidden ? 'sr-only' : head}>
        <tr className={`border-b border-line ${row}`}>
          {columns.map(({ name, className = '', title }) => (
            <th key={name} scope="col" title={title} className={`${cell} ${className}`}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody onKeyDown={onRowKeys} className={look === 'rows' ? 'max-phone:block' : undefined}>
        {children}
      </tbody>
    </table>
  )
}
