// The text of a cell as the one telephone number that it holds, or why it holds none that can be trusted. No digit is added or left out.

/** Each says what is wrong with a number; counted by these. */
export type NumberProblem =
  | 'empty'
  | 'not-a-number'
  | 'scientific-notation'
  | 'two-numbers'
  | 'extension'
  | 'too-short'
  | 'too-long'
  | 'no-such-number'
  | 'unknown-country'
  | 'ambiguous'
  | 'lost-zero'
  | 'premium-rate'
  | 'no-country'
  | 'country-not-allowed'

export type RefusedNumber = { ok: false; problem: NumberProblem; reason: string }

export const refusedNumber = (problem: NumberProblem, reason: string): RefusedNumber => ({ ok: false, problem, reason })

/** Spreadsheets turn long numbers into these, and the digits that they dropped cannot be known. */
const SCIENTIFIC = /^[+-]?\d+(?:[.,]\d+)?e\+?\d+$/i
/** Marks of direction and width that come along when a number is copied from a telephone. */
const INVISIBLE = /[\u00AD\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF]/g
const QUOTES = /^["'`´“”„‘’]+|["'`´“”„‘’]+$/g
/** ="+61…" is how a number is kept from being a sum. */
const FORMULA = /^=\s*"([^"]*)"$/
const LABEL = /^(?:tel|callto|phone|mobile|mob|cell|ph|t|m)\s*[.:]\s*/i
/** Whole numbers that some program took for measurements. */
const POINT_ZERO = /^(\+?\d{7,15})\.0+$/

/** 400.00 in a column of numbers has come from another column. */
const AMOUNT = /^\d+[.,]\d{1,2}$/

/** What stands around a number, taken off. */
export const bareNumber = (text: string): string => {
  // NFKC first: a full-width plus sign would otherwise give a valid but wrong number.
  const written = text.normalize('NFKC').replace(INVISIBLE, '').trim()
  const bare = (FORMULA.exec(written)?.[1] ?? written)
    .replace(QUOTES, '')
    .replace(/^=(?=\+)/, '')
    .trim()
  return bare.replace(LABEL, '').replace(POINT_ZERO, '$1').trim()
}

const digitsIn = (text: string): number => text.replace(/\D/g, '').length

const SEPARATORS = /[/;|,\n\r&]|\s(?:or|and|oder|und|ou|et|o|y)\s|(?=\+)/i
const EXTENSION = /(?:ext(?:ension|n)?|x|#|durchwahl|poste)[\s.:=]*\d{1,7}\s*$/i
/** No number that can be dialled from abroad is shorter. */
const SHORTEST = 7

/** The numbers of a cell that holds several; none where a slash stands behind an area code only. */
export const numbersIn = (bare: string): string[] => {
  const parts = bare.split(SEPARATORS).map((part) => part.trim())
  const [first = '', ...others] = parts.filter((part) => digitsIn(part) > 0)
  const isAreaCode = others.length === 1 && digitsIn(first) < SHORTEST && /^[+(0]/.test(first) && !others[0]?.startsWith('+')
  return others.length === 0 || isAreaCode ? [] : [first, ...others]
}

/** The cuts of a cell that may hold two numbers with only a space between them. */
export const pairsIn = (bare: string): [string, string][] =>
  [...bare.matchAll(/\s+/g)].map(({ index }): [string, string] => [bare.slice(0, index), bare.slice(index).trim()])

/** What can be said before anybody asks in which country it is. */
export const problemInText = (bare: string): RefusedNumber | undefined => {
  if (bare === '') return refusedNumber('empty', 'the number is empty')
  if (SCIENTIFIC.test(bare)) {
    return refusedNumber('scientific-notation', 'the number was turned into scientific notation by a spreadsheet; its last digits are lost')
  }
  if (AMOUNT.test(bare)) return refusedNumber('not-a-number', 'this is an amount, not a telephone number')
  if (EXTENSION.test(bare)) return refusedNumber('extension', 'the number has an extension, which cannot be dialled')
  return undefined
}
