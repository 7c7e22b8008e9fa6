import { describe, expect, it } from 'vitest'
import { readCallTime } from '#domain/list/call-times.ts'
import { cleanCell } from '#domain/list/cell-text.ts'
import { readLanguage } from '#domain/list/language.ts'
import { formatOf, readFormat, showNumber } from '#domain/list/number-format.ts'

describe('when a contact may be called', () => {
  it.each([
    ['9:30', '09:30'],
    ['17.45', '17:45'],
    ['12:05 am', '00:05'],
    ['5:30PM', '17:30'],
    ['08:00:00', '08:00'],
    ['2026-12-01', '2026-12-01T00:00'],
    ['2026-12-01 9:30', '2026-12-01T09:30'],
    ['2026-12-01T17:30:00', '2026-12-01T17:30'],
    ['2026-12-01T17:30:00+01:00', '2026-12-01T16:30:00.000Z'],
    ['2026-12-01T17:30Z', '2026-12-01T17:30:00.000Z'],
  ])('is read from %s', (text, time) => {
    expect(readCallTime(` ${text} `)).toBe(time)
  })

  it.each([
    '01/02/2026',
    '25:00',
    '12:60',
    '13:00 pm',
    '0:30 am',
    '2026-02-30',
    '2026-02-30 10:00',
    '2026-13-01T10:00:00Z',
    'tomorrow',
    '',
  ])('is not guessed from %s', (text) => {
    expect(readCallTime(text)).toBeUndefined()
  })
})

describe('a contact’s language', () => {
  it.each([
    ['en', 'en'],
    ['EN-us', 'en'],
    ['pt_BR', 'pt-br'],
    ['pt-PT', 'pt'],
    ['German', 'de'],
    ['zh-Hans-CN', 'zh'],
  ])('is read from %s', (text, language) => {
    expect(readLanguage(text)).toBe(language)
  })

  it.each(['Klingon', 'xx', 'xx-YY', ''])('is not %s', (text) => {
    expect(readLanguage(text)).toBeUndefined()
  })
})

describe('a cell', () => {
  it('loses what cannot be spoken or written as XML, and the apostrophe that guards a number', () => {
    expect(cleanCell(' A\0n\uFEFFa\x07\uFFFF ')).toBe('Ana')
    expect(cleanCell('a\uD800b\uDC00c\u{1F600}')).toBe('abc\u{1F600}')
    expect(cleanCell("'+12025550101")).toBe('+12025550101')
    expect(cleanCell("'tis O'Brien’s")).toBe("'tis O'Brien’s")
    expect(cleanCell('two\nlines\tand more')).toBe('two\nlines\tand more')
  })
})

describe('a number of a workbook', () => {
  const shown = (stored: string, code: string, is1904 = false) => showNumber(stored, readFormat(code), is1904)

  it.each([
    ['61491570156', 'General', '61491570156'],
    ['6.1491570156E10', 'General', '61491570156'],
    ['123456789012345678', 'General', '123456789012345680'],
    ['0.30000000000000004', 'General', '0.3'],
    ['1234.5', '#,##0.00', '1234.5'],
    ['2134', '00000', '02134'],
    ['2025550101', '(000) 000-0000', '2025550101'],
    ['21.5', '00000', '21.5'],
    ['0.25', '0%', '25%'],
    ['46357', 'd mmm yyyy', '2026-12-01'],
    ['46357', '[$-409]d/m/yy;@', '2026-12-01'],
    ['46357.5', 'dd/mm/yyyy hh:mm', '2026-12-01 12:00'],
    ['0.75', 'hh:mm', '18:00'],
    ['0.7500116', 'h:mm:ss', '18:00:01'],
    ['1', 'yyyy-mm-dd', '1900-01-01'],
    ['61', 'yyyy-mm-dd', '1900-03-01'],
    ['-5', 'yyyy-mm-dd', '-5'],
    ['1e300', 'yyyy-mm-dd', '1e+300'],
    ['5', '[Red]0" days"', '5'],
    ['', 'General', ''],
    ['#N/A', '0', '#N/A'],
  ])('%s in the format %s is shown as %s', (stored, code, text) => {
    expect(shown(stored, code)).toBe(text)
  })

  it('counts days from 1904 where the workbook does', () => {
    expect(shown('44895', 'yyyy-mm-dd', true)).toBe('2026-12-01')
  })

  it('knows the formats that every workbook has', () => {
    expect([0, 9, 14, 17, 22, 27, 45, 164].map((id) => readFormat(formatOf(id, new Map([[164, '000']]))).kind)).toEqual([
      ...['plain', 'percent', 'date', 'date', 'date', 'date', 'date', 'digits'],
    ])
  })
})
