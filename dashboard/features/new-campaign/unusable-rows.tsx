// Why rows are left out: each reason with how many it keeps out, and the first rows themselves.
import type { ListPreview } from '#contract/list-preview.ts'
import { count } from '../../format.ts'
import { Table } from '../../ui/table.tsx'

/** More reasons than these stand in the rows. */
const SHOWN = 6

const COLUMNS = [{ name: 'Line' }, { name: 'Column' }, { name: 'In the cell' }, { name: 'Reason' }]

const Rejects = ({ rejects, isAll }: { rejects: ListPreview['rejects']; isAll: boolean }) => (
  <details>
    <summary className="w-fit cursor-pointer text-12 text-soft">
      {isAll ? 'Show these rows' : `Show the first ${rejects.length} of these rows`}
    </summary>
    <div className="mt-1.5 max-h-60 overflow-auto rounded-8 border border-line">
      <Table caption="Rows that cannot be used" look="dense" columns={COLUMNS}>
        {rejects.map(({ line, column, cell, reason }) => (
          <tr key={line} className="border-b border-line align-top last:border-b-0">
            <td className="px-3 py-1 font-number">{line}</td>
            <td className="px-3 py-1">{column}</td>
            <td className="px-3 py-1 font-mono break-all">{cell}</td>
            <td className="px-3 py-1">{reason}</td>
          </tr>
        ))}
      </Table>
    </div>
  </details>
)

export const UnusableRows = ({ reasons, rejects, counts }: Pick<ListPreview, 'reasons' | 'rejects' | 'counts'>) => {
  if (reasons.length === 0) return null
  return (
    <div className="flex flex-col gap-1.5">
      <h4 className="text-12 text-soft">Why rows are left out</h4>
      <ul className="flex flex-col gap-0.5">
        {reasons.slice(0, SHOWN).map(({ column, reason, rows }) => (
          <li key={`${column} ${reason}`} className="flex gap-2">
            <span className="min-w-8 text-end font-number">{count(rows)}</span>
            <span>
              {column === '' ? null : <span className="text-soft">{column}: </span>}
              {reason}
            </span>
          </li>
        ))}
      </ul>
      {rejects.length > 0 ? <Rejects rejects={rejects} isAll={rejects.length === counts.rejected} /> : null}
    </div>
  )
}
