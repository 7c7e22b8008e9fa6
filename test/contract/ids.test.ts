import { describe, expect, it } from 'vitest'
import { AttemptId, CampaignId, ContactId, E164, ImportId, Instant } from '#contract/ids.ts'
import { ids } from '#runtime/ids.ts'
import { aCampaign, attemptId, campaignId, contactId, phone } from '../support/builders.ts'

const ULID = '01JD0000000000000000000000'
const HEX = '00123456789abcdef012345678'

describe('an id', () => {
  it('that we make is one that we take', () => {
    expect(CampaignId.parse(ids.campaign())).toMatch(/^cmp_/)
    expect(ImportId.parse(ids.import())).toMatch(/^imp_/)
    expect(ContactId.parse(ids.contact(aCampaign(), phone))).toMatch(/^ctc_/)
    expect([campaignId, contactId, attemptId]).toEqual([`cmp_${ULID}`, `ctc_${HEX}`, `att_${ULID}_${HEX}_1`])
  })

  it.each([
    [
      'a campaign',
      CampaignId,
      ['', ULID, `cmp_${ULID}0`, `cmp_${ULID.slice(1)}`, `cmp_${ULID.toLowerCase()}`, `ctc_${ULID}`, `cmp_${'I'.repeat(26)}`],
    ],
    ['a contact', ContactId, ['', HEX, `ctc_${HEX}0`, `ctc_${HEX.toUpperCase()}`, `ctc_${HEX.slice(1)}`, `cmp_${HEX}`]],
    [
      'an attempt',
      AttemptId,
      [`att_${ULID}_${HEX}_0`, `att_${ULID}_${HEX}_01`, `att_${ULID}_${HEX}_123456`, `att_${ULID}_${HEX}`, `att_${ULID}_${HEX}_1 `],
    ],
    ['an import', ImportId, ['imp_', 'imp_short', `imp_${'a'.repeat(41)}`, `imp_../../etc/passwd`, 'imp_0123456789/x']],
  ])('of %s is not any text', (_, schema, texts) => {
    for (const text of texts) expect(schema.safeParse(text).success).toBe(false)
  })

  it('has no new line behind it', () => {
    expect(CampaignId.safeParse(`${campaignId}\n`).success).toBe(false)
    expect(AttemptId.safeParse(`${attemptId}\n`).success).toBe(false)
  })
})

describe('a telephone number', () => {
  it.each(['+12025550142', '+442079460011', '+1234567'])('is %s', (text) => {
    expect(E164.safeParse(text).success).toBe(true)
  })

  it.each(['12025550142', '+02025550142', '+1 202 555 0142', '+1234567890123456', '+', '＋12025550142'])('is not “%s”', (text) => {
    expect(E164.safeParse(text).success).toBe(false)
  })
})

describe('an instant', () => {
  it('is what every clock of ours writes', () => {
    expect(Instant.parse(new Date(0).toISOString())).toBe('1970-01-01T00:00:00.000Z')
  })

  // Sort keys of the table compare them as text.
  it.each(['2026-11-02T15:00:00Z', '2026-11-02T15:00:00.000+01:00', '2026-11-02', '2026-02-30T15:00:00.000Z', '2026-11-02T15:00:00.0000Z'])(
    'is not “%s”: all are of one form and one zone',
    (text) => {
      expect(Instant.safeParse(text).success).toBe(false)
    },
  )
})
