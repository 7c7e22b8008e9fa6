// What was found in the list, before anything of it is kept.
import type { ListField } from '#contract/list.ts'
import type { ListPreview } from '#contract/list-preview.ts'
import { plural } from '../../format.ts'
import { Notice, ProblemNotice } from '../../ui/notice.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ColumnMapping } from './column-mapping.tsx'
import { factsOf } from './file-facts.ts'
import { FirstRows } from './first-rows.tsx'
import { RowCounts } from './row-counts.tsx'
import { SheetChoice } from './sheet-choice.tsx'
import { UnusableRows } from './unusable-rows.tsx'
import type { Looked } from './use-look.ts'

type Props = { looked: Looked<ListPreview>; onSheet: (sheet: string) => void; onField: (header: string, field: ListField) => void }

export const ListPreviewPanel = ({ looked: { found: preview, error, isLooking }, onSheet, onField }: Props) => {
  if (error) return <ProblemNotice error={error} doing="The list could not be looked at; it can still be imported." />
  if (!preview) return isLooking ? <Skeleton className="h-24 w-full" /> : null
  const { problem, file, columns, counts, rows } = preview
  return (
    <section
      aria-label="What was found in the list"
      aria-busy={isLooking}
      className={`flex flex-col gap-3 ${isLooking ? 'opacity-60' : ''}`}
    >
      {problem ? <Notice kind="problem">{problem}</Notice> : null}
      {file ? (
        <p>
          <span className="font-title">{plural(counts.rows, 'row')}</span> <span className="text-soft">· {factsOf(file)}</span>
        </p>
      ) : null}
      {file?.sheet !== undefined && (file.sheets?.length ?? 0) > 1 ? (
        <SheetChoice sheet={file.sheet} sheets={file.sheets ?? []} onSheet={onSheet} />
      ) : null}
      {problem ? null : <RowCounts {...preview} />}
      <UnusableRows {...preview} />
      {columns.length > 0 ? <ColumnMapping columns={columns} onField={onField} /> : null}
      {rows.length > 0 ? <FirstRows rows={rows} /> : null}
    </section>
  )
}
