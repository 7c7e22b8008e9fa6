// What people do to a sheet by hand while a campaign is at work: rows inserted, sorted, deleted, cells written, tabs renamed.
import * as z from 'zod/mini'
import { SomeText } from '#contract/parts.ts'
import { type Spreadsheet, setCell, type Tab } from './spreadsheet.ts'

const Row = z.array(z.string())
/** The number that stands beside a row, or the position of a column, from 1. */
const Line = z.int().check(z.minimum(1))
const tab = { tab: SomeText }

export const Edit = z.discriminatedUnion('edit', [
  /** Above the row that has this number. */
  z.strictObject({ edit: z.literal('insert-rows'), ...tab, at: Line, rows: z.array(Row).check(z.minLength(1)) }),
  z.strictObject({ edit: z.literal('delete-rows'), ...tab, at: Line, count: Line }),
  /** All rows from `from` on, whole or only their first columns, by the text of a column. */
  z.strictObject({
    edit: z.literal('sort'),
    ...tab,
    from: z._default(Line, 2),
    by: Line,
    descending: z._default(z.boolean(), false),
    columns: z.optional(Line),
  }),
  z.strictObject({ edit: z.literal('set'), ...tab, row: Line, column: Line, value: z.string() }),
  z.strictObject({ edit: z.literal('insert-column'), ...tab, at: Line, header: z.string() }),
  z.strictObject({ edit: z.literal('delete-column'), ...tab, at: Line }),
  z.strictObject({ edit: z.literal('rename-tab'), ...tab, to: SomeText }),
  z.strictObject({ edit: z.literal('delete-tab'), ...tab }),
  z.strictObject({ edit: z.literal('share'), with: z.array(z.string()) }),
])
export type Edit = z.infer<typeof Edit>

const sort = ({ rows }: Tab, { from, by, descending, columns }: Extract<Edit, { edit: 'sort' }>): void => {
  const below = rows.slice(from - 1)
  const order = below
    .map((row, index) => ({ index, text: row[by - 1] ?? '' }))
    .sort((a, b) => (descending ? -1 : 1) * a.text.localeCompare(b.text) || a.index - b.index)
  const sorted = order.map(({ index }, i) => {
    const [moved = [], stays = []] = [below[index], below[i]]
    const width = columns ?? Math.max(moved.length, stays.length)
    return Array.from({ length: Math.max(moved.length, stays.length) }, (_, j) => (j < width ? moved[j] : stays[j]) ?? '')
  })
  rows.splice(from - 1, below.length, ...sorted)
}

const editTab = (spreadsheet: Spreadsheet, one: Tab, edit: Exclude<Edit, { edit: 'share' }>): void => {
  switch (edit.edit) {
    case 'insert-rows':
      one.rows.splice(edit.at - 1, 0, ...edit.rows.map((row) => [...row]))
      one.rowCount += edit.rows.length
      return
    case 'delete-rows':
      one.rows.splice(edit.at - 1, edit.count)
      return
    case 'sort':
      sort(one, edit)
      return
    case 'set':
      setCell(one, { row: edit.row - 1, column: edit.column - 1 }, edit.value)
      return
    case 'insert-column':
      for (const [i, row] of one.rows.entries()) row.splice(edit.at - 1, 0, i === 0 ? edit.header : '')
      one.columnCount += 1
      return
    case 'delete-column':
      for (const row of one.rows) row.splice(edit.at - 1, 1)
      one.columnCount -= 1
      return
    case 'rename-tab':
      one.title = edit.to
      return
    case 'delete-tab':
      spreadsheet.tabs = spreadsheet.tabs.filter((other) => other !== one)
  }
}

/** Why it cannot be done; undefined when it was. */
export const apply = (spreadsheet: Spreadsheet, edit: Edit): string | undefined => {
  if (edit.edit === 'share') {
    spreadsheet.sharedWith = edit.with
    return undefined
  }
  const one = spreadsheet.tabs.find(({ title }) => title === edit.tab)
  if (!one) return `there is no tab “${edit.tab}”`
  editTab(spreadsheet, one, edit)
  return undefined
}
