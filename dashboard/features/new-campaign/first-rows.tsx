// The first rows of the list as they will be.
import type { PreviewRow, RowFate } from '#contract/list-preview.ts'
import { Table } from '../../ui/table.tsx'

const FATES: Record<RowFate, string> = {
  new: '',
  duplicate: 'stands further up already',
  known: 'is in the campaign already',
  suppressed: 'suppressed',
  never: 'never called',
}

/** All that the row says beside number and name. */
const saidBy = ({ name, variables }: PreviewRow): [string, string][] => Object.entries(variables).filter(([, value]) => value !== name)

const Row = ({ row }: { row: PreviewRow }) => (
  <tr className={`border-b border-line align-top last:border-b-0 ${row.fate === 'new' ? '' : 'text-soft'}`}>
    <td className="px-3 py-1 font-number text-soft">{row.line}</td>
    <td className="px-3 py-1 font-number whitespace-nowrap">{row.phone}</td>
    <td className="px-3 py-1">{row.name ?? <span className="text-soft">–</span>}</td>
    <td className="px-3 py-1 max-phone:hidden">
      {saidBy(row).map(([variable, value]) => (
        <span key={variable} className="mr-3 inline-block max-w-60 truncate align-bottom">
          <span className="text-soft">{variable}</span> {value}
        </span>
      ))}
    </td>
    <td className="px-3 py-1">{[FATES[row.fate], row.note ?? ''].filter((text) => text !== '').join(': ')}</td>
  </tr>
)

const COLUMNS = [
  { name: 'Line' },
  { name: 'Number' },
  { name: 'Name' },
  { name: 'Variables', className: 'max-phone:hidden' },
  { name: 'Note' },
]

export const FirstRows = ({ rows }: { rows: readonly PreviewRow[] }) => (
  <details open>
    <summary className="w-fit cursor-pointer text-12 text-soft">The first rows as they will be</summary>
    <div className="mt-1.5 max-h-52 overflow-auto rounded-8 border border-line">
      <Table caption="The first rows as they will be" look="dense" columns={COLUMNS}>
        {rows.map((row) => (
          <Row key={row.line} row={row} />
        ))}
      </Table>
    </div>
  </details>
)
