import { describe, expect, it } from 'vitest'
import type { ListField } from '#contract/list.ts'
import { columnsOf, fieldsOf, namesOf, problemWith } from '#domain/list/columns.ts'
import { findHeader, looksLikeNumber } from '#domain/list/header.ts'

describe('the columns of a list', () => {
  it.each<[string, ListField]>([
    ['phone', 'phone'],
    ['Phone Number', 'phone'],
    ['TO_NUMBER', 'phone'],
    ['contact-number', 'phone'],
    ['Mobile', 'phone'],
    ['MSISDN', 'phone'],
    ['Téléphone', 'phone'],
    ['Full Name', 'name'],
    ['lead_name', 'name'],
    ['Given Name', 'firstName'],
    ['Surname', 'lastName'],
    ['Country', 'country'],
    ['phone_code', 'country'],
    ['Time Zone', 'timeZone'],
    ['tz', 'timeZone'],
    ['State', 'region'],
    ['Province', 'region'],
    ['Zip Code', 'postcode'],
    ['post_code', 'postcode'],
    ['consent_source', 'consent'],
    ['Locale', 'language'],
    ['First Message', 'firstMessage'],
    ['system_prompt', 'prompt'],
    ['voice_id', 'voiceId'],
    ['Call After', 'callAfter'],
    ['call_before', 'callBefore'],
    ['rank', 'priority'],
    ['Do not call', 'doNotCall'],
    ['plan', 'variable'],
    ['e-mail', 'variable'],
  ])('are known by their names: %s is %s', (header, field) => {
    expect(fieldsOf([header])).toEqual([field])
  })

  it('are one for each field, the likeliest; numbers may be several', () => {
    expect(fieldsOf(['username', 'name', 'number', 'mobile'])).toEqual(['variable', 'name', 'phone', 'phone'])
    const { phone } = columnsOf(['number', 'mobile'], ['phone', 'phone'])
    expect(phone.map(({ header }) => header)).toEqual(['mobile', 'number'])
  })

  it('are what a person says that they are, before anything is guessed', () => {
    expect(fieldsOf(['name', 'phone', 'Anschluss'], { ANSCHLUSS: 'phone', name: 'ignore' })).toEqual(['ignore', 'variable', 'phone'])
  })

  it('have each a name of their own, which is no longer than a variable’s may be', () => {
    expect(namesOf([' name ', 'name', '', 'name 2', 'name'])).toEqual(['name', 'name 2', 'column 3', 'name 2 2', 'name 3'])
    expect(namesOf(['x'.repeat(200), 'x'.repeat(200)]).map((name) => name.length)).toEqual([100, 95])
  })

  it('may not have names that are kept for the agent, unless they are left out', () => {
    expect(problemWith(['phone', 'System__time'], ['phone', 'variable'])).toContain('“System__time”')
    expect(problemWith(['phone', 'secret__key'], ['phone', 'ignore'])).toBeUndefined()
  })

  it('are named when none of them is a number', () => {
    expect(problemWith(['city', 'plan'], ['variable', 'variable'])).toContain('“city”, “plan”')
    expect(problemWith([], [])).toContain('columns are none')
  })
})

describe('the header of a list', () => {
  it('is the first row of names of which one stands for the number', () => {
    expect(findHeader([['Phone'], ['Our customers', ''], ['name', 'phone'], ['Ana', '+12025550101']])).toMatchObject({
      skipped: 3,
      hasHeader: true,
    })
  })

  it('is made up where every row is a contact', () => {
    const rows = [
      ['Ana', '2025550101'],
      ['Ben', '2025550102'],
    ]
    expect(findHeader(rows)).toEqual({ headers: ['column 1', 'column 2'], fields: ['variable', 'phone'], skipped: 0, hasHeader: false })
  })

  it('may name the numbers in words that nobody knows, when one column only is full of them', () => {
    const named = (other: string) =>
      findHeader([['Ort', 'Rufnr', 'Fax'], ...['01', '02', '03'].map((end) => ['Rom', `+120255501${end}`, `${other}${end}`])])
    expect(named('x')).toMatchObject({ fields: ['variable', 'phone', 'variable'], hasHeader: true })
    // A plus sign says which of two it is; two of the same kind leave it open.
    expect(named('20255501')).toMatchObject({ fields: ['variable', 'phone', 'variable'] })
    expect(named('+4420794600')).toHaveProperty('problem')
  })

  it('is not guessed against what a person has said', () => {
    expect(
      findHeader(
        [
          ['Ort', 'Rufnr'],
          ['Rom', '+12025550101'],
        ],
        { Rufnr: 'ignore' },
      ),
    ).toHaveProperty('problem')
  })

  it.each(['+1 202 555 0101', '(202) 555-0101', "'+12025550101", '="+12025550101"', '1.20256E+10', 'tel:+12025550101'])(
    'cannot be a row with %s',
    (cell) => {
      expect(looksLikeNumber(cell)).toBe(true)
    },
  )

  it.each(['2026-12-01', '01/12/2026 10:30', 'phone', '42', '12.50', ''])('may have %s in it', (cell) => {
    expect(looksLikeNumber(cell)).toBe(false)
  })
})
