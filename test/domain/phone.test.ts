import { describe, expect, it } from 'vitest'
import { mask, readNumber } from '#domain/phone.ts'

describe('reading a number', () => {
  it.each([
    ['+12025550142', 'US', '+12025550142'],
    ['(202) 555-0142', 'US', '+12025550142'],
    ["'+44 20 7946 0011", 'US', '+442079460011'],
    ['020 7946 0011', 'GB', '+442079460011'],
    ['＋1 202 555 0142', 'GB', '+12025550142'],
  ])('reads %s in %s', (text, country, e164) => {
    expect(readNumber(text, { defaultCountry: country })).toEqual({ ok: true, e164 })
  })

  it.each([
    ['', 'empty'],
    ['hello', 'not a telephone number'],
    ['4.47911E+11', 'scientific notation'],
    ['+1 555 555 0100', 'exist'],
    ['+1 555 0100', 'short'],
    ['+44 7700 900123', 'exist'],
    ['12', 'short'],
    ['+1 202 555 0142 ext. 5', 'extension'],
  ])('refuses %s and says why', (text, why) => {
    expect(readNumber(text, { defaultCountry: 'US' })).toMatchObject({ ok: false, reason: expect.stringContaining(why) })
  })

  it('hides the middle of a number', () => {
    expect(mask('+12025550142')).toBe('+1202 •••• 0142')
    expect(mask('+12025550142')).not.toContain('555')
  })
})
