import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { aCampaign, anAnswer, aSnapshot, campaignId, progressOf, someStats, updateOf } from './support/build.ts'
import { openPage } from './support/page.tsx'
import { problem } from './support/server.ts'

afterEach(cleanup)

const listed = (...items: ReturnType<typeof aSnapshot>[]) => ({ listCampaigns: () => ({ items, nextCursor: null }) })
const rowOf = async (name: string): Promise<HTMLElement> => {
  const link = await screen.findByRole('link', { name })
  const row = link.closest('tr')
  if (!row) throw new Error('The link is in no row.')
  return row
}

test('a campaign is one row: its state, how far it is, and its rates', async () => {
  openPage('/', listed(aSnapshot({}, { callsPlaced: 20, callsAnswered: 8, successRate: 0.5 })))
  const row = within(await rowOf('Spring renewal'))
  expect(row.getByText('active')).toBeTruthy()
  expect(row.getByText('10/40')).toBeTruthy()
  expect(row.getByText('25')).toBeTruthy()
  expect(row.getByText('40')).toBeTruthy()
  expect(row.getByText('50')).toBeTruthy()
})

test('the bar says its value in words', async () => {
  openPage('/', listed(aSnapshot()))
  const bar = await screen.findByRole('progressbar', { name: 'Progress of Spring renewal' })
  expect(bar.getAttribute('aria-valuenow')).toBe('10')
  expect(bar.getAttribute('aria-valuemax')).toBe('40')
  expect(bar.getAttribute('aria-valuetext')).toBe('25 % finished: 10 of 40; 3 live, 7 retrying, 20 waiting')
})

test('a campaign that Ringmaster has paused says why in its row', async () => {
  openPage('/', listed(aSnapshot({ state: 'paused', reason: 'the account has no balance' })))
  expect(within(await rowOf('Spring renewal')).getByText('paused: the account has no balance')).toBeTruthy()
})

test('a campaign that is pausing says what is still on the telephone', async () => {
  openPage('/', listed(aSnapshot({ state: 'pausing' }, { live: 3 })))
  expect(within(await rowOf('Spring renewal')).getByText('3 calls end by themselves')).toBeTruthy()
})

test('what a column means is told to whoever presses its name', async () => {
  openPage('/', listed(aSnapshot()))
  fireEvent.click(await screen.findByRole('button', { name: 'Success' }))
  expect(await screen.findByText('Contacts with a successful conversation ÷ finished contacts.')).toBeTruthy()
})

describe('on a telephone’s screen', () => {
  const { innerWidth } = window
  beforeEach(() => void Object.assign(window, { innerWidth: 390 }))
  afterEach(() => void Object.assign(window, { innerWidth }))

  test('a row tells how it goes in a line of its own; what is not known is left out', async () => {
    const other = { id: campaignId(2), name: 'Win-back', state: 'draft', startedAt: undefined } as const
    const nothing = { live: 0, finished: 0, callsPlaced: 0, callsAnswered: 0, successRate: null }
    openPage('/', listed(aSnapshot({}, { callsPlaced: 20, callsAnswered: 8, successRate: 0.5 }), aSnapshot(other, nothing)))
    expect((await rowOf('Spring renewal')).textContent).toMatch(/3 live\s*40\s*% answered\s*50\s*% success/)
    expect((await rowOf('Win-back')).textContent).not.toContain('answered')
  })

  test('what the columns mean is told to whoever touches their names above the rows', async () => {
    openPage('/', listed(aSnapshot()))
    const words = within(await screen.findByRole('list', { name: 'What the columns mean' }))
    fireEvent.click(await words.findByRole('button', { name: 'Success' }))
    expect(await screen.findByText('Contacts with a successful conversation ÷ finished contacts.')).toBeTruthy()
  })
})

test('a row leads to its campaign', async () => {
  const page = openPage('/', { ...listed(aSnapshot()), getCampaign: () => aSnapshot() })
  fireEvent.click(await screen.findByRole('link', { name: 'Spring renewal' }))
  expect(await screen.findByRole('heading', { level: 1, name: 'Spring renewal' })).toBeTruthy()
  expect(page.history.location.pathname).toBe(`/campaigns/${campaignId(1)}`)
})

test('pushed news changes the row, and older news does not', async () => {
  const page = openPage('/', listed(aSnapshot()))
  const row = within(await rowOf('Spring renewal'))
  await page.connect()
  await page.push(progressOf(5, someStats({ finished: 12, waiting: 18 })))
  expect(row.getByText('12/40')).toBeTruthy()
  await page.push(progressOf(4, someStats({ finished: 11, waiting: 19 })))
  expect(row.getByText('12/40')).toBeTruthy()
  await page.push(updateOf(aCampaign({ version: 2, state: 'paused' })))
  expect(row.getByText('paused')).toBeTruthy()
})

test('a campaign that is created elsewhere appears', async () => {
  const page = openPage('/', listed(aSnapshot()))
  await rowOf('Spring renewal')
  await page.connect()
  await page.push(updateOf(aCampaign({ id: campaignId(2), name: 'Win-back', state: 'draft', createdAt: '2026-11-04T00:00:00.000Z' })))
  expect(await rowOf('Win-back')).toBeTruthy()
})

test('an empty list teaches what to do, and offers an example', async () => {
  openPage('/', listed())
  expect(await screen.findByRole('heading', { name: 'No campaigns yet' })).toBeTruthy()
  expect(screen.getByRole('link', { name: 'New campaign' })).toBeTruthy()
  expect(screen.getByRole('link', { name: /Example list/ }).getAttribute('href')).toBe('/example-contacts.csv')
})

test('older campaigns are read when they are asked for', async () => {
  const page = openPage('/', {
    listCampaigns: ({ query }) =>
      query.cursor === 'next'
        ? { items: [aSnapshot({ id: campaignId(2), name: 'Older', createdAt: '2026-10-01T00:00:00.000Z' })], nextCursor: null }
        : { items: [aSnapshot()], nextCursor: 'next' },
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Older campaigns' }))
  await rowOf('Older')
  expect(screen.queryByRole('button', { name: 'Older campaigns' })).toBeNull()
  expect(page.asked('listCampaigns')).toHaveLength(2)
})

test('a refusal says what happened, with the request by which it can be found', async () => {
  openPage('/', { listCampaigns: () => problem('internal', 'Something broke on our side.', { requestId: 'r-77' }) })
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toContain('Something broke on our side.')
  expect(alert.textContent).toContain('r-77')
})

test('the state of the connection is told in words', async () => {
  const page = openPage('/', listed())
  expect(await screen.findByText('connecting…')).toBeTruthy()
  await page.connect()
  expect(screen.getByText('live')).toBeTruthy()
  await page.cut()
  expect(screen.getByText(/^as of \d\d:\d\d:\d\d, reconnecting…$/)).toBeTruthy()
})

test('an address that leads nowhere says so', async () => {
  openPage('/nowhere', {})
  expect(await screen.findByRole('heading', { name: 'There is nothing at this address' })).toBeTruthy()
})

test('a filter and an order stand in the address, are asked for at the API, and what is found moves with the news', async () => {
  const page = openPage('/?state=active&sort=name', {
    listCampaigns: ({ query }) =>
      query.cursor === undefined && query.state === 'active'
        ? { items: [], nextCursor: 'next' }
        : { items: [aSnapshot({ name: 'Ada' })], nextCursor: null },
  })
  const row = within(await rowOf('Ada'))
  expect(page.asked('listCampaigns')[0]?.query).toMatchObject({ state: 'active', sort: 'name' })
  await page.connect()
  await page.push(progressOf(5, someStats({ finished: 12, waiting: 18 })))
  expect(row.getByText('12/40')).toBeTruthy()
  fireEvent.change(screen.getByLabelText('Search name'), { target: { value: 'bo' } })
  await page.advance(300)
  await waitFor(() => expect(page.asked('listCampaigns').at(-1)?.query).toMatchObject({ search: 'bo' }))
  expect(page.history.location.search).toBe('?state=active&sort=name&search=bo')
})

test('nothing found is not the same as nothing there', async () => {
  openPage('/?search=zoe', listed())
  expect(await screen.findByText(/No campaign is like that/)).toBeTruthy()
  expect(screen.queryByRole('heading', { name: 'No campaigns yet' })).toBeNull()
})

const choose = async (name: string): Promise<void> => {
  fireEvent.click(await screen.findByRole('button', { name: 'More for Spring renewal' }))
  fireEvent.click(await screen.findByRole('menuitem', { name }))
}

test('a campaign is deleted once its consequence was stated, and leaves the list', async () => {
  const page = openPage('/', { ...listed(aSnapshot()), deleteCampaign: () => anAnswer({ state: 'stopping' }) })
  await choose('Delete…')
  const dialog = within(await screen.findByRole('dialog', { name: 'Delete “Spring renewal”?' }))
  expect(dialog.getByText(/It cannot be brought back/)).toBeTruthy()
  fireEvent.click(dialog.getByRole('button', { name: 'Delete it' }))
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Spring renewal' })).toBeNull())
  expect(page.asked('deleteCampaign')).toHaveLength(1)
})

test('another one begins like it, with its words and rules and without its people', async () => {
  openPage('/', { ...listed(aSnapshot()), getCampaign: () => aSnapshot({ settings: { maxConcurrentCalls: 9 } }) })
  await choose('Duplicate')
  await screen.findByRole('heading', { level: 2, name: 'People' })
  expect(screen.getByLabelText('Contacts')).toHaveProperty('value', '')
  fireEvent.click(screen.getByRole('link', { name: /^Words/ }))
  expect(await screen.findByDisplayValue('Spring renewal, again')).toBeTruthy()
  fireEvent.click(screen.getByRole('link', { name: /^Rules/ }))
  expect(await screen.findByDisplayValue('9')).toBeTruthy()
})

test('the keyboard goes from row to row, and p pauses the one it stands on', async () => {
  const page = openPage('/', {
    ...listed(aSnapshot(), aSnapshot({ id: campaignId(2), name: 'Win-back', createdAt: '2026-10-01T00:00:00.000Z' })),
    pauseCampaign: () => anAnswer({ state: 'paused', version: 2 }),
  })
  const first = await screen.findByRole('link', { name: 'Spring renewal' })
  first.focus()
  fireEvent.keyDown(first, { key: 'ArrowDown' })
  expect(document.activeElement?.textContent).toBe('Win-back')
  fireEvent.keyDown(screen.getByRole('link', { name: 'Win-back' }), { key: 'ArrowUp' })
  fireEvent.keyDown(first, { key: 'p' })
  await waitFor(() => expect(page.asked('pauseCampaign')[0]?.params).toEqual({ id: campaignId(1) }))
  expect(await screen.findByText('Paused: no more calls are placed.')).toBeTruthy()
})
