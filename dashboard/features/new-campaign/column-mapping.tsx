// Each column of the list, what stands in it, and what it is taken for, to be changed.
import { ListField } from '#contract/list.ts'
import type { FoundColumn } from '#contract/list-preview.ts'
import { INPUT } from '../../ui/field.tsx'
import { Table } from '../../ui/table.tsx'
import { FIELD_NAMES } from './field-names.ts'

const isField = (value: string): value is ListField => ListField.safeParse(value).success

type Props = { columns: readonly FoundColumn[]; onField: (header: string, field: ListField) => void }

const Row = ({ column: { header, field, samples }, onField }: { column: FoundColumn; onField: Props['onField'] }) => (
  <tr className="border-b border-line last:border-b-0 max-phone:block max-phone:py-1.5">
    <th scope="row" className="py-1.5 pr-3 pl-4 align-middle font-title break-words max-phone:block max-phone:py-0">
      {header}
    </th>
    <td className="max-w-0 px-3 py-1.5 align-middle text-soft max-phone:block max-phone:max-w-none max-phone:py-0 max-phone:pl-4">
      <span className="block truncate" title={samples.join(' · ')}>
        {samples.length > 0 ? samples.join(' · ') : 'nothing in it'}
      </span>
    </td>
    <td className="w-60 py-1.5 pr-4 pl-3 max-phone:block max-phone:w-auto max-phone:pl-4">
      <select
        aria-label={`What “${header}” is`}
        value={field}
        onChange={(event) => isField(event.currentTarget.value) && onField(header, event.currentTarget.value)}
        className={`${INPUT} ${field === 'ignore' ? 'text-soft' : ''}`}
      >
        {Object.entries(FIELD_NAMES).map(([value, name]) => (
          <option key={value} value={value}>
            {value === 'variable' ? `${name} {{${header}}}` : name}
          </option>
        ))}
      </select>
    </td>
  </tr>
)

const COLUMNS = [{ name: 'Column', className: 'w-[28%]' }, { name: 'First values' }, { name: 'Is' }]

export const ColumnMapping = ({ columns, onField }: Props) => (
  <div className="max-h-80 overflow-y-auto max-phone:max-h-96 rounded-8 border border-line">
    <Table caption="The columns of the list" look="rows" columns={COLUMNS}>
      {columns.map((column) => (
        <Row key={column.header} column={column} onField={onField} />
      ))}
    </Table>
  </div>
)
