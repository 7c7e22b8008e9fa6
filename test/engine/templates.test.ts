// Templates: campaigns without contacts, changed by whoever has seen their newest version, and what is made from them.
import { beforeEach, describe, expect, it } from 'vitest'
import { createCampaign } from '#app/campaigns/create-campaign.ts'
import { createTemplate, deleteTemplate, editTemplate, getTemplate } from '#app/campaigns/templates.ts'
import { NewCampaign } from '#contract/campaign-edit.ts'
import { TemplateId } from '#contract/ids.ts'
import { TemplateEdit } from '#contract/template.ts'
import { playImports } from '../support/imports.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let bucket: ReturnType<typeof playImports>
beforeEach(() => {
  bucket = playImports()
})

const wanted = NewCampaign.parse({ name: 'Renewals', prompt: 'Be kind.', firstMessage: 'Hello!', settings: { retryCount: 3, weight: 2 } })
const nobody = TemplateId.parse('tpl_01JD0000000000000000000009')

describe('a template', () => {
  it('is kept as it was given, and read again', async () => {
    const template = await createTemplate(bucket.ports)(wanted)
    expect(template).toMatchObject({ ...wanted, id: expect.stringMatching(/^tpl_/), version: 1 })
    expect(await getTemplate(bucket.ports)(template.id)).toEqual(template)
  })

  it('is changed where something is named, and counts its versions', async () => {
    const { id, createdAt } = await createTemplate(bucket.ports)(wanted)
    bucket.move(60_000)
    const edit = TemplateEdit.parse({ prompt: 'Be brief.', defaultCountry: 'AU', settings: { callDelay: 100 } })
    const changed = await editTemplate(bucket.ports)(id, { edit, ifVersion: 1 })
    expect(changed).toMatchObject({ name: 'Renewals', prompt: 'Be brief.', defaultCountry: 'AU', version: 2, createdAt })
    expect(changed.settings).toMatchObject({ callDelay: 100, retryCount: 3, weight: 2 })
    expect(Date.parse(changed.changedAt) - Date.parse(createdAt)).toBe(60_000)
    expect(await getTemplate(bucket.ports)(id)).toEqual(changed)
  })

  it('is not changed by whoever has seen another version', async () => {
    const { id } = await createTemplate(bucket.ports)(wanted)
    const edit = (prompt: string, ifVersion: number) => editTemplate(bucket.ports)(id, { edit: { prompt }, ifVersion })
    await edit('two', 1)
    await expect(edit('three', 1)).rejects.toMatchObject({ code: 'precondition_failed', message: expect.stringContaining('version 2') })
    expect((await getTemplate(bucket.ports)(id)).prompt).toBe('two')
  })

  it('keeps both of two changes that come at the same time', async () => {
    const { id } = await createTemplate(bucket.ports)(wanted)
    await Promise.all([{ prompt: 'other' }, { name: 'Other' }].map((edit) => editTemplate(bucket.ports)(id, { edit })))
    expect(await getTemplate(bucket.ports)(id)).toMatchObject({ prompt: 'other', name: 'Other', version: 3 })
  })

  it('is deleted once, and then not found', async () => {
    const { id } = await createTemplate(bucket.ports)(wanted)
    expect(await deleteTemplate(bucket.ports)(id)).toMatchObject({ id })
    for (const ask of [deleteTemplate(bucket.ports), getTemplate(bucket.ports)]) {
      await expect(ask(id)).rejects.toMatchObject({ code: 'not_found' })
    }
    await expect(editTemplate(bucket.ports)(nobody, { edit: {} })).rejects.toMatchObject({ code: 'not_found' })
  })

  it('that could be no campaign is refused', async () => {
    const { id } = await createTemplate(bucket.ports)(wanted)
    const edit = TemplateEdit.parse({ settings: { answeringMachine: 'leave-message' } })
    await expect(editTemplate(bucket.ports)(id, { edit })).rejects.toMatchObject({
      code: 'unprocessable',
      errors: [expect.objectContaining({ pointer: '/body/settings/voicemailMessage' })],
    })
  })
})

describe('a campaign from a template', () => {
  it('is what the template says, but for what is asked for in its place', async () => {
    const { id } = await createTemplate(bucket.ports)(wanted)
    const campaign = await createCampaign(bucket.ports)({ templateId: id, name: 'Spring', settings: { weight: 5 } })
    expect(campaign).toMatchObject({ name: 'Spring', prompt: 'Be kind.', state: 'draft', template: { id, version: 1 } })
    expect(campaign.settings).toMatchObject({ retryCount: 3, weight: 5 })
  })

  it('stays as it is when the template changes', async () => {
    const { id } = await createTemplate(bucket.ports)(wanted)
    const campaign = await createCampaign(bucket.ports)({ templateId: id })
    await editTemplate(bucket.ports)(id, { edit: { prompt: 'Other.' } })
    expect(await bucket.now(campaign)).toMatchObject({ prompt: 'Be kind.', template: { version: 1 } })
  })

  it('needs a template', async () => {
    await expect(createCampaign(bucket.ports)({ templateId: nobody })).rejects.toMatchObject({ code: 'not_found' })
  })
})
