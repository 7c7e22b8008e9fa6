// What was found in a Google Sheet: what becomes of its rows, what its columns are, and where results will be written.
import type { ListField } from '#contract/list.ts'
import type { SheetPreview } from '#contract/sheet.ts'
import { plural } from '../../format.ts'
import { ProblemNotice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { Table } from '../../ui/table.tsx'
import { ColumnMapping } from './column-mapping.tsx'
import { Shares } from './row-counts.tsx'
import { asColumns } from './sheet-rows.ts'
import type { Looked } from './use-look.ts'

const BECOMES: Record<SheetPreview['rows'][number]['becomes'], string> = {
  contact: '',
  duplicate: 'twice',
  rejected: 'cannot be used',
  left: 'left as it is',
}

const sharesOf = ({ rowsToTake, duplicates, rejected, left }: SheetPreview) => [
  { label: 'will be called', mark: 'bg-human', rows: rowsToTake },
  { label: 'twice in the sheet', mark: 'hatch-dense', rows: duplicates },
  { label: 'left as they are', mark: 'hatch', rows: left },
  { label: 'cannot be used', mark: 'bg-failed', rows: rejected },
]

const FirstRows = ({ columns, rows }: SheetPreview) => (
  <div className="max-h-60 overflow-auto rounded-8 border border-line">
    <Table
      caption="The first rows of the sheet"
      look="dense"
      columns={[{ name: 'Row' }, ...columns.map(({ name }) => ({ name })), { name: 'Note' }]}
    >
      {rows.map(({ line, cells, becomes, because }) => (
        <tr key={line} className={`border-b border-line align-top last:border-b-0 ${becomes === 'contact' ? '' : 'text-soft'}`}>
          <td className="px-3 py-1 font-number">{line}</td>
          {columns.map(({ name }, i) => (
            <td key={name} className="max-w-60 truncate px-3 py-1">
              {cells[i]}
            </td>
          ))}
          <td className="min-w-40 px-3 py-1">{[BECOMES[becomes], because ?? ''].filter((text) => text !== '').join(': ')}</td>
        </tr>
      ))}
    </Table>
  </div>
)

const Writes = ({ writes }: Pick<SheetPreview, 'writes'>) => {
  const added = writes.filter(({ isThere }) => !isThere).map(({ name }) => name)
  return (
    <p className="text-soft">
      Results are written to {writes.map(({ name }) => name).join(', ')}.
      {added.length > 0 ? ` Columns that the sheet lacks are added at its right: ${added.join(', ')}.` : ''}
    </p>
  )
}

type Props = { looked: Looked<SheetPreview>; onField: (header: string, field: ListField) => void }

export const SheetPreviewPanel = ({ looked: { found, error, isLooking }, onField }: Props) => {
  if (error) return <ProblemNotice error={error} doing="The sheet could not be looked at." />
  if (!found) return isLooking ? <Skeleton className="h-24 w-full" /> : null
  const { title, tab, account, rowsToTake, duplicates, rejected, left } = found
  return (
    <section
      aria-label="What was found in the sheet"
      aria-busy={isLooking}
      className={`flex flex-col gap-3 ${isLooking ? 'opacity-60' : ''}`}
    >
      <p>
        <span className="font-title">{title}</span>{' '}
        <span className="text-soft">
          · {tab} · {plural(rowsToTake + duplicates + rejected + left, 'row')} · read as {account}
        </span>
      </p>
      <Shares shares={sharesOf(found)} />
      <ColumnMapping columns={asColumns(found)} onField={onField} />
      {found.rows.length > 0 ? <FirstRows {...found} /> : null}
      <Writes {...found} />
    </section>
  )
}
