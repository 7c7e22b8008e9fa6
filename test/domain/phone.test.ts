import * as fc from 'fast-check'
import { type CountryCode, parsePhoneNumberFromString, parsePhoneNumberWithError } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import type { NumberProblem } from '#domain/number-text.ts'
import { readNumber, readNumberToCall } from '#domain/phone.ts'

describe('reading a number', () => {
  it.each([
    ['+12025550142', 'US', '+12025550142'],
    ['(202) 555-0142', 'US', '+12025550142'],
    ["'+44 20 7946 0011", 'US', '+442079460011'],
    ['020 7946 0011', 'GB', '+442079460011'],
    ['+44 (0).20.7946.0011', 'US', '+442079460011'],
    ['＋1 202 555 0142', 'GB', '+12025550142'],
    ['tel:+1-202-555-0142', 'GB', '+12025550142'],
    ['Tel. 202 555 0142', 'US', '+12025550142'],
    ['="+61491570156"', 'US', '+61491570156'],
    ['=+61 491 570 156', 'US', '+61491570156'],
    ['0061 491 570 156', 'GB', '+61491570156'],
    ['0061 491 570 156', 'US', '+61491570156'],
    ['0011 61 491 570 156', 'AU', '+61491570156'],
    ['61491570156', 'AU', '+61491570156'],
    ['491570156', 'AU', '+61491570156'],
    ['2025550142.0', 'US', '+12025550142'],
    ['"+12025550142', 'US', '+12025550142'],
    ['\u202A+1 202\u00A0555\u20110142\u202C', 'US', '+12025550142'],
    ['030/23125001', 'DE', '+493023125001'],
    ['+12025550142; (202) 555-0142', 'US', '+12025550142'],
  ])('reads %s in %s', (text, defaultCountry, e164) => {
    expect(readNumber(text, { defaultCountry })).toEqual({ ok: true, e164 })
  })

  it.each<[string, NumberProblem]>([
    ['', 'empty'],
    ["'", 'empty'],
    ['hello', 'not-a-number'],
    ['4000000.50', 'not-a-number'],
    ['1-800-FLOWERS', 'not-a-number'],
    ['4.47911E+11', 'scientific-notation'],
    ['4,47911e11', 'scientific-notation'],
    ['+1 555 555 0100', 'no-such-number'],
    ['+999 1234567', 'no-such-number'],
    ['+44 7700 900123', 'no-such-number'],
    ['+1 555 0100', 'too-short'],
    ['12', 'too-short'],
    ['120255501421', 'too-long'],
    ['+1 202 555 0142 ext. 5', 'extension'],
    ['202-555-0142x22', 'extension'],
    ['+12025550142;ext=7', 'extension'],
    ['+12025550142 / +12025550143', 'two-numbers'],
    ['2025550142, 2025550143', 'two-numbers'],
    ['2025550142 2025550143', 'two-numbers'],
    ['+12025550142 2025550143', 'two-numbers'],
    ['+49 30 23125001/02', 'two-numbers'],
    ['61491570156', 'too-long'],
  ])('refuses %s as %s', (text, problem) => {
    expect(readNumber(text, { defaultCountry: 'US' })).toEqual({ ok: false, problem, reason: expect.stringMatching(/^[a-z0-9]/) })
  })

  it.each([
    ['442079460011', 'DE', 'United Kingdom'],
    ['16012345678', 'DE', 'United States'],
  ])('does not guess whether %s in %s has lost a zero or a plus sign', (text, defaultCountry, other) => {
    expect(readNumber(text, { defaultCountry })).toMatchObject({ problem: 'ambiguous', reason: expect.stringContaining(other) })
    // The row itself says where the number is.
    expect(readNumber(text, { defaultCountry: 'US', country: defaultCountry })).toMatchObject({ ok: true })
  })

  it('does not take more digits than a number can have, though libphonenumber does', () => {
    expect(readNumber('20442079460000', { defaultCountry: 'DE' })).toMatchObject({ problem: 'too-long' })
  })

  it('does not put a lost zero back', () => {
    expect(readNumber('612345678', { defaultCountry: 'IT' })).toMatchObject({ problem: 'lost-zero' })
  })

  it('says what to do when a plus sign is missing', () => {
    expect(readNumber('61491570156', { defaultCountry: 'US' })).toMatchObject({ reason: expect.stringContaining('write a + before it') })
  })

  it.each(['AU', 'au', 'Australia', 'AUS', '+61', '61', '0061', ' Ａustralia '])('takes the country from the row: %s', (country) => {
    expect(readNumber('0491 570 156', { defaultCountry: 'US', country })).toEqual({ ok: true, e164: '+61491570156' })
  })

  it('asks which country is meant only when the number does not say', () => {
    const rules = { defaultCountry: 'US', country: 'Narnia' }
    expect(readNumber('+61491570156', rules)).toMatchObject({ ok: true })
    expect(readNumber('0491570156', rules)).toMatchObject({ problem: 'unknown-country', reason: expect.stringContaining('Narnia') })
    expect(readNumber('0491570156', { ...rules, country: '+999' })).toMatchObject({ problem: 'unknown-country' })
    expect(readNumber('0491570156', { defaultCountry: 'XX' })).toMatchObject({ problem: 'unknown-country' })
    expect(readNumber('202 555 0142', { ...rules, country: ' ' })).toMatchObject({ ok: true })
  })
})

describe('a number to call', () => {
  const rules = { defaultCountry: 'US', allowed: ['US', 'GB'] }

  it.each<[string, NumberProblem, string]>([
    ['+1 900 555 0101', 'premium-rate', 'premium'],
    ['+41 900 123456', 'premium-rate', 'premium'],
    ['+41 840 123456', 'premium-rate', 'shared-cost'],
    ['+41 878 123456', 'premium-rate', 'redirecting'],
    ['+881612345678', 'no-country', 'satellite'],
    ['+870773123456', 'no-country', 'satellite'],
    ['+80012345678', 'no-country', 'special rate'],
    ['+1 876 555 0123', 'country-not-allowed', 'Jamaica'],
    ['+61491570156', 'country-not-allowed', 'Australia'],
    ['nobody', 'not-a-number', 'telephone'],
  ])('is not %s: %s', (text, problem, reason) => {
    expect(readNumberToCall(text, rules)).toEqual({ ok: false, problem, reason: expect.stringContaining(reason) })
  })

  it('may be in any country when none are named', () => {
    expect(readNumberToCall('+61491570156', { defaultCountry: 'US' })).toEqual({ ok: true, e164: '+61491570156' })
    expect(readNumberToCall('+44 20 7946 0011', rules)).toEqual({ ok: true, e164: '+442079460011' })
  })
})

describe('whatever stands in a cell', () => {
  const digit = fc.constantFrom(...'0123456789')
  const sign = fc.constantFrom(
    '+',
    '00',
    ' ',
    '-',
    '(',
    ')',
    '.',
    '/',
    ',',
    ';',
    "'",
    '="',
    '"',
    'x',
    'tel:',
    ' or ',
    '.0',
    'E+1',
    '＋',
    '٢',
    '\n',
  )
  const known = fc.constantFrom('+1202555014', '202555014', '+4420794600', '0049171392000', '4420794600', '0491570', '171392000')
  const cell = fc.array(fc.oneof({ weight: 6, arbitrary: digit }, sign, known), { maxLength: 24 }).map((parts) => parts.join(''))
  const country = fc.constantFrom<CountryCode>('US', 'GB', 'DE', 'AU', 'IT', 'FR', 'IN')

  /** What libphonenumber makes of all the digits of a cell, or of the first number of several. */
  const readingsOf = (text: string, defaultCountry: CountryCode): string[] => {
    const plain = text.normalize('NFKC').replaceAll('٢', '2')
    const all = [plain, plain.replace(/\.0+(?=\D*$)/, '')].map((some) => some.replace(/\D/g, ''))
    const firsts = /[/,;\n]| or |\+.*\+/.test(text) ? all.flatMap((digits) => Array.from(digits, (_, i) => digits.slice(0, i))) : []
    return [...all, ...firsts]
      .flatMap((some) => [some, `+${some}`, `+${some.replace(/^00/, '')}`])
      .flatMap((some) => parsePhoneNumberFromString(some, { defaultCountry, extract: false })?.number ?? [])
  }

  it('is refused in words, or is what libphonenumber says that it is, with no digit added or left out', () => {
    fc.assert(
      fc.property(cell, country, (text, defaultCountry) => {
        const read = readNumberToCall(text, { defaultCountry })
        if (!read.ok) {
          expect(read.reason).not.toBe('')
          return
        }
        const number = parsePhoneNumberWithError(read.e164)
        expect(number.isValid()).toBe(true)
        expect(number.number).toBe(read.e164)
        expect(readingsOf(text, defaultCountry)).toContain(read.e164)
      }),
      { numRuns: 5_000 },
    )
  })
})
