// What the draft asks to be looked at: its list or its sheet, and how the words sound for the rows in it.
import { AllowedCountries, CallingWindow, CampaignSettings, CountryCode } from '#contract/campaign-settings.ts'
import type { ListPreview } from '#contract/list-preview.ts'
import type { SheetPreview } from '#contract/sheet.ts'
import type { Draft } from './draft.ts'
import { type Reach, reachOf } from './read-draft.ts'
import { asCsv } from './sheet-rows.ts'
import type { ListAsked, SheetAsked } from './use-preview.ts'

/** Rows that are enough to hear the words, and to see what they lack. */
const ROWS_FOR_WORDS = 5_000

/** An address of Google's, or an id: while it is being typed, nobody is asked. */
const SHEET = /\/spreadsheets\/(u\/\d+\/)?d\/[\w-]{20,}|^[\w-]{30,}$/

const sourceOf = ({ csv, file }: Draft['list']): Pick<ListAsked, 'csv' | 'importId' | 'sheet'> | undefined => {
  if (!file) return csv.trim() === '' ? undefined : { csv }
  const { importId, sheet } = file
  return importId && { importId, ...(sheet === undefined ? {} : { sheet }) }
}

const countryOf = (text: string) => {
  const country = CountryCode.safeParse(text.trim().toUpperCase())
  return country.success ? { defaultCountry: country.data } : {}
}

/** As far as they can be read: the rules that some on the list may never be called by. */
const settingsOf = (reach: Reach): Pick<ListAsked, 'settings'> => {
  const { window, allowedCountries } = reachOf(reach)
  const [hours, countries] = [CallingWindow.safeParse(window), AllowedCountries.safeParse(allowedCountries)]
  if (!hours.success && !countries.success) return {}
  return {
    settings: CampaignSettings.parse({
      ...(hours.success ? { window: hours.data } : {}),
      ...(countries.success ? { allowedCountries: countries.data } : {}),
    }),
  }
}

type List = Pick<Draft, 'source' | 'list' | 'mapping' | 'defaultCountry'> & Reach

/** Undefined when there is no list yet. */
export const listAsked = ({ source, list, mapping, defaultCountry, ...reach }: List): ListAsked | undefined => {
  const given = source === 'list' ? sourceOf(list) : undefined
  return given && { ...given, mapping, ...countryOf(defaultCountry), ...settingsOf(reach) }
}

type Sheet = Pick<Draft, 'source' | 'spreadsheet' | 'tab' | 'mapping' | 'defaultCountry'>

/** Undefined when no sheet is named yet. */
export const sheetAsked = ({ source, spreadsheet, tab, mapping, defaultCountry }: Sheet): SheetAsked | undefined => {
  if (source !== 'sheet' || !SHEET.test(spreadsheet.trim())) return undefined
  return { spreadsheet: spreadsheet.trim(), mapping, ...(tab.trim() === '' ? {} : { tab: tab.trim() }), ...countryOf(defaultCountry) }
}

type Words = Pick<Draft, 'prompt' | 'firstMessage'>

/** Undefined when there is no list yet, or nothing to say. */
export const wordsAsked = (list: ListAsked | undefined, { prompt, firstMessage }: Words): ListAsked | undefined => {
  if (!list || (prompt.trim() === '' && firstMessage.trim() === '')) return undefined
  return { ...list, prompt, firstMessage, rows: ROWS_FOR_WORDS }
}

/** The first rows of a sheet, as a list that the words can be tried on. */
export const sheetAsList = (sheet: SheetPreview | undefined, defaultCountry: string): ListAsked | undefined => {
  if (!sheet || sheet.rowsToTake === 0) return undefined
  const mapping = Object.fromEntries(sheet.columns.map(({ name, field }) => [name, field]))
  return { csv: asCsv(sheet), mapping, ...countryOf(defaultCountry) }
}

/** With what every column was shown to be: the import then takes them for the same. */
export const confirmed = (draft: Draft, preview: ListPreview | undefined): Draft => {
  if (draft.source === 'sheet' || !preview || preview.problem !== undefined) return draft
  return { ...draft, mapping: Object.fromEntries(preview.columns.map(({ header, field }) => [header, field])) }
}
