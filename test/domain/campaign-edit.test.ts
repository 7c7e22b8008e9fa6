import { describe, expect, it } from 'vitest'
import { CampaignEdit } from '#contract/campaign-edit.ts'
import { type Editable, editOf } from '#domain/campaign-edit.ts'
import { aCampaign, phone, someSettings } from '../support/builders.ts'

const edit = (changes: object, current: Partial<Editable> = {}) => editOf(aCampaign(current), CampaignEdit.parse(changes))

describe('an edit', () => {
  it('changes what it names, and names what it has changed', () => {
    const edited = edit({ name: 'Autumn', language: 'fr', settings: { callDelay: 9_000 } })
    expect(edited).toMatchObject({
      ok: true,
      fields: ['name', 'language', 'settings.callDelay'],
      campaign: { name: 'Autumn', language: 'fr', prompt: aCampaign().prompt, settings: someSettings({ callDelay: 9_000 }) },
    })
  })

  it.each([
    ['nothing', {}, {}],
    ['what is the case already', { name: aCampaign().name, from: phone }, { from: phone }],
    ['the absence of what is absent', { agentId: null, settings: { window: null } }, {}],
  ])('that says %s changes no field', (_, changes, current) => {
    expect(edit(changes, current)).toMatchObject({ ok: true, fields: [] })
  })

  it('takes away what can be absent, and leaves the rest of the settings', () => {
    const settings = someSettings({ budget: { calls: 5 }, weight: 3 })
    const edited = edit({ from: null, settings: { budget: null } }, { from: phone, settings })
    expect(edited).toMatchObject({ ok: true, fields: ['from', 'settings.budget'] })
    expect(edited.ok && edited.campaign.from).toBeUndefined()
    expect(edited.ok && edited.campaign.settings).toEqual(someSettings({ weight: 3 }))
  })

  it.each([
    ['asks for a message that is not there', {}, { answeringMachine: 'leave-message' }],
    [
      'takes the message away that is still to be left',
      { answeringMachine: 'leave-message', voicemailMessage: 'Hello' },
      { voicemailMessage: null },
    ],
  ] as const)('that %s is refused, with the place', (_, before, settings) => {
    const edited = edit({ settings }, { settings: someSettings(before) })
    expect(edited).toEqual({ ok: false, errors: [{ pointer: '/body/settings/voicemailMessage', detail: expect.any(String) }] })
  })

  it('is judged by what the campaign becomes, not by what it names', () => {
    const settings = { answeringMachine: 'leave-message', voicemailMessage: 'Please call us back.' }
    expect(edit({ settings })).toMatchObject({ ok: true })
    expect(
      edit({ settings: { answeringMachine: 'leave-message' } }, { settings: someSettings({ voicemailMessage: 'Hello' }) }),
    ).toMatchObject({
      ok: true,
    })
  })
})
