// Who on a list or a sheet will be called and who will not, in one shape for both.
import type { FoundColumn, ListPreview } from '#contract/list-preview.ts'
import type { SheetPreview } from '#contract/sheet.ts'

export type FoundPeople = {
  called: number
  /** The list is longer than what was counted of it. */
  isAtLeast: boolean
  /** Those whom the campaign will never reach, by why. */
  left: readonly { because: string; rows: number }[]
  /** What the words can name. */
  variables: readonly string[]
}

const NAMES: ReadonlySet<string> = new Set(['name', 'firstName', 'lastName'])

/** A name has a name of its own, whatever its column is called. */
const variableNames = (columns: readonly Pick<FoundColumn, 'header' | 'field'>[]): string[] => {
  const own = columns.filter(({ field }) => field === 'variable').map(({ header }) => header)
  return columns.some(({ field }) => NAMES.has(field)) ? ['name', ...own] : own
}

const some = (left: FoundPeople['left']): FoundPeople['left'] => left.filter(({ rows }) => rows > 0)

export const peopleOfList = ({ counts, columns, isWhole }: ListPreview): FoundPeople => ({
  called: counts.willBeCalled,
  isAtLeast: !isWhole,
  left: some([
    { because: 'cannot be used', rows: counts.rejected },
    { because: 'never called by the rules', rows: counts.neverCalled },
    { because: 'on the do-not-call list', rows: counts.suppressed },
    { because: 'in the campaign already', rows: counts.known },
    { because: 'twice in the list', rows: counts.duplicates },
  ]),
  variables: variableNames(columns),
})

export const peopleOfSheet = ({ rowsToTake, rejected, duplicates, left, columns }: SheetPreview): FoundPeople => ({
  called: rowsToTake,
  isAtLeast: false,
  left: some([
    { because: 'cannot be used', rows: rejected },
    { because: 'twice in the sheet', rows: duplicates },
    { because: 'with a status of their own', rows: left },
  ]),
  variables: variableNames(columns.map(({ name, field }) => ({ header: name, field }))),
})
