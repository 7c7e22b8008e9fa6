import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { CampaignSettings } from '#contract/campaign.ts'
import { aCampaign, anImport, aSnapshot, campaignId } from '../../support/build.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const CSV = 'phone,name\n+1 202 555 0142,Ada Quill'
const fill = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } })
const submit = () => fireEvent.click(screen.getByRole('button', { name: 'Start calling' }))
const noteOf = (label: string): string | undefined => {
  const input = screen.getByLabelText(label)
  expect(input.getAttribute('aria-invalid')).toBe('true')
  return document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent ?? undefined
}

const openForm = async (answers: Answers = {}) => {
  const page = openPage('/?new=true', answers)
  await screen.findByRole('dialog', { name: 'New campaign' })
  return page
}

const fillAll = () => {
  fill('Name', 'Win-back')
  fill('Contacts', CSV)
  fill('Prompt', 'Be brief.')
  fill('First message', 'Hello {{name}}.')
}

test('the button opens the form, and the address says so', async () => {
  const page = openPage('/', {})
  fireEvent.click(await screen.findByRole('button', { name: 'New campaign' }))
  await screen.findByRole('dialog', { name: 'New campaign' })
  expect(page.history.location.search).toBe('?new=true')
  fireEvent.click(screen.getByRole('button', { name: 'Cancel' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('starts from the list, and goes to the campaign with its import', async () => {
  const page = await openForm({
    startFromCsv: () => ({ campaign: aCampaign({ name: 'Win-back', state: 'draft', openImports: 1 }), import: anImport() }),
    getCampaign: () => aSnapshot({ name: 'Win-back', state: 'draft', openImports: 1 }),
    getImport: () => anImport(),
  })
  fillAll()
  fill('Lines', '12')
  fill('Delay', '0,5')
  submit()
  await screen.findByRole('heading', { level: 1, name: 'Win-back' })
  expect(page.asked('startFromCsv')[0]?.body).toEqual({
    name: 'Win-back',
    prompt: 'Be brief.',
    firstMessage: 'Hello {{name}}.',
    csv: CSV,
    fileName: 'contacts.csv',
    defaultCountry: 'US',
    settings: { ...CampaignSettings.parse({}), maxConcurrentCalls: 12, callDelay: 500 },
  })
  expect(page.history.location.pathname).toBe(`/campaigns/${campaignId(1)}`)
  expect(page.history.location.search).toContain('imp_0123456789AB')
})

test('what is missing is said at its field, and nothing is sent', async () => {
  const page = await openForm()
  fill('Lines', '0')
  fill('Delay', 'soon')
  submit()
  expect(noteOf('Name')).toBe('A campaign needs a name of at most 200 characters.')
  expect(noteOf('Contacts')).toContain('Choose a file or paste a list')
  expect(noteOf('Lines')).toBe('From 1 to 10\u202f000 lines.')
  expect(noteOf('Delay')).toBe('From 0 to 600 seconds.')
  expect(document.activeElement).toBe(screen.getByLabelText('Name'))
  expect(page.asked('startFromCsv')).toEqual([])
})

test.each([
  { pointer: '/csv', label: 'Contacts' },
  // What the schema of the body finds carries where in the request it was found.
  { pointer: '/body/settings/callDelay', label: 'Delay' },
])('what the API finds wrong at $pointer is said at the field $label', async ({ pointer, label }) => {
  const errors = [{ pointer, detail: 'No column holds telephone numbers.' }]
  await openForm({ startFromCsv: () => problem('unprocessable', 'The request cannot be used.', { errors }) })
  fillAll()
  submit()
  expect((await screen.findByRole('alert')).textContent).toContain('The request cannot be used.')
  expect(noteOf(label)).toBe('No column holds telephone numbers.')
})

test('a file that is chosen is sent as it was read', async () => {
  const page = await openForm({ startFromCsv: () => problem('internal', 'Broken.') })
  const file = new File(['phone;name;plan\n+1 202 555 0142;Ada;yearly\n'], 'spring.csv', { type: 'text/csv' })
  fireEvent.change(screen.getByLabelText('List file'), { target: { files: [file] } })
  await screen.findByDisplayValue(/Ada;yearly/)
  fill('Name', 'Spring')
  fill('Prompt', 'Be brief.')
  fill('First message', 'Hello.')
  submit()
  await waitFor(() => expect(page.asked('startFromCsv')[0]?.body).toMatchObject({ fileName: 'spring.csv' }))
})

test('what was typed is kept when the API refuses it', async () => {
  await openForm({ startFromCsv: () => problem('internal', 'Broken.') })
  fillAll()
  submit()
  await screen.findByRole('alert')
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Win-back')
})
