// What the draft asks to be looked at.
import { CountryCode } from '#contract/campaign.ts'
import type { Draft } from './draft.ts'
import type { Asked } from './use-preview.ts'

type List = Pick<Draft, 'list' | 'mapping' | 'defaultCountry'>

/** Rows that are enough to hear the words, and to see what they lack. */
const ROWS_FOR_WORDS = 5_000

const sourceOf = ({ csv, file }: Draft['list']): Pick<Asked, 'csv' | 'importId' | 'sheet'> | undefined => {
  if (!file) return csv.trim() === '' ? undefined : { csv }
  const { importId, sheet } = file
  return importId && { importId, ...(sheet === undefined ? {} : { sheet }) }
}

/** Undefined when there is no list yet. */
export const listAsked = ({ list, mapping, defaultCountry }: List): Asked | undefined => {
  const source = sourceOf(list)
  if (!source) return undefined
  const country = CountryCode.safeParse(defaultCountry.trim())
  return { ...source, mapping, ...(country.success ? { defaultCountry: country.data } : {}) }
}

/** Undefined when there is no list yet, or nothing to say. */
export const wordsAsked = (
  list: Asked | undefined,
  { prompt, firstMessage }: Pick<Draft, 'prompt' | 'firstMessage'>,
): Asked | undefined => {
  if (!list || (prompt.trim() === '' && firstMessage.trim() === '')) return undefined
  return { ...list, prompt, firstMessage, rows: ROWS_FOR_WORDS }
}
