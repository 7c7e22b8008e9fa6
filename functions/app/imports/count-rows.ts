// What an import says of itself once another slice of it is written.
import type { Added } from '#app/contacts/new-contacts.ts'
import type { ImportRecord } from '#app/records/import.ts'
import type { ReasonCount, Reject } from '#contract/import.ts'
import type { ReadSlice } from './read-slices.ts'

/** Rejects that are kept with the import; all are counted, and all are in their file. */
const KEPT_REJECTS = 100
/** More kinds than anybody reads. */
const MOST_REASONS = 50
const THE_REST = 'other reasons'

/** What the row itself says makes no reason of its own. */
const inGeneral = (reason: string): string => reason.replace(/“[^”]*”/g, '“…”')

/** The commonest reasons are met first, nearly always. */
const counted = (before: readonly ReasonCount[] | undefined, said: readonly Omit<ReasonCount, 'rows'>[]): ReasonCount[] => {
  const counts = (before ?? []).map((count) => ({ ...count }))
  for (const { column, reason } of said) {
    const general = inGeneral(reason)
    const known = counts.find((count) => count.reason === general && count.column === column)
    if (known) known.rows += 1
    else if (counts.length < MOST_REASONS) counts.push({ ...(column === undefined ? {} : { column }), reason: general, rows: 1 })
    else {
      const rest = counts.find(({ reason: of }) => of === THE_REST)
      if (rest) rest.rows += 1
      else counts.push({ reason: THE_REST, rows: 1 })
    }
  }
  return counts
}

type Rejects = Pick<ImportRecord, 'rejected' | 'rejects' | 'reasons'>

/** Lists of words that have not changed are not written. */
export const countRejects = (before: Rejects, rejects: readonly Reject[]): Partial<Rejects> => ({
  rejected: before.rejected + rejects.length,
  ...(rejects.length > 0 && before.rejects.length < KEPT_REJECTS
    ? { rejects: [...before.rejects, ...rejects].slice(0, KEPT_REJECTS) }
    : {}),
  ...(rejects.length > 0 ? { reasons: counted(before.reasons, rejects) } : {}),
})

type Written = { slice: ReadSlice; added: Added; rejects: readonly Reject[] }

const countNotes = ({ notes }: ImportRecord, more: readonly string[]): Pick<ImportRecord, 'notes'> => ({
  notes: counted(
    notes,
    more.map((reason) => ({ reason })),
  ),
})

export const countRows = (before: ImportRecord, { slice, added, rejects }: Written): ImportRecord => ({
  ...before,
  rows: before.rows + slice.records.length,
  imported: before.imported + added.imported,
  updated: before.updated + added.updated,
  duplicates: before.duplicates + added.duplicates,
  ...countRejects(before, rejects),
  ...(slice.notes.length > 0 ? countNotes(before, slice.notes) : {}),
  place: slice.end,
})
