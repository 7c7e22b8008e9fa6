// Who is called, as far as it is known while the form is filled in: the list or the sheet looked at, and the words tried on its rows.
import { useMemo } from 'react'
import type { ListPreview } from '#contract/list-preview.ts'
import type { SheetPreview } from '#contract/sheet.ts'
import type { Draft } from './draft.ts'
import { type FoundPeople, peopleOfList, peopleOfSheet } from './found-people.ts'
import { listAsked, sheetAsked, sheetAsList, wordsAsked } from './preview-request.ts'
import type { Looked } from './use-look.ts'
import { usePreview, useSheetPreview } from './use-preview.ts'

export type LookedPeople = {
  list: Looked<ListPreview>
  sheet: Looked<SheetPreview>
  words: Looked<ListPreview>
  /** Absent: nothing was found yet, or nothing that could be used. */
  people?: FoundPeople
}

const peopleOf = (source: Draft['source'], list: ListPreview | undefined, sheet: SheetPreview | undefined): FoundPeople | undefined => {
  if (source === 'sheet') return sheet && peopleOfSheet(sheet)
  return list && list.problem === undefined ? peopleOfList(list) : undefined
}

export const usePeople = (draft: Draft): LookedPeople => {
  const { source, list: chosen, spreadsheet, tab, mapping, defaultCountry, prompt, firstMessage } = draft
  const { hasHours, hoursFrom, hoursTo, days, allowedCountries } = draft
  const ofList = useMemo(
    () => listAsked({ source, list: chosen, mapping, defaultCountry, hasHours, hoursFrom, hoursTo, days, allowedCountries }),
    [source, chosen, mapping, defaultCountry, hasHours, hoursFrom, hoursTo, days, allowedCountries],
  )
  const list = usePreview(ofList)
  const sheet = useSheetPreview(
    useMemo(() => sheetAsked({ source, spreadsheet, tab, mapping, defaultCountry }), [source, spreadsheet, tab, mapping, defaultCountry]),
  )
  const rows = useMemo(
    () => (source === 'sheet' ? sheetAsList(sheet.found, defaultCountry) : ofList),
    [source, sheet.found, ofList, defaultCountry],
  )
  const words = usePreview(useMemo(() => wordsAsked(rows, { prompt, firstMessage }), [rows, prompt, firstMessage]))
  const people = peopleOf(source, list.found, sheet.found)
  return { list, sheet, words, ...(people ? { people } : {}) }
}
