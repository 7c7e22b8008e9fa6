import { describe, expect, it } from 'vitest'
import { ContactRow } from '#contract/contact.ts'
import { readCallable } from '#domain/list/callable.ts'

const now = Date.parse('2026-11-02T15:00:00.000Z')
const read = (row: object, rules: Partial<Parameters<typeof readCallable>[1]> = {}) =>
  readCallable(ContactRow.parse({ phone: '+12025550142', ...row }), { defaultCountry: 'US', now, ...rules })

describe('a row', () => {
  it('can be called at once, unless it says otherwise', () => {
    expect(read({})).toEqual({ ok: true, e164: '+12025550142', dueAt: now })
    expect(read({ callAfter: '17:30' })).toEqual({ ok: true, e164: '+12025550142', dueAt: Date.parse('2026-11-02T22:30:00.000Z') })
  })

  it.each([
    [{ phone: 'hello' }, 'phone', 'this is not a telephone number'],
    [{ timeZone: 'Mars/Base' }, 'timezone', 'Mars/Base'],
    [
      { callBefore: '2026-11-01T09:00' },
      'call_before',
      'the row says not to call after 2026-11-01T09:00, and no moment is left before that',
    ],
    [{ callAfter: '2026-12-02T09:00', callBefore: '2026-12-01T09:00' }, 'call_before', 'no moment is left between them'],
  ])('like %j can never be called, and says which column it is and why', (row, column, reason) => {
    expect(read(row)).toEqual({ ok: false, column, reason: expect.stringContaining(reason) })
  })
})

describe('a country', () => {
  const jamaica = { phone: '+1 876 555 0123' }
  const london = { phone: '+44 20 7946 0958' }

  it('is called when it is the campaign’s own, and no other, until somebody names it', () => {
    expect(read({})).toMatchObject({ ok: true })
    expect(read(london)).toEqual({
      ok: false,
      column: 'phone',
      reason: 'the number is in United Kingdom (GB), which this campaign may not call: add GB to its allowed countries',
    })
    expect(read(jamaica)).toMatchObject({ ok: false, reason: expect.stringContaining('Jamaica') })
    expect(read(london, { defaultCountry: 'GB' })).toMatchObject({ ok: true })
    expect(read(london, { allowedCountries: ['US', 'GB'] })).toMatchObject({ ok: true })
    expect(read(jamaica, { allowedCountries: ['US', 'GB'] })).toMatchObject({ ok: false })
  })

  it('is named with the campaign’s own, or that is not called either', () => {
    expect(read({}, { allowedCountries: ['GB'] })).toMatchObject({ ok: false, reason: expect.stringContaining('(US)') })
  })

  it('may be any, and even then nobody calls what is charged without limit', () => {
    expect(read(jamaica, { allowedCountries: 'any' })).toMatchObject({ ok: true })
    expect(read({ phone: '+1 900 555 0101' }, { allowedCountries: 'any' })).toMatchObject({
      ok: false,
      reason: expect.stringContaining('premium'),
    })
    expect(read({ phone: '+881 6 1234 5678' }, { allowedCountries: 'any' })).toMatchObject({ ok: false })
  })

  it('is told by the number, whatever the row says of it', () => {
    expect(read({ ...jamaica, country: 'US' })).toMatchObject({ ok: false, reason: expect.stringContaining('Jamaica') })
    expect(read({ phone: '020 7946 0958', country: 'GB' })).toMatchObject({ ok: false, reason: expect.stringContaining('(GB)') })
  })
})
