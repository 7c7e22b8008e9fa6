import { describe, expect, it } from 'vitest'
import { readHeader, readRow } from '#domain/csv.ts'

describe('a list’s header', () => {
  it.each(['phone', 'Phone Number', 'phone_number', 'TO_NUMBER', 'Mobile'])('knows “%s” as the number', (header) => {
    expect(readHeader(['Name', header])).toEqual({ ok: true, columns: { phone: header, name: 'Name' } })
  })

  it.each([
    ['Time Zone', 'timeZone'],
    ['timezone', 'timeZone'],
    ['tz', 'timeZone'],
    ['State', 'region'],
    ['region', 'region'],
    ['Province', 'region'],
    ['ZIP', 'postcode'],
    ['Zip Code', 'postcode'],
    ['post_code', 'postcode'],
    ['Consent', 'consent'],
    ['consent_source', 'consent'],
  ])('knows “%s” as the contact’s %s', (header, part) => {
    expect(readHeader(['phone', header])).toEqual({ ok: true, columns: { phone: 'phone', [part]: header } })
  })

  it('names the columns that there are when none is a number', () => {
    expect(readHeader(['city', 'plan'])).toEqual({ ok: false, problem: expect.stringContaining('“city”, “plan”') })
    expect(readHeader([])).toEqual({ ok: false, problem: expect.stringContaining('columns are none') })
  })
})

describe('a list’s row', () => {
  const columns = { phone: 'phone', name: 'name' }

  it('keeps every other column as a variable under its own name', () => {
    expect(readRow({ phone: ' +12025550142 ', name: 'Ana', 'Renewal Date': '1 May', empty: ' ' }, columns)).toEqual({
      ok: true,
      row: { phone: '+12025550142', name: 'Ana', variables: { name: 'Ana', 'Renewal Date': '1 May' } },
    })
  })

  it('is rejected by column and reason when it has no number', () => {
    for (const row of [{ phone: '', name: 'Ana' }, { phone: ' ' }, { name: 'Ana' }]) {
      expect(readRow(row, columns)).toEqual({ ok: false, column: 'phone', reason: 'the number is empty' })
    }
    expect(readRow({ phone: '1'.repeat(101) }, columns)).toMatchObject({
      ok: false,
      column: 'phone',
      reason: expect.stringContaining('100'),
    })
  })

  it('is rejected by the column that is too long', () => {
    expect(readRow({ phone: '+12025550142', notes: 'x'.repeat(3_000) }, columns)).toMatchObject({ ok: false, column: 'notes' })
  })

  it('says when the contact may be called, and keeps the columns as variables too', () => {
    const cells = { phone: '+12025550142', TZ: ' America/Denver ', State: 'CO', Zip: '80202', Consent: 'form 4711' }
    const read = readRow(cells, { phone: 'phone', timeZone: 'TZ', region: 'State', postcode: 'Zip', consent: 'Consent' })
    expect(read).toEqual({
      ok: true,
      row: {
        phone: '+12025550142',
        timeZone: 'America/Denver',
        region: 'CO',
        postcode: '80202',
        consent: 'form 4711',
        variables: { TZ: 'America/Denver', State: 'CO', Zip: '80202', Consent: 'form 4711' },
      },
    })
    expect(readRow({ ...cells, TZ: ' ' }, { phone: 'phone', timeZone: 'TZ', name: 'absent' })).toMatchObject({
      ok: true,
      row: { phone: '+12025550142', variables: { State: 'CO' } },
    })
  })

  it('is rejected by the column of a part that is too long', () => {
    const cells = { phone: '+12025550142', 'Zip Code': '1'.repeat(30) }
    expect(readRow(cells, { phone: 'phone', postcode: 'Zip Code' })).toMatchObject({ ok: false, column: 'Zip Code' })
  })

  it('is rejected by its name, and by all columns together', () => {
    const long = 'x'.repeat(300)
    expect(readRow({ phone: '+12025550142', name: long }, columns)).toMatchObject({ ok: false, column: 'name' })
    const many = Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`c${i}`, 'x'.repeat(1_900)]))
    expect(readRow({ phone: '+12025550142', ...many }, columns)).toMatchObject({ ok: false, column: 'all columns' })
  })
})
