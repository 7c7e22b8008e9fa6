import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { aCall, aContact, aSnapshot, callsOf, campaignId } from '../../support/build.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const ADDRESS = `/campaigns/${campaignId(1)}/contacts`
const ana = aContact(1, { name: 'Ana', state: 'retrying', attempts: 1, outcome: 'no-answer', dueAt: '2026-11-03T15:00:00.000Z' })
const whole = { ...ana, calls: [aCall(1, { state: 'no-answer', outcome: 'no-answer', endedAt: '2026-11-03T14:03:00.000Z' })] }
const WHY = { callable: false, rule: 'due-later', because: 'It waits for its retry.', until: '2026-11-03T15:00:00.000Z' } as const

const open = (answers: Answers = {}, search = '') =>
  openPage(ADDRESS + search, {
    getCampaign: () => aSnapshot(),
    listContacts: () => ({ items: [ana, aContact(2)], nextCursor: null }),
    getContact: () => whole,
    contactWhy: () => WHY,
    ...answers,
  })
const panel = async () => within(await screen.findByRole('region', { name: ana.phone }))
const press = async (name: string): Promise<void> => void fireEvent.click(await screen.findByRole('button', { name }))

test('contacts are rows with how each stands, and open in full', async () => {
  const page = open()
  fireEvent.click(await screen.findByRole('link', { name: ana.phone }))
  const contact = await panel()
  expect(await contact.findByText('It waits for its retry.')).toBeTruthy()
  expect(contact.getByText(/Next attempt not before/)).toBeTruthy()
  expect(contact.getByRole('link', { name: 'Call 1' }).getAttribute('href')).toContain(`call=`)
  expect(contact.getByText('the carrier: no answer')).toBeTruthy()
  expect(page.history.location.search).toContain(ana.id)
})

test('the next attempt stands in the contact’s own time, too, when the list has told where they are', async () => {
  open({ getContact: () => ({ ...whole, timeZone: 'America/Denver' }) }, `?contact=${ana.id}`)
  expect((await (await panel()).findByText(/Next attempt not before/)).textContent).toMatch(/, your time; 3\u00a0Nov,\u00a008:00 there\.$/)
})

test('who is looked for stands in the address, and is asked for at the API', async () => {
  const page = open()
  await screen.findByRole('link', { name: ana.phone })
  fireEvent.change(screen.getByLabelText('Search by number or name'), { target: { value: 'ana' } })
  await page.advance(300)
  fireEvent.change(screen.getByLabelText('State'), { target: { value: 'retrying' } })
  await waitFor(() => expect(page.asked('listContacts').at(-1)?.query).toMatchObject({ search: 'ana', state: 'retrying' }))
  expect(page.history.location.search).toBe('?search=ana&state=retrying')
})

test('a contact that is opened while somebody is still looked for stays open; one that was open before does not', async () => {
  const looksFor = (text: string) => fireEvent.change(screen.getByLabelText('Search by number or name'), { target: { value: text } })
  const page = open()
  const row = await screen.findByRole('link', { name: ana.phone })
  looksFor('ana')
  fireEvent.click(row)
  await panel()
  await page.advance(300)
  await waitFor(() => expect(page.history.location.search).toContain('search=ana'))
  expect(page.history.location.search).toContain(`contact=${ana.id}`)
  looksFor('bob')
  await page.advance(300)
  await waitFor(() => expect(page.history.location.search).toBe('?search=bob'))
})

test('a step of the funnel can be let go again', async () => {
  const page = open({}, '?step=human')
  await press('Show all, not only: Human')
  await waitFor(() => expect(page.asked('listContacts').at(-1)?.query.step).toBeUndefined())
})

test('of thousands of contacts only a screen is on the page, and the next ones are read as they come into sight', async () => {
  const many = (from: number) => Array.from({ length: 100 }, (_, i) => aContact(from + i, { phone: `+120255${String(10_000 + from + i)}` }))
  const page = open({
    listContacts: ({ query }) => {
      const from = Number(query.cursor ?? 0)
      return { items: many(from), nextCursor: from < 5_000 ? String(from + 100) : null }
    },
  })
  await screen.findByRole('table', { name: 'Contacts' })
  await waitFor(() => expect(screen.getAllByRole('row').length).toBeGreaterThan(10))
  expect(screen.getAllByRole('row').length).toBeLessThan(80)
  expect(page.asked('listContacts').length).toBeLessThan(4)
})

test('a row moves when a call of it ends, without the list being read again', async () => {
  let stands = whole
  const page = open({ getContact: () => stands })
  const row = (await screen.findByRole('link', { name: ana.phone })).closest('tr')
  await page.connect()
  const lists = page.asked('listContacts').length
  stands = { ...whole, state: 'done', outcome: 'human' }
  await page.push(callsOf(aCall(1, { contactId: ana.id, state: 'completed', outcome: 'human', version: 5 })))
  await waitFor(() => expect(row?.textContent).toContain('Done'))
  expect(page.asked('listContacts')).toHaveLength(lists)
})

test('a number is suppressed at once, which is told and can be undone', async () => {
  const page = open(
    {
      suppressNumber: () => ({ phone: ana.phone, at: '2026-11-03T14:03:00.000Z', because: 'x' }),
      unsuppressNumber: () => ({ phone: ana.phone }),
    },
    `?contact=${ana.id}`,
  )
  await press('Do not call again')
  expect(await screen.findByText('The number is called no more, in any campaign.')).toBeTruthy()
  expect(page.asked('suppressNumber')[0]?.body).toMatchObject({ phone: ana.phone })
  await press('Undo')
  expect(await screen.findByText('The number may be called again.')).toBeTruthy()
})

test('a finished contact is called again once the consequence was stated', async () => {
  const page = open({ getContact: () => ({ ...whole, state: 'failed' }), resetContact: () => whole }, `?contact=${ana.id}`)
  await press('Call again…')
  const dialog = within(await screen.findByRole('dialog', { name: `Call ${ana.phone} again?` }))
  expect(page.asked('resetContact')).toEqual([])
  fireEvent.click(dialog.getByRole('button', { name: 'Call again' }))
  await waitFor(() => expect(page.asked('resetContact')).toHaveLength(1))
  expect(await screen.findByText(/Will be called again/)).toBeTruthy()
})

test('nobody found, nobody there and an error are each told for what they are', async () => {
  open({ listContacts: () => ({ items: [], nextCursor: null }) }, '?search=zoe')
  expect(await screen.findByText('Nobody here is like that.')).toBeTruthy()
  open({ listContacts: () => ({ items: [], nextCursor: null }) })
  expect(await screen.findByText(/Nobody is in this campaign yet/)).toBeTruthy()
  open({ listContacts: () => problem('internal', 'Something broke on our side.') })
  expect((await screen.findByRole('alert')).textContent).toContain('The contacts could not be read')
})
