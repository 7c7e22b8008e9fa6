// What was made of the rows of a list: all counted, the first of them shown.
import * as z from 'zod/mini'
import { ContactOverrides } from '#contract/contact-parts.ts'
import type { ListPreview, PreviewCounts, PreviewRow, RowFate } from '#contract/list-preview.ts'
import { countReasons } from '#domain/list/reasons.ts'
import type { Judged } from './judge-rows.ts'
import { previewWords, type Words } from './preview-words.ts'

const SHOWN_ROWS = 20
const SHOWN_REJECTS = 100

const COUNTED: Readonly<Record<RowFate, keyof PreviewCounts>> = {
  new: 'willBeCalled',
  duplicate: 'duplicates',
  known: 'known',
  suppressed: 'suppressed',
  never: 'neverCalled',
}

export const NONE: PreviewCounts = { rows: 0, willBeCalled: 0, neverCalled: 0, suppressed: 0, known: 0, duplicates: 0, rejected: 0 }

const shown = ({ line, row, e164, fate, because }: Extract<Judged, { kind: 'row' }>): PreviewRow => {
  const { name, variables, timeZone } = row
  // What is not among them is left out: this is the row without its number, name and whereabouts.
  const overrides = z.object(ContactOverrides.shape).parse(row)
  return { line, phone: e164, name, variables, overrides, timeZone, fate, note: because }
}

/** `words`: absent when nobody has written any yet. */
export const tallyRows = (words: Words | undefined) => {
  const counts = { ...NONE }
  const rows: PreviewRow[] = []
  const rejects: ListPreview['rejects'] = []
  const reasons = countReasons()
  const spoken = words && previewWords(words)
  return {
    counts,
    add(judged: Judged): void {
      counts.rows++
      if (judged.kind === 'reject') {
        counts.rejected++
        reasons.add(judged.reject)
        if (rejects.length < SHOWN_REJECTS) rejects.push(judged.reject)
        return
      }
      counts[COUNTED[judged.fate]]++
      if (judged.fate === 'never') reasons.add({ column: '', reason: judged.because ?? '' })
      if (judged.fate === 'new') spoken?.add(judged)
      if (rows.length < SHOWN_ROWS) rows.push(shown(judged))
    },
    result: () => ({ counts, rows, rejects, reasons: reasons.list(), ...(spoken ? { words: spoken.result() } : {}) }),
  }
}
