import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { TemplateId } from '#contract/ids.ts'
import { aSnapshot } from '../../support/build.ts'
import { fill, fillWords, goTo, openForm } from '../../support/new-campaign.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const WORDS = { name: 'Win-back', prompt: 'Be brief.', firstMessage: 'Hello {{name}}.', defaultCountry: 'US' }
const AT = '2026-11-03T14:00:00.000Z'
const saved: Answers = {
  createTemplate: () => ({
    ...{ ...WORDS, settings: CampaignSettings.parse({}), version: 1, createdAt: AT, changedAt: AT },
    id: TemplateId.parse(`tpl_01${'0'.repeat(24)}`),
  }),
}

const save = async (): Promise<void> => {
  await goTo('Check and start')
  fireEvent.click(screen.getByRole('button', { name: 'Save as template' }))
}

test('words and rules are saved as a template without a list, and without what people have agreed to; nobody is called', async () => {
  const page = await openForm(saved)
  await fillWords()
  await goTo('Rules')
  fill('Lines', '9')
  await goTo('Check and start')
  fill('Attested by', 'Ana')
  await save()
  expect((await screen.findByRole('link', { name: 'Templates' })).getAttribute('href')).toBe('/settings/templates')
  expect(page.asked('createTemplate').map(({ body }) => body)).toEqual([
    { ...WORDS, settings: { ...CampaignSettings.parse({}), maxConcurrentCalls: 9 } },
  ])
  expect(page.requests.filter(({ operation }) => operation === 'startFromCsv' || operation === 'createCampaign')).toEqual([])
  expect(screen.queryByRole('button', { name: 'Save as template' })).toBeNull()
  await goTo('Words')
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Win-back')
})

test('what a template cannot do without is said at its field', async () => {
  const page = await openForm(saved)
  await save()
  await screen.findByRole('heading', { level: 2, name: 'Words' })
  expect(screen.getByLabelText('Name').getAttribute('aria-invalid')).toBe('true')
  expect(page.asked('createTemplate')).toEqual([])
})

test('a refusal says that no template was made', async () => {
  await openForm({ createTemplate: () => problem('unavailable', 'The table cannot be reached.') })
  await fillWords()
  await save()
  expect((await screen.findByRole('alert')).textContent).toContain('No template was made. The table cannot be reached.')
  expect(screen.getByRole('button', { name: 'Save as template' })).toBeTruthy()
})

test('a campaign that is there becomes one by its menu', async () => {
  const page = openPage('/', { ...saved, listCampaigns: () => ({ items: [aSnapshot()], nextCursor: null }) })
  fireEvent.click(await screen.findByRole('button', { name: 'More for Spring renewal' }))
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Save as template' }))
  await waitFor(() => expect(page.asked('createTemplate')[0]?.body).toMatchObject({ name: 'Spring renewal' }))
  expect(page.asked('createTemplate')[0]?.body).not.toHaveProperty('id')
})
