// What a spreadsheet shows of a stored number, as far as its meaning goes: days and times, leading zeros, percent, all digits of long ones.

/** Numbers of formats that every workbook has without naming them. */
const BUILT_IN: Readonly<Record<number, string>> = {
  9: '0%',
  10: '0.00%',
  14: 'yyyy-mm-dd',
  18: 'h:mm',
  19: 'h:mm',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy-mm-dd h:mm',
}
const BUILT_IN_DATES = [
  15,
  16,
  17,
  ...Array.from({ length: 10 }, (_, i) => 27 + i),
  45,
  46,
  47,
  ...Array.from({ length: 9 }, (_, i) => 50 + i),
]

export const formatOf = (id: number, custom: ReadonlyMap<number, string>): string =>
  custom.get(id) ?? BUILT_IN[id] ?? (BUILT_IN_DATES.includes(id) ? 'yyyy-mm-dd' : 'General')

export type Shown = { kind: 'date' } | { kind: 'percent' } | { kind: 'digits'; atLeast: number } | { kind: 'plain' }

/** Texts, colours, conditions and fill characters say nothing of the number. */
const bare = (code: string): string => code.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')

export const readFormat = (code: string): Shown => {
  const [first = ''] = bare(code).split(';')
  if (/^general$/i.test(first.trim())) return { kind: 'plain' }
  if (/[ymdhs]/i.test(first)) return { kind: 'date' }
  if (first.includes('%')) return { kind: 'percent' }
  // Postcodes, numbers of customers and telephones: 00000 shows 02134. With a comma or a point it is an amount.
  const zeros = first.replace(/[^0]/g, '').length
  return zeros > 1 && !/[.,eE]/.test(first) ? { kind: 'digits', atLeast: zeros } : { kind: 'plain' }
}

const DAY_MS = 86_400_000
/** Day 0. Excel's calendar has a 29 February 1900, which never was: before it, days are one later. */
const FROM_1900 = Date.UTC(1899, 11, 30)
const FROM_1904 = Date.UTC(1904, 0, 1)

const showDate = (value: number, is1904: boolean): string => {
  const days = !is1904 && value >= 1 && value < 60 ? value + 1 : value
  const at = new Date(Math.round(((is1904 ? FROM_1904 : FROM_1900) + days * DAY_MS) / 1000) * 1000)
  if (Number.isNaN(at.getTime())) return String(value)
  const iso = at.toISOString()
  const time = iso.slice(11, iso.slice(17, 19) === '00' ? 16 : 19)
  if (value < 1) return time
  return Number.isInteger(value) ? iso.slice(0, 10) : `${iso.slice(0, 10)} ${time}`
}

/** A spreadsheet knows fifteen digits; those that follow come from its arithmetic. */
const showPlain = (value: number): string => {
  if (Number.isSafeInteger(value)) return String(value)
  if (Number.isInteger(value)) return BigInt(value).toString()
  return String(Number(value.toPrecision(15)))
}

export const showNumber = (stored: string, shown: Shown, is1904: boolean): string => {
  const value = Number(stored)
  if (stored.trim() === '' || !Number.isFinite(value)) return stored
  if (shown.kind === 'date' && value >= 0) return showDate(value, is1904)
  if (shown.kind === 'percent') return `${showPlain(value * 100)}%`
  if (shown.kind === 'digits' && Number.isInteger(value) && value >= 0) return showPlain(value).padStart(shown.atLeast, '0')
  return showPlain(value)
}
