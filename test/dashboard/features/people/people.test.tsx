import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Output } from '#contract/client.ts'
import { E164 } from '#contract/ids.ts'
import { aCall, aContact, callsOf, campaignId } from '../../support/build.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const phone = E164.parse('+12025550142')
const AT = '2026-11-03T14:03:00.000Z'
type Place = Output<'findPerson'>['items'][number]

const ended = (n: number, claimedAt: string, over: Parameters<typeof aCall>[1] = {}) =>
  aCall(n, { state: 'no-answer', outcome: 'no-answer', claimedAt, endedAt: claimedAt, ...over })
const place = (n: number, name: string, contact: Partial<Place['contact']>): Place => ({
  campaign: { id: campaignId(n), name, state: 'active' },
  contact: { ...aContact(n, { phone, name: 'Ana', campaignId: campaignId(n) }), calls: [], ...contact },
})
const renewals = place(1, 'Renewals', {
  ...{ state: 'retrying', attempts: 1, outcome: 'no-answer', dueAt: '2026-11-03T15:00:00.000Z' },
  calls: [ended(1, '2026-11-03T14:00:00.000Z')],
})
const trials = place(2, 'Trials', {
  ...{ state: 'done', attempts: 1, outcome: 'human' },
  calls: [ended(2, '2026-11-03T14:02:00.000Z', { campaignId: campaignId(2), state: 'completed', outcome: 'human' })],
})
const gone = { ...place(3, 'Gone', { state: 'cancelled' }), campaign: { ...place(3, 'Gone', {}).campaign, deletedAt: AT } }

const found = (items: Place[], number: Partial<Output<'findPerson'>['number']> = {}, nextCursor: string | null = null) => ({
  ...{ items, nextCursor },
  number: { phone, isSuppressed: false, ...number },
})

const open = (answers: Answers = {}) =>
  openPage('/contacts', {
    findPerson: () => found([renewals, trials, gone]),
    contactWhy: () => ({ callable: false, rule: 'due-later', because: 'It waits for its retry.', until: '2026-11-03T15:00:00.000Z' }),
    getContact: () => renewals.contact,
    ...answers,
  })
const find = async (text: string, country?: string): Promise<void> => {
  fireEvent.change(await screen.findByLabelText('Number'), { target: { value: text } })
  if (country !== undefined) fireEvent.change(screen.getByLabelText('Country'), { target: { value: country } })
  fireEvent.click(screen.getByRole('button', { name: 'Find' }))
}
const press = async (name: string): Promise<void> => void fireEvent.click(await screen.findByRole('button', { name }))
const campaigns = async () => within(await screen.findByRole('table', { name: /^Campaigns that have/ }))

test('a number is asked for in the body, and stands in no address', async () => {
  const page = open()
  expect(await screen.findByText('Somebody asks why they are called?')).toBeTruthy()
  expect(page.asked('findPerson')).toEqual([])
  await find(' (202) 555-0142 ')
  await campaigns()
  expect(page.asked('findPerson')[0]).toMatchObject({ body: { phone: '(202) 555-0142', defaultCountry: 'US' }, query: {} })
  expect(page.history.location.href).toBe('/contacts')
  expect(page.requests.map(({ params, query }) => JSON.stringify([params, query])).join()).not.toContain('555')
})

test('its campaigns tell how it stands there and why it is not called now, and lead to the contact', async () => {
  const page = open()
  await find(phone)
  const table = await campaigns()
  const link = table.getByRole('link', { name: 'Renewals' })
  expect(link.getAttribute('href')).toBe(`/campaigns/${campaignId(1)}/contacts?contact=${renewals.contact.id}`)
  expect(await table.findByText(/It waits for its retry\./)).toBeTruthy()
  // Whoever is finished is not asked about, nor what is deleted, which leads nowhere.
  expect(page.asked('contactWhy')).toHaveLength(1)
  expect(table.queryByRole('link', { name: /Gone/ })).toBeNull()
  expect(table.getByText('The campaign was deleted.')).toBeTruthy()
})

test('its calls stand together, the newest first, and lead to each call', async () => {
  open()
  await find(phone)
  const table = within(await screen.findByRole('table', { name: 'Calls to the number, newest first' }))
  const [, first, second] = table.getAllByRole('row')
  expect([first?.textContent, second?.textContent]).toEqual([expect.stringContaining('Trials'), expect.stringContaining('Renewals')])
  const [link] = table.getAllByRole('link')
  expect(link?.getAttribute('href')).toBe(`/campaigns/${campaignId(2)}?call=${trials.contact.calls[0]?.id}`)
})

test('what is no number is refused at the field, with the reason', async () => {
  const detail = 'This cannot be a number: it is too short.'
  open({ findPerson: () => problem('unprocessable', detail, { errors: [{ pointer: '/body/phone', detail: 'it is too short' }] }) })
  await find('12')
  expect(await screen.findByText(detail)).toBeTruthy()
  expect(screen.getByLabelText('Number').getAttribute('aria-invalid')).toBe('true')
  expect(screen.queryByRole('alert')).toBeNull()
})

test('nothing typed is told, and nobody is asked', async () => {
  const page = open()
  await find('  ')
  expect(await screen.findByText('Write the number that is meant.')).toBeTruthy()
  expect(page.asked('findPerson')).toEqual([])
})

test('older campaigns are looked in by themselves, until there are no more', async () => {
  const page = open({ findPerson: ({ query }) => (query.cursor ? found([trials]) : found([renewals], {}, 'older')) })
  await find(phone)
  const table = await campaigns()
  expect(await table.findByRole('link', { name: 'Trials' })).toBeTruthy()
  expect(page.asked('findPerson').map(({ query }) => query.cursor)).toEqual([undefined, 'older'])
  expect(await screen.findByText('2 campaigns')).toBeTruthy()
})

test('a number that is nowhere, and one that could not be looked up, are told for what they are', async () => {
  open({ findPerson: () => found([]) })
  await find(phone)
  expect(await screen.findByText('No campaign has this number.')).toBeTruthy()
  open({ findPerson: () => problem('internal', 'Something broke on our side.') })
  await find(phone)
  expect((await screen.findByRole('alert')).textContent).toContain('The number could not be looked up')
})

test('it is put on the do-not-call list at once, which changes why it is not called, and taken off it with a reason', async () => {
  let number = {}
  const page = open({
    findPerson: () => found([renewals], number),
    suppressNumber: () => {
      number = { isSuppressed: true, at: AT, because: 'a person has asked for it' }
      return { phone, at: AT, because: 'a person has asked for it' }
    },
    unsuppressNumber: () => {
      number = {}
      return { phone }
    },
  })
  await find(phone)
  await campaigns()
  await waitFor(() => expect(page.asked('contactWhy')).toHaveLength(1))
  await press('Do not call again')
  expect(await screen.findByText(/^On the do-not-call list since .*: a person has asked for it\./)).toBeTruthy()
  await waitFor(() => expect(page.asked('contactWhy')).toHaveLength(2))
  await press('Let it be called again…')
  const dialog = within(await screen.findByRole('dialog'))
  fireEvent.change(dialog.getByLabelText('Reason'), { target: { value: 'a mistake' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Let it be called' }))
  expect(await screen.findByText('It is not on the do-not-call list.')).toBeTruthy()
})

test('a row moves when a call begins or ends, without the number being looked for again', async () => {
  let stands = renewals.contact
  const page = open({ getContact: () => stands })
  await find(phone)
  const row = (await campaigns()).getByRole('link', { name: 'Renewals' }).closest('tr')
  await page.connect()
  await waitFor(() => expect(page.sockets.at(-1)?.sent).toContainEqual({ action: 'subscribe', campaignId: campaignId(1) }))
  stands = { ...stands, state: 'done', outcome: 'human' }
  await page.push(callsOf(aCall(1, { contactId: stands.id, state: 'completed', outcome: 'human', version: 5 })))
  await waitFor(() => expect(row?.textContent).toContain('Done'))
  expect(page.asked('findPerson')).toHaveLength(1)
})

test('what is kept of it is given as a file', async () => {
  open({ exportPerson: () => ({ campaigns: 2, calls: 1, file: { url: 'https://bucket.test/x.json', bytes: 12_000, expiresAt: AT } }) })
  await find(phone)
  await press('Export')
  expect((await screen.findByRole('link', { name: /Download/ })).getAttribute('href')).toBe('https://bucket.test/x.json')
})

test('it is forgotten once the consequence was stated and the number typed again', async () => {
  let items = [renewals, trials]
  const page = open({
    findPerson: () => found(items, items.length > 0 ? {} : { isSuppressed: true, because: 'the person has asked to be forgotten' }),
    erasePerson: () => {
      items = []
      return { removed: 1, anonymised: 1, calls: 1, turns: 2, recordings: 0 }
    },
  })
  await find(phone)
  await press('Forget…')
  const dialog = within(await screen.findByRole('dialog', { name: `Forget ${phone}?` }))
  expect(dialog.getByText(/in 2 campaigns/)).toBeTruthy()
  fireEvent.change(dialog.getByLabelText('Type the number once more'), { target: { value: '+1 202 555 0143' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Forget it' }))
  expect(await dialog.findByText(`Type ${phone}, with its country code.`)).toBeTruthy()
  expect(page.asked('erasePerson')).toEqual([])
  fireEvent.change(dialog.getByLabelText('Type the number once more'), { target: { value: '+1 202 555 0142' } })
  fireEvent.click(dialog.getByRole('button', { name: 'Forget it' }))
  expect(await screen.findByText(/^Forgotten: 1 contact taken out, 1 made nobody’s with 1 call/)).toBeTruthy()
  expect(page.asked('erasePerson')[0]?.body).toEqual({ phone })
  expect(await screen.findByText('No campaign has this number.')).toBeTruthy()
})

test('a viewer is shown everything and offered nothing that is not theirs', async () => {
  open({ whoAmI: () => ({ principal: 'token:ana', role: 'viewer' }) })
  await find(phone)
  await campaigns()
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Do not call again' })).toBeNull())
  expect(screen.queryByRole('button', { name: 'Export' })).toBeNull()
  expect(screen.queryByRole('button', { name: 'Forget…' })).toBeNull()
})

test('Back returns to the number that was looked for before', async () => {
  const page = open({
    findPerson: ({ body }) => found([], { phone: JSON.stringify(body).includes('0143') ? E164.parse('+12025550143') : phone }),
  })
  await find(phone)
  await screen.findByRole('region', { name: phone })
  await find('+12025550143')
  await screen.findByRole('region', { name: '+12025550143' })
  page.history.back()
  await screen.findByRole('region', { name: phone })
  expect(screen.getByLabelText('Number')).toHaveProperty('value', phone)
})
