// The rows of a list that cannot be called, and where to get all of them to be repaired.
import type { ImportWithResults } from '#contract/import.ts'
import { plural } from '../../format.ts'
import { Table } from '../../ui/table.tsx'

const COLUMNS = [{ name: 'Line' }, { name: 'Column' }, { name: 'Reason' }]

export const ImportRejects = ({ found }: { found: ImportWithResults }) => (
  <details className="border-t border-line pt-2">
    <summary className="cursor-pointer">
      {plural(found.rejected, 'row')} cannot be called
      {found.rejected > found.rejects.length ? `; the first ${found.rejects.length}` : ''}
    </summary>
    {found.results?.rejectsUrl ? (
      <p className="mt-2">
        <a className="underline" href={found.results.rejectsUrl} download>
          Download these rows
        </a>
        , repair them, and import the file again.
      </p>
    ) : null}
    <div className="-mx-3 mt-2 max-h-60 overflow-auto">
      <Table caption="Rows that cannot be called" look="dense" columns={COLUMNS}>
        {found.rejects.map((reject) => (
          <tr key={`${reject.line} ${reject.column}`} className="align-top">
            <td className="px-3 py-0.5 font-number">{reject.line}</td>
            <td className="px-3 py-0.5">{reject.column}</td>
            <td className="px-3 py-0.5">{reject.reason}</td>
          </tr>
        ))}
      </Table>
    </div>
  </details>
)
