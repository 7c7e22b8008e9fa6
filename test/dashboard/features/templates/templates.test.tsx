import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { TemplateId } from '#contract/ids.ts'
import { Template } from '#contract/template.ts'
import { aCampaign } from '../../support/build.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const AT = '2026-11-03T14:00:00.000Z'
const aTemplate = (over: Partial<Template> = {}): Template =>
  Template.parse({
    ...aCampaign(),
    id: TemplateId.parse(`tpl_01${'0'.repeat(24)}`),
    name: 'Renewals',
    version: 3,
    createdAt: AT,
    changedAt: AT,
    ...over,
  })
const open = (answers: Answers = {}) =>
  openPage('/settings/templates', { listTemplates: () => ({ items: [aTemplate()], nextCursor: null }), ...answers })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

test('a template says what it begins as, and leads to a campaign that begins so', async () => {
  open()
  const list = within(await screen.findByRole('list', { name: 'Templates' }))
  expect(list.getByText('“Hello {{name}}.”')).toBeTruthy()
  expect(list.getByText('5 lines · 1 retry · changed 3 Nov 2026')).toBeTruthy()
  expect(list.getByRole('link', { name: 'New campaign from Renewals' }).getAttribute('href')).toContain('/campaigns/new?from=tpl_01')
})

test('a template is renamed as it was seen, and a refusal leaves what was typed', async () => {
  let answer: Template | Response = problem('precondition_failed', 'Somebody has changed it since.')
  const page = open({ editTemplate: () => answer })
  await press('Rename Renewals')
  fireEvent.change(await screen.findByLabelText('Name'), { target: { value: 'Spring renewals' } })
  await press('Rename')
  expect((await screen.findByRole('alert')).textContent).toContain('Somebody has changed it since.')
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Spring renewals')
  answer = aTemplate({ name: 'Spring renewals' })
  await press('Rename')
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(page.asked('editTemplate')[0]?.body).toEqual({ name: 'Spring renewals' })
})

test('a template is deleted after one question that says what stays', async () => {
  const page = open({ deleteTemplate: () => aTemplate() })
  await press('Delete Renewals')
  expect(screen.getByText(/^Campaigns that were made from it stay as they are/)).toBeTruthy()
  await press('Delete it')
  await waitFor(() => expect(page.asked('deleteTemplate')).toHaveLength(1))
})

test('who may only look is offered nothing, and without templates is told how one is made', async () => {
  open({ whoAmI: () => ({ principal: 'token:vi', role: 'viewer' }), listTemplates: () => ({ items: [], nextCursor: null }) })
  expect(await screen.findByText(/^None yet/)).toBeTruthy()
  expect(screen.queryByRole('button', { name: /Rename|Delete/ })).toBeNull()
})
