// The first rows of the list as they will be.
import type { PreviewRow, RowFate } from '#contract/list-preview.ts'

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

export const FirstRows = ({ rows }: { rows: readonly PreviewRow[] }) => (
  <details open>
    <summary className="w-fit cursor-pointer text-12 text-soft">The first rows as they will be</summary>
    <div className="mt-1.5 max-h-52 overflow-auto rounded-8 border border-line">
      <table className="w-full text-12">
        <caption className="sr-only">The first rows as they will be</caption>
        <thead className="text-soft">
          <tr className="border-b border-line">
            <th scope="col" className="px-3 py-1">
              Line
            </th>
            <th scope="col" className="px-3 py-1">
              Number
            </th>
            <th scope="col" className="px-3 py-1">
              Name
            </th>
            <th scope="col" className="px-3 py-1 max-phone:hidden">
              Variables
            </th>
            <th scope="col" className="px-3 py-1">
              Note
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.line} row={row} />
          ))}
        </tbody>
      </table>
    </div>
  </details>
)
