// The text of a cell: what no cell may hold is taken out, and what a spreadsheet would take for a formula can be told from one.

// XML 1.0 cannot carry these, and neither can what is spoken: control characters, lone surrogates, U+FFFE and U+FFFF. Nor byte order marks.
const UNSPEAKABLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
  /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F\uFEFF\uFFFE\uFFFF]|[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g

/** What a spreadsheet runs as a formula when a cell begins with it, the full-width forms included. */
const GUARDED = /^'+[=+\-@\t\r\n\0＝＋－＠]/
const FORMULA = /^'*[=+\-@\t\r\n\0＝＋－＠]/

/** As it is written into a list that a spreadsheet may open. */
export const guardCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text)

/** Where a text stays a text: only what would be taken for a guard is guarded. */
export const guardGuard = (text: string): string => (GUARDED.test(text) ? `'${text}` : text)

/** Takes back what `guardCell` did, and what people write so that a spreadsheet leaves their plus sign alone. */
export const unguardCell = (text: string): string => (GUARDED.test(text) ? text.slice(1) : text)

export const cleanCell = (text: string): string => unguardCell(text.trim()).replace(UNSPEAKABLE, '').trim()

/** Nothing but what would be taken out. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const EMPTY = /^[\s\u0000-\u001F\u007F\uFEFF]*$/

export const isEmptyCell = (text: string): boolean => EMPTY.test(text)
