import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import type { SheetPreview } from '#contract/sheet.ts'
import { aCampaign, anAnswer, anImport, aPreview, aSheet, aSnapshot, campaignId } from '../../support/build.ts'
import { fill, fillWords, goTo, openForm, start } from '../../support/new-campaign.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const CSV = 'phone,name\n+1 202 555 0142,Ada Quill'
const noteOf = (label: string): string | undefined => {
  const input = screen.getByLabelText(label)
  expect(input.getAttribute('aria-invalid')).toBe('true')
  return document.getElementById(input.getAttribute('aria-describedby') ?? '')?.textContent ?? undefined
}
const started: Answers = {
  startFromCsv: () => ({ campaign: aCampaign({ name: 'Win-back', state: 'draft', openImports: 1 }), import: anImport() }),
  getCampaign: () => aSnapshot({ name: 'Win-back', state: 'draft', openImports: 1 }),
  getImport: () => anImport(),
}

test('the way to the form leads from the list of campaigns, and its step stands in the address', async () => {
  const page = openPage('/', {})
  fireEvent.click((await screen.findAllByRole('link', { name: 'New campaign' }))[0] ?? document.body)
  await screen.findByRole('heading', { level: 1, name: 'New campaign' })
  fireEvent.click(screen.getByRole('button', { name: 'Continue' }))
  await screen.findByRole('heading', { level: 2, name: 'Words' })
  expect(page.history.location.search).toBe('?step=words')
  expect(document.activeElement?.textContent).toBe('Words')
  fireEvent.click(screen.getByRole('button', { name: 'Back' }))
  await screen.findByRole('heading', { level: 2, name: 'People' })
})

test('starts from the list, and goes to the campaign with its import', async () => {
  const page = await openForm(started)
  fill('Contacts', CSV)
  await fillWords()
  await goTo('Rules')
  fill('Lines', '12')
  fill('Delay', '0,5')
  await start()
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

test('what was typed outlives a reload, and is gone once the campaign has started', async () => {
  const { storage } = await openForm()
  fill('Contacts', CSV)
  await fillWords()
  await openForm(started, { storage })
  expect(screen.getByLabelText('Contacts')).toHaveProperty('value', CSV)
  await goTo('Words')
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Win-back')
  await start()
  await screen.findByRole('heading', { level: 1, name: 'Win-back' })
  await openForm({}, { storage })
  expect(screen.getByLabelText('Contacts')).toHaveProperty('value', '')
})

test('what is missing is said at its field, step by step, and nothing is sent', async () => {
  const page = await openForm()
  await goTo('Rules')
  fill('Lines', '0')
  fill('Delay', 'soon')
  await start()
  await screen.findByRole('heading', { level: 2, name: 'People' })
  expect(noteOf('Contacts')).toContain('Choose a file or paste a list')
  expect(document.activeElement).toBe(screen.getByLabelText('Contacts'))
  await goTo('Words')
  expect(noteOf('Name')).toBe('A campaign needs a name of at most 200 characters.')
  await goTo('Rules')
  expect(noteOf('Lines')).toBe('From 1 to 10\u202f000 lines.')
  expect(noteOf('Delay')).toBe('From 0 to 600 seconds.')
  expect(page.asked('startFromCsv')).toEqual([])
})

test.each([
  { pointer: '/csv', step: 'People' as const, label: 'Contacts' },
  // What the schema of the body finds carries where in the request it was found.
  { pointer: '/body/settings/callDelay', step: 'Rules' as const, label: 'Delay' },
])('what the API finds wrong at $pointer is said at the field $label', async ({ pointer, step, label }) => {
  const errors = [{ pointer, detail: 'No column holds telephone numbers.' }]
  await openForm({ startFromCsv: () => problem('unprocessable', 'The request cannot be used.', { errors }) })
  fill('Contacts', CSV)
  await fillWords()
  await start()
  expect((await screen.findByRole('alert')).textContent).toContain('The request cannot be used.')
  await goTo(step)
  expect(noteOf(label)).toBe('No column holds telephone numbers.')
})

test('the same request that is sent again says that it is the same', async () => {
  const keys: (string | null)[] = []
  await openForm({
    startFromCsv: ({ idempotencyKey }) => {
      keys.push(idempotencyKey)
      return problem('unavailable', 'Try again.')
    },
  })
  fill('Contacts', CSV)
  await fillWords()
  await start()
  await screen.findByRole('alert')
  fireEvent.click(screen.getByRole('button', { name: 'Start calling' }))
  await waitFor(() => expect(keys).toHaveLength(2))
  expect(keys[0]).toBeTruthy()
  expect(keys[1]).toBe(keys[0])
})

test('a file that is chosen is sent as it was read', async () => {
  const page = await openForm({ startFromCsv: () => problem('internal', 'Broken.') })
  const file = new File(['phone;name;plan\n+1 202 555 0142;Ada;yearly\n'], 'spring.csv', { type: 'text/csv' })
  fireEvent.change(screen.getByLabelText('List file'), { target: { files: [file] } })
  await screen.findByDisplayValue(/Ada;yearly/)
  await fillWords()
  await start()
  await waitFor(() => expect(page.asked('startFromCsv')[0]?.body).toMatchObject({ fileName: 'spring.csv' }))
})

test('a variable is completed as soon as a brace is opened, and written by Enter', async () => {
  const page = await openForm({ previewList: () => aPreview() })
  fill('Contacts', CSV)
  await page.advance(400)
  await goTo('Words')
  fill('First message', 'Hello {{ku')
  const option = await screen.findByRole('option', { name: '{{Kunde}}' })
  expect(screen.getByLabelText('First message').getAttribute('aria-activedescendant')).toBe(option.id)
  fireEvent.keyDown(screen.getByLabelText('First message'), { key: 'Enter' })
  expect(screen.getByLabelText('First message')).toHaveProperty('value', 'Hello {{Kunde}}')
  expect(screen.queryByRole('option')).toBeNull()
})

test('what the rules lead to stands beside them and moves with them', async () => {
  const counts = { rows: 120, willBeCalled: 100, neverCalled: 3, suppressed: 0, known: 0, duplicates: 16, rejected: 1 }
  const page = await openForm({ previewList: () => aPreview({ counts }) })
  fill('Contacts', CSV)
  await page.advance(400)
  const beside = within(screen.getByRole('complementary', { name: 'What will happen' }))
  const shown = (term: string) => beside.getByText(term).nextElementSibling?.textContent
  await waitFor(() => expect(shown('Will be called')).toBe('100'))
  expect(beside.getByText('Never reached: 20 rows')).toBeTruthy()
  const before = shown('Takes about')
  await goTo('Rules')
  fill('Retries', '0')
  expect(shown('Calls')).toBe('100')
  expect(shown('Takes about')).not.toBe(before)
})

const found: SheetPreview = {
  ...{ spreadsheetId: 'sheet-1', title: 'Members', tab: 'May', account: 'robot@example.test' },
  columns: [
    { name: 'Tel', field: 'phone' },
    { name: 'Who', field: 'name' },
  ],
  writes: [{ name: 'status', isThere: false }],
  rows: [{ line: 2, cells: ['+12025550142', 'Ada'], becomes: 'contact' }],
  ...{ rowsToTake: 1, duplicates: 0, rejected: 2, left: 0 },
}
const ADDRESS = 'https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789/edit#gid=0'

test('a sheet is looked at, its words are tried on its rows, and starting connects it', async () => {
  const page = await openForm({
    previewNewSheet: () => found,
    previewList: () => aPreview(),
    createCampaign: () => aCampaign({ state: 'draft' }),
    connectSheet: () => aSheet(),
    startCampaign: () => anAnswer({ name: 'Win-back' }),
    getCampaign: () => aSnapshot({ name: 'Win-back' }),
  })
  fireEvent.click(screen.getByLabelText('A Google Sheet'))
  fill('Address of the sheet', ADDRESS)
  await page.advance(400)
  expect((await screen.findByRole('region', { name: 'What was found in the sheet' })).textContent).toContain('Members')
  await fillWords()
  await page.advance(400)
  expect(page.asked('previewList').at(-1)?.body).toMatchObject({
    csv: '"Tel","Who"\n"+12025550142","Ada"',
    firstMessage: 'Hello {{name}}.',
  })
  await start()
  await screen.findByRole('heading', { level: 1, name: 'Win-back' })
  expect(page.asked('createCampaign')[0]?.body).toMatchObject({ name: 'Win-back' })
  expect(page.asked('connectSheet')[0]?.body).toMatchObject({ spreadsheet: ADDRESS })
  expect(page.asked('startCampaign')).toHaveLength(1)
})

test('when a sheet cannot be connected, trying again makes no second campaign', async () => {
  const page = await openForm({
    createCampaign: () => aCampaign({ state: 'draft' }),
    editCampaign: () => anAnswer({ state: 'draft' }),
    connectSheet: () => problem('unprocessable', 'Share it with robot@example.test.'),
  })
  fireEvent.click(screen.getByLabelText('A Google Sheet'))
  fill('Address of the sheet', ADDRESS)
  await fillWords()
  await start()
  expect((await screen.findByRole('alert')).textContent).toContain('Share it with robot@example.test.')
  fireEvent.click(screen.getByRole('button', { name: 'Start calling' }))
  await waitFor(() => expect(page.asked('connectSheet')).toHaveLength(2))
  expect(page.asked('createCampaign')).toHaveLength(1)
  expect(page.asked('editCampaign')).toHaveLength(1)
})
