import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { CampaignState } from '#contract/campaign-parts.ts'
import { aCall, aCampaign, anAnswer, anImport, aSnapshot, callsOf, campaignId, progressOf, someStats, updateOf } from './support/build.ts'
import { openPage } from './support/page.tsx'
import { type Answers, problem } from './support/server.ts'

afterEach(cleanup)

const ADDRESS = `/campaigns/${campaignId(1)}`
const open = (answers: Answers) => openPage(ADDRESS, { getCampaign: () => aSnapshot(), ...answers })
const heading = () => screen.findByRole('heading', { level: 1, name: 'Spring renewal' })
const button = (name: string) => screen.findByRole('button', { name })
const press = async (name: string): Promise<void> => void fireEvent.click(await button(name))
const status = () =>
  screen.findByText((_, element) => element?.getAttribute('role') === 'status' && element.textContent !== '' && element.tagName === 'P')

const NOTHING_READ = { rows: 0, imported: 0, updated: 0, duplicates: 0, rejected: 0 }

const COMMANDS = ['Start', 'Pause', 'Resume', 'Stop']
const offered: [CampaignState, string[]][] = [
  ['draft', ['Start']],
  ['active', ['Pause', 'Stop']],
  ['pausing', ['Resume', 'Stop']],
  ['paused', ['Resume', 'Stop']],
  ['stopping', []],
  ['completed', []],
  ['cancelled', ['Start']],
]
test.each(offered)('a campaign that is %s offers %j', async (state, names) => {
  open({ getCampaign: () => aSnapshot({ state }) })
  await heading()
  expect(COMMANDS.filter((name) => screen.queryByRole('button', { name }))).toEqual(names)
})

test('a cancelled campaign with nobody left to call cannot be started again', async () => {
  open({ getCampaign: () => aSnapshot({ state: 'cancelled' }, { totalContacts: 10, finished: 10, waiting: 0, live: 0, retrying: 0 }) })
  await heading()
  expect(screen.queryByRole('button', { name: 'Start' })).toBeNull()
})

test.each([
  { state: 'draft', name: 'Start', operation: 'startCampaign', after: 'active', says: 'Calling has started.' },
  { state: 'active', name: 'Pause', operation: 'pauseCampaign', after: 'pausing', says: 'Pausing: a dial is still in flight.' },
  { state: 'paused', name: 'Resume', operation: 'resumeCampaign', after: 'active', says: 'Calling goes on.' },
] as const)('$name calls $operation, and its result is told', async ({ state, name, operation, after, says }) => {
  const page = open({ getCampaign: () => aSnapshot({ state }), [operation]: () => anAnswer({ state: after, version: 2 }) })
  await press(name)
  await waitFor(() => expect(page.asked(operation)).toHaveLength(1))
  expect(page.asked(operation)[0]?.params).toEqual({ id: campaignId(1) })
  expect((await status()).textContent).toBe(says)
  expect(screen.getByText(after)).toBeTruthy()
})

test('stopping states its consequence first, and can be left', async () => {
  const page = open({ stopCampaign: () => anAnswer({ state: 'stopping', version: 2 }) })
  await press('Stop')
  const dialog = within(await screen.findByRole('dialog', { name: 'Stop “Spring renewal”?' }))
  expect(dialog.getByText('Stop cancels 27 contacts. Live calls end by themselves.')).toBeTruthy()
  fireEvent.click(dialog.getByRole('button', { name: 'Keep it' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  expect(page.asked('stopCampaign')).toEqual([])

  await press('Stop')
  fireEvent.click(await button('Stop campaign'))
  await waitFor(() => expect(page.asked('stopCampaign')).toHaveLength(1))
  expect(await screen.findByText('stopping')).toBeTruthy()
})

test('while a command runs, no other can be given', async () => {
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof anAnswer>>()
  open({ pauseCampaign: () => promise })
  await press('Pause')
  expect((await button('Pausing…')).getAttribute('aria-disabled')).toBe('true')
  expect((await button('Stop')).getAttribute('aria-disabled')).toBe('true')
  resolve(anAnswer({ state: 'paused', version: 2 }))
  await button('Resume')
})

test('the command that has taken the place of another cannot be hit by a double click', async () => {
  const page = open({ pauseCampaign: () => anAnswer({ state: 'paused', version: 2 }), resumeCampaign: () => anAnswer({ version: 3 }) })
  await press('Pause')
  await press('Resume')
  expect(page.asked('resumeCampaign')).toEqual([])
  await page.advance(500)
  await press('Resume')
  await waitFor(() => expect(page.asked('resumeCampaign')).toHaveLength(1))
})

test('a conflict is shown in the words of the API', async () => {
  open({
    pauseCampaign: () => problem('conflict', 'The campaign is completed: only an active campaign can be paused.', { requestId: 'r-5' }),
  })
  await press('Pause')
  const alert = await screen.findByRole('alert')
  expect(alert.textContent).toBe(
    'The campaign was not paused. The campaign is completed: only an active campaign can be paused. Request r-5.',
  )
})

test('the result of a command fades', async () => {
  const page = open({ pauseCampaign: () => anAnswer({ state: 'paused', version: 2 }) })
  await press('Pause')
  expect(await screen.findByText('Paused: no more calls are placed.')).toBeTruthy()
  await page.advance(8_000)
  expect(screen.queryByText('Paused: no more calls are placed.')).toBeNull()
})

test('a screen reader is told of the counters at most every ten seconds', async () => {
  const page = open({})
  await heading()
  await page.connect()
  await page.advance(0)
  expect(screen.getByText(/^Spring renewal: 25 percent finished/)).toBeTruthy()
  await page.push(progressOf(1, someStats({ finished: 20, waiting: 10 })))
  await page.advance(9_999)
  expect(screen.queryByText(/^Spring renewal: 50 percent finished/)).toBeNull()
  await page.advance(1)
  expect(screen.getByText(/^Spring renewal: 50 percent finished/)).toBeTruthy()
})

test('without an answer it is said that the command may have been carried out', async () => {
  open({})
  await press('Pause')
  expect((await screen.findByRole('alert')).textContent).toContain('The request may have been carried out')
})

test.each(['pausing', 'stopping'] as const)('a campaign that is %s tells what is still live', async (state) => {
  open({ getCampaign: () => aSnapshot({ state }, { live: 3 }) })
  expect(await screen.findByText('3 calls end by themselves')).toBeTruthy()
})

test('tells why Ringmaster has paused the campaign by itself', async () => {
  open({ getCampaign: () => aSnapshot({ state: 'paused', reason: 'the account has no balance' }) })
  expect(await screen.findByText('the account has no balance')).toBeTruthy()
})

test('every metric carries its definition', async () => {
  open({})
  fireEvent.click(await button('Calls placed'))
  expect(await screen.findByText('Attempts that the provider accepted.')).toBeTruthy()
  expect(screen.getByText('callsPlaced')).toBeTruthy()
})

test('the counters are those of the API', async () => {
  open({ getCampaign: () => aSnapshot({}, { callsPlaced: 20, callsAnswered: 8, averageDuration: 47.4, successRate: 0.5 }) })
  const calls = within(await screen.findByRole('region', { name: 'Calls' }))
  expect(calls.getByText('20')).toBeTruthy()
  expect(calls.getByText('40 % of calls placed')).toBeTruthy()
  expect(calls.getByText('0:47')).toBeTruthy()
})

test('live calls come and go as they are pushed', async () => {
  const page = open({ listCalls: () => ({ items: [aCall(1)], nextCursor: null }) })
  const region = within(await screen.findByRole('region', { name: 'Live calls' }))
  expect(region.getByText('+1202 •••• 0101')).toBeTruthy()
  await page.connect()
  await page.push(callsOf(aCall(2, { state: 'answered', answeredAt: '2026-11-03T14:02:20.000Z' })))
  await page.push(progressOf(1, someStats({ live: 2, waiting: 21 })))
  expect(region.getByText('2 of 5 lines')).toBeTruthy()
  expect(region.getByText('answered')).toBeTruthy()
  await page.push(callsOf(aCall(1, { state: 'busy', outcome: 'busy', endedAt: '2026-11-03T14:02:30.000Z', version: 2 })))
  expect(region.queryByText('+1202 •••• 0101')).toBeNull()
  expect(within(screen.getByRole('table', { name: 'Ended calls, newest first' })).getByText('Busy')).toBeTruthy()
  await page.push(callsOf(aCall(1, { version: 1 })))
  expect(region.queryByText('+1202 •••• 0101')).toBeNull()
})

test('after a loss of the connection everything is read again', async () => {
  let finished = 10
  const page = open({ getCampaign: () => aSnapshot({}, { finished }) })
  await heading()
  await page.connect()
  await page.push(updateOf(aCampaign()))
  await waitFor(() => expect(page.asked('getCampaign')).toHaveLength(2))

  finished = 31
  await page.cut()
  await page.advance(1_000)
  await page.connect(2)
  await page.push(updateOf(aCampaign()))
  expect(await screen.findByText('31')).toBeTruthy()
})

test('a page that was asleep reads a snapshot', async () => {
  const [live, over] = [aCall(1), aCall(2, { state: 'busy', outcome: 'busy', endedAt: '2026-11-03T14:02:30.000Z' })]
  const page = open({ listCalls: ({ query }) => ({ items: [query.live === 'true' ? live : over], nextCursor: null }) })
  for (const { phone } of [live, over]) await screen.findByText(phone)
  await page.connect()
  await page.push(updateOf(aCampaign()))
  await waitFor(() => expect(page.asked('listCalls').length).toBeGreaterThanOrEqual(4))
  const before = page.asked('getCampaign').length
  await page.wake()
  await waitFor(() => expect(page.asked('getCampaign')).toHaveLength(before + 1))
})

test('leaving the page leaves its topic', async () => {
  const page = open({})
  await heading()
  await page.connect()
  fireEvent.click(screen.getAllByRole('link', { name: 'Campaigns' })[0] ?? document.body)
  await screen.findByRole('heading', { name: 'No campaigns yet' })
  expect(page.sockets[0]?.sent).toContainEqual({ action: 'unsubscribe', campaignId: campaignId(1) })
})

test('an import is followed by what is pushed, down to the rows that cannot be called', async () => {
  const page = openPage(`${ADDRESS}?import=imp_0123456789AB`, {
    getCampaign: () => aSnapshot({ openImports: 1, state: 'draft' }, { totalContacts: 20 }),
    getImport: () => anImport(),
  })
  const region = within(await screen.findByRole('region', { name: 'Contact list' }))
  expect(await region.findByText('14')).toBeTruthy()
  expect(region.getByText('the number is too short')).toBeTruthy()
  await page.connect()
  const before = page.asked('getImport').length
  await page.push(progressOf(1, someStats({ totalContacts: 38 })))
  await waitFor(() => expect(page.asked('getImport')).toHaveLength(before + 1))
})

test('a list that is read elsewhere shows how many contacts there are so far', async () => {
  open({ getCampaign: () => aSnapshot({ openImports: 1 }, { totalContacts: 1_234 }) })
  const region = within(await screen.findByRole('region', { name: 'Contact list' }))
  expect(region.getByText('1 234')).toBeTruthy()
})

test('the bar says how much of the list is read, as it is pushed', async () => {
  const importing = { importId: 'imp_0123456789AB', fileName: 'people.csv', state: 'importing' as const, ...NOTHING_READ }
  const page = open({ getCampaign: () => aSnapshot({ openImports: 1, importing: { ...importing, readBytes: 25, totalBytes: 100 } }) })
  const bar = await screen.findByRole('progressbar', { name: 'Reading the list' })
  expect(bar.getAttribute('aria-valuenow')).toBe('25')
  await page.connect()
  await page.push(updateOf(aCampaign({ openImports: 1, version: 2, importing: { ...importing, readBytes: 80, totalBytes: 100 } })))
  await waitFor(() => expect(bar.getAttribute('aria-valuenow')).toBe('80'))
})

test('a list is taken out again once its consequence is known, and what stays is told', async () => {
  const taken = anImport({ state: 'undone', undone: { removed: 13, kept: 1 } })
  let found = anImport({ state: 'imported' })
  const page = openPage(`${ADDRESS}?import=imp_0123456789AB`, {
    getCampaign: () => aSnapshot({ state: 'draft' }),
    getImport: () => found,
    undoImport: () => {
      found = taken
      return taken
    },
  })
  await press('Take this list out again')
  const dialog = within(await screen.findByRole('dialog'))
  expect(page.asked('undoImport')).toEqual([])
  fireEvent.click(dialog.getByRole('button', { name: 'Take it out' }))
  expect(await screen.findByText('Taken out again: 13 contacts; 1 stay.')).toBeTruthy()
})

test('a campaign that does not exist is said not to exist', async () => {
  open({ getCampaign: () => problem('not_found', 'There is no such campaign.') })
  expect(await screen.findByRole('heading', { name: 'There is nothing at this address' })).toBeTruthy()
})
