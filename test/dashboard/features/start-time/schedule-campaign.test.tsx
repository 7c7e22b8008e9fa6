// A draft that starts by itself: how that is asked for, told, changed and taken back.
import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { aCampaign, anAnswer, anImport, aSheet, aSnapshot, campaignId, updateOf } from '../../support/build.ts'
import { fill, fillWords, goTo, openForm } from '../../support/new-campaign.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

/** The API's clock is ahead of this machine's, or behind it. */
const health: Answers['health'] = () => ({ ok: true, time: new Date(2026, 10, 23, 12).toISOString(), checks: [] })
const startsAt = new Date(2026, 10, 24, 9).toISOString()
const draft = (more: object = {}) => aSnapshot({ state: 'draft', version: 4, ...more })
const open = (answers: Answers) => openPage(`/campaigns/${campaignId(1)}`, { getCampaign: () => draft(), health, ...answers })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))
const dialog = async () => within(await screen.findByRole('dialog'))
const choose = async (value: string) => {
  const field = (await dialog()).getByLabelText('Start at')
  fireEvent.change(field, { target: { value } })
  fireEvent.click((await dialog()).getByRole('button', { name: 'Start then' }))
}

test('a draft is told when to start, by the viewer’s clock, and says so from then on', async () => {
  const page = open({ scheduleCampaign: () => anAnswer({ state: 'draft', version: 5, startsAt }) })
  await press('Start at…')
  await waitFor(async () => expect((await dialog()).getByLabelText('Start at')).toHaveProperty('value', '2026-11-24T09:00'))
  expect((await dialog()).getByText(/^Your own time, .+: in 2\d h.*Calling hours stay each contact’s own\.$/)).toBeTruthy()
  fireEvent.click((await dialog()).getByRole('button', { name: 'Start then' }))
  await screen.findByText(/^Starts Tue,? 24 Nov,? 09:00 \(in 2\d h.*\)$/)
  expect(page.asked('scheduleCampaign')).toMatchObject([{ params: { id: campaignId(1) }, body: { startsAt } }])
  await screen.findByRole('button', { name: 'Start now' })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('a moment that has passed is refused at its field, and nothing is sent', async () => {
  const page = open({})
  await press('Start at…')
  await waitFor(async () => expect((await dialog()).getByLabelText('Start at')).toHaveProperty('value', '2026-11-24T09:00'))
  await choose('2026-11-23T11:00')
  expect((await dialog()).getByText(/^That has passed: it is Mon,? 23 Nov,? 1[12]:\d\d by now\.$/)).toBeTruthy()
  await choose('')
  expect((await dialog()).getByText('Choose a day and a time.')).toBeTruthy()
  expect((await dialog()).getByLabelText('Start at').getAttribute('aria-invalid')).toBe('true')
  expect(page.asked('scheduleCampaign')).toEqual([])
})

test('what the API refuses is said in the dialog', async () => {
  open({ scheduleCampaign: () => problem('unprocessable', 'The campaign has no contacts.') })
  await press('Start at…')
  await choose('2099-11-24T09:00')
  await (await dialog()).findByText(/The campaign has no contacts\./)
})

test('the moment is changed, or taken back', async () => {
  const page = open({
    getCampaign: () => draft({ startsAt }),
    unscheduleCampaign: () => anAnswer({ state: 'draft', version: 5 }),
  })
  await press('Change start…')
  expect((await dialog()).getByLabelText('Start at')).toHaveProperty('value', '2026-11-24T09:00')
  fireEvent.click((await dialog()).getByRole('button', { name: 'Do not start by itself' }))
  await screen.findByRole('button', { name: 'Start at…' })
  expect(page.asked('unscheduleCampaign')).toHaveLength(1)
  expect(screen.queryByText(/^Starts /)).toBeNull()
})

test('the start itself is pushed, and leaves nothing of the moment', async () => {
  const page = open({ getCampaign: () => draft({ startsAt }) })
  await page.connect()
  await screen.findByText(/^Starts Tue/)
  await page.push(updateOf(aCampaign({ state: 'active', version: 9 })))
  await waitFor(() => expect(screen.queryByText(/^Starts Tue/)).toBeNull())
  expect(screen.queryByRole('button', { name: 'Change start…' })).toBeNull()
})

test('a draft that could not start says so', async () => {
  open({ getCampaign: () => draft({ reason: 'It could not start as scheduled. The campaign has no contacts.' }) })
  expect((await screen.findByText('Why it has not started:')).parentElement?.textContent).toContain('could not start as scheduled')
})

test('who may only look has no way to it', async () => {
  open({ getCampaign: () => draft({ startsAt }), whoAmI: () => ({ principal: 'somebody', role: 'viewer' }) })
  await screen.findByText(/^Starts Tue/)
  expect(screen.queryByRole('button', { name: 'Change start…' })).toBeNull()
})

test('the list tells when a draft starts', async () => {
  openPage('/', { listCampaigns: () => ({ items: [draft({ startsAt })], nextCursor: null }), health })
  await screen.findByText(/^Starts Tue,? 24 Nov,? 09:00 \(in 2\d h.*\)$/)
})

const list = 'phone,name\n+1 202 555 0142,Ada Quill'

test('a new campaign starts at a moment in place of now', async () => {
  const made = { name: 'Win-back', state: 'draft', startsAt } as const
  const page = await openForm({
    health,
    startFromCsv: () => ({ campaign: aCampaign(made), import: anImport() }),
    getCampaign: () => aSnapshot(made),
    getImport: () => anImport(),
  })
  fill('Contacts', list)
  await fillWords()
  await goTo('Check and start')
  await press('Start at…')
  await choose('2099-11-24T09:00')
  await screen.findByRole('heading', { level: 1, name: 'Win-back' })
  expect(page.asked('startFromCsv').map(({ body }) => body)).toMatchObject([
    { csv: list, startsAt: new Date(2099, 10, 24, 9).toISOString() },
  ])
})

test('what a new campaign still lacks is shown before a moment is asked for', async () => {
  await openForm()
  await goTo('Check and start')
  await press('Start at…')
  await screen.findByRole('heading', { level: 2, name: 'People' })
  expect(screen.queryByRole('dialog')).toBeNull()
})

test('a campaign of a sheet is made, connected and scheduled', async () => {
  const made = { name: 'Win-back', state: 'draft' } as const
  const page = await openForm({
    health,
    createCampaign: () => aCampaign(made),
    connectSheet: () => aSheet(),
    scheduleCampaign: () => anAnswer({ ...made, startsAt, version: 2 }),
    getCampaign: () => aSnapshot({ ...made, startsAt, version: 2 }),
  })
  fireEvent.click(screen.getByLabelText('A Google Sheet'))
  fill('Address of the sheet', 'https://docs.google.com/spreadsheets/d/1aBcDeFgHiJkLmNoPqRsTuVwXyZ0123456789/edit')
  await fillWords()
  await goTo('Check and start')
  await press('Start at…')
  await choose('2099-11-24T09:00')
  await screen.findByText(/^Starts Tue/)
  expect(page.asked('startCampaign')).toEqual([])
  expect(page.asked('scheduleCampaign')).toMatchObject([{ body: { startsAt: new Date(2099, 10, 24, 9).toISOString() } }])
})
