import { describe, expect, it } from 'vitest'
import { readHeader, readRow } from '#domain/csv.ts'

describe('a list’s header', () => {
  it.each(['phone', 'Phone Number', 'phone_number', 'TO_NUMBER', 'Mobile'])('knows “%s” as the number', (header) => {
    expect(readHeader(['Name', header])).toEqual({ ok: true, columns: { phone: header, name: 'Name' } })
  })

  it('names the columns that there are when none is a number', () => {
    expect(readHeader(['city', 'plan'])).toEqual({ ok: false, problem: expect.stringContaining('“city”, “plan”') })
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
    expect(readRow({ phone: '', name: 'Ana' }, columns)).toEqual({ ok: false, column: 'phone', reason: 'the number is empty' })
  })

  it('is rejected by the column that is too long', () => {
    expect(readRow({ phone: '+12025550142', notes: 'x'.repeat(3_000) }, columns)).toMatchObject({ ok: false, column: 'notes' })
  })
})
