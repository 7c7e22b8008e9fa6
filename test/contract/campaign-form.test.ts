// A form's texts as the body that JSON would have been.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NewCampaign } from '#contract/campaign-edit.ts'
import { campaignForm } from '#contract/campaign-form.ts'

const formOf = (fields: Record<string, string>) => campaignForm(new Map(Object.entries(fields)))

describe('a form', () => {
  it('says by its fields what JSON says', () => {
    expect(formOf({ name: '42', prompt: '{"no": "json"}', firstMessage: 'Hello', defaultCountry: 'AU' })).toEqual({
      ...{ name: '42', prompt: '{"no": "json"}', firstMessage: 'Hello', defaultCountry: 'AU' },
    })
  })

  it('may give its settings one by one, as one field of JSON, or both; the one by itself counts', () => {
    const one = { callDelay: '500', answeringMachine: 'off', voicemailMessage: '12', window: '{"from":"09:00","to":"18:00"}' }
    expect(formOf(one)).toEqual({
      settings: { callDelay: 500, answeringMachine: 'off', voicemailMessage: '12', window: { from: '09:00', to: '18:00' } },
    })
    expect(formOf({ settings: '{"callDelay":1,"retryCount":2}', callDelay: '500', 'settings.weight': '3' })).toEqual({
      settings: { callDelay: 500, retryCount: 2, weight: 3 },
    })
  })

  it('may give an object part by part', () => {
    expect(formOf({ 'consent.attestedBy': 'ana@example.com', 'consent.text': '1', 'mapping.Tel. no.': 'phone' })).toEqual({
      consent: { attestedBy: 'ana@example.com', text: '1' },
      mapping: { 'Tel. no.': 'phone' },
    })
  })

  it('that says what cannot be leaves the complaint to the schema', () => {
    const words = { name: 'n', prompt: 'p', firstMessage: 'f' }
    const wrong = NewCampaign.safeParse(formOf({ ...words, callDelay: 'soon', settings: '{' }))
    expect(wrong.error?.issues.map(({ path }) => path.join('.'))).toEqual(['settings.callDelay'])
    expect(NewCampaign.safeParse(formOf({ ...words, settings: '{' })).error?.issues[0]?.path).toEqual(['settings'])
  })

  it('never breaks, whatever its fields are called and say', () => {
    const name = fc.oneof(
      fc.string(),
      fc.constantFrom('settings', 'settings.', 'settings.__proto__', '__proto__', 'consent', 'consent.x', 'window'),
    )
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.oneof(fc.string(), fc.json()))), (fields) => {
        expect(NewCampaign.safeParse(campaignForm(new Map(fields))).success).toBe(false)
      }),
    )
  })
})
