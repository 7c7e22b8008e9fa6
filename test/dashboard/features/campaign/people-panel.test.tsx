import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { anImport, aPreview, aSheet, aSnapshot, campaignId } from '../../support/build.ts'
import { openPage } from '../../support/page.tsx'
import type { Answers } from '../../support/server.ts'

afterEach(cleanup)

const open = (answers: Answers = {}) => openPage(`/campaigns/${campaignId(1)}`, { getCampaign: () => aSnapshot(), ...answers })
const panel = async () => within(await screen.findByRole('region', { name: 'People' }))

test('a connected sheet is shown with what became of its rows, its last reading and its trouble', async () => {
  const trouble = { kind: 'no-access' as const, says: 'Share it with robot@example.test.', since: '2026-11-03T14:00:00.000Z' }
  open({ listSheets: () => ({ items: [aSheet({ trouble, tendedAt: '2026-11-03T14:05:00.000Z' })] }) })
  const people = await panel()
  expect((await people.findByRole('link', { name: 'Members' })).getAttribute('href')).toContain('sheet-1')
  expect(people.getByRole('status').textContent).toContain('Share it with robot@example.test. The campaign goes on.')
  expect(people.getByText(/Read and written back last/)).toBeTruthy()
})

test('a sheet is disconnected once its consequence was stated', async () => {
  let items = [aSheet()]
  const page = open({ listSheets: () => ({ items }), disconnectSheet: () => aSheet() })
  fireEvent.click(await (await panel()).findByRole('button', { name: 'Disconnect' }))
  const asking = within(await screen.findByRole('dialog', { name: 'Disconnect “Members”?' }))
  expect(asking.getByText(/Its contacts stay/)).toBeTruthy()
  expect(page.asked('disconnectSheet')).toEqual([])
  items = []
  fireEvent.click(asking.getByRole('button', { name: 'Disconnect it' }))
  expect(await (await panel()).findByText(/connect a Google Sheet/)).toBeTruthy()
})

test('one more list is looked at as it would join this campaign, and imported as it was shown', async () => {
  const page = open({ previewList: () => aPreview(), addList: () => anImport(), getImport: () => anImport() })
  fireEvent.click(await (await panel()).findByRole('link', { name: 'Add people…' }))
  const adding = within(await screen.findByRole('dialog', { name: 'Add people to “Spring renewal”' }))
  fireEvent.change(adding.getByLabelText('Contacts'), { target: { value: 'Telefon;Kunde\n+12025550142;Ada' } })
  await page.advance(400)
  expect(await adding.findByRole('region', { name: 'What was found in the list' })).toBeTruthy()
  expect(page.asked('previewList')[0]?.body).toMatchObject({ campaignId: campaignId(1) })
  fireEvent.click(adding.getByRole('button', { name: 'Add them' }))
  await waitFor(() => expect(page.asked('addList')[0]?.body).toMatchObject({ mapping: { Telefon: 'phone', Kunde: 'variable' } }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(page.history.location.search).toContain('imp_0123456789AB')
})

test('nothing is added without a list, and the form says so', async () => {
  const page = open()
  fireEvent.click(await (await panel()).findByRole('link', { name: 'Add people…' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Add them' }))
  expect(within(screen.getByRole('dialog')).getByLabelText('Contacts').getAttribute('aria-invalid')).toBe('true')
  expect(page.asked('addList')).toEqual([])
})
