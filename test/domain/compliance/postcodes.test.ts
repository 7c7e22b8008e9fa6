import { describe, expect, it } from 'vitest'
import { readPostcode } from '#domain/compliance/postcodes.ts'

describe('a postal code', () => {
  it.each([
    ['10001', 'NY'],
    ['90210-1234', 'CA'],
    ['902101234', 'CA'],
    ['33101', 'FL'],
    ['02139', 'MA'],
    // Spreadsheets drop zeros from the front.
    ['2139', 'MA'],
    ['501', 'NY'],
    ['2139-1234', 'MA'],
    ['06390', 'NY'],
    ['83414', 'WY'],
    ['83401', 'ID'],
    ['96701', 'HI'],
    ['96799', 'AS'],
    ['96910', 'GU'],
    ['88510', 'TX'],
    ['99950', 'AK'],
    ['00926', 'PR'],
  ])('%s is in %s', (code, region) => {
    expect(readPostcode(code)).toEqual({ country: 'US', region })
  })

  it.each([
    ['K1A 0B1', 'ON'],
    ['h2x1y4', 'QC'],
    ['V6B', 'BC'],
    ['X0A 0H0', 'NU'],
    ['X1A 2N2', 'NT'],
  ])('%s is in %s', (code, region) => {
    expect(readPostcode(code)).toEqual({ country: 'CA', region })
  })

  it.each(['', '12', '123456', 'n/a', '09012', '34012', 'D1A 1A1', 'SW1A 1AA', '00000'])('“%s” stands for no place', (code) => {
    expect(readPostcode(code)).toBeUndefined()
  })
})
