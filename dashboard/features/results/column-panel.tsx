// What the calls came to by one column of the list.
import type { Breakdown } from '#contract/breakdown.ts'
import { Panel } from '../../ui/panel.tsx'
import { SelectField } from '../../ui/select-field.tsx'
import { chosenColumn, columnRows } from './rows.ts'
import { TallyTable } from './tally-table.tsx'

const leftOut = ({ variedColumns, hasMoreColumns }: Breakdown): string | undefined => {
  const varied = variedColumns.length === 0 ? '' : `Too many different values to compare: ${variedColumns.join(', ')}. `
  const more = hasMoreColumns ? 'Further columns are not looked at.' : ''
  return varied + more || undefined
}

type Props = { of: Breakdown; column: string | undefined; onColumn: (column: string | undefined) => void }

export const ColumnPanel = ({ of, column, onColumn }: Props) => {
  const chosen = chosenColumn(of, column)
  const usual = chosenColumn(of, undefined)
  const says = leftOut(of)
  return (
    <Panel title="By column of the list">
      {chosen ? (
        <>
          <div className="border-b border-line px-4 py-2.5">
            <SelectField
              label="Column"
              usual={usual?.name ?? chosen.name}
              value={chosen === usual ? undefined : chosen.name}
              options={of.columns.filter((one) => one !== usual).map(({ name }) => ({ value: name, label: name }))}
              onChange={onColumn}
            />
          </div>
          <TallyTable caption={`Calls by ${chosen.name}`} group={chosen.name} rows={columnRows(chosen)} />
        </>
      ) : (
        <p className="p-4 text-soft">No column of the list has a value that several contacts share, such as a plan or a region.</p>
      )}
      {says ? <p className="border-t border-line px-4 py-2.5 text-12 break-words text-soft">{says}</p> : null}
    </Panel>
  )
}
