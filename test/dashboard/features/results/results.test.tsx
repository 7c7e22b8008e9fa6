import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { BreakdownNews, CampaignBreakdown } from '#contract/breakdown.ts'
import type { PushedEvent } from '#contract/events.ts'
import type { Export } from '#contract/export.ts'
import { ExportId } from '#contract/ids.ts'
import { aBreakdown, aTally } from '../../support/breakdown.ts'
import { aSnapshot, campaignId, progressOf, someStats } from '../../support/build.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const id = campaignId(1)
const NOW = '2026-11-03T14:33:00.000Z'
const counted: CampaignBreakdown = { breakdown: aBreakdown(), isCurrent: true }
const nothing = () => ({ items: [], nextCursor: null })

const open = (answers: Answers = {}, search = '') =>
  openPage(`/campaigns/${id}/results${search}`, {
    getCampaign: () => aSnapshot({ state: 'completed' }, { callsPlaced: 60, callsAnswered: 18 }),
    campaignBreakdown: () => counted,
    listExports: nothing,
    ...answers,
  })
const region = async (name: string) => within(await screen.findByRole('region', { name }))
const rowOf = (table: HTMLElement, name: string) => within(table).getByRole('row', { name: new RegExp(`^${name}`) }).textContent

test('tells when calls are answered by the contact’s own clock, and which of them led to something', async () => {
  const { history } = open()
  const week = await region('By hour and weekday')
  const cell = week.getByTitle('Mon 09:00: 15 of 30 calls answered')
  expect(cell.textContent).toBe('50 % of 30')
  expect(week.getByText(/^10 calls are not in it/)).toBeTruthy()
  fireEvent.click(week.getByRole('button', { name: 'Successful' }))
  expect(await week.findByTitle('Mon 09:00: 9 of 30 calls successful')).toBeTruthy()
  expect(history.location.search).toContain('rate=successful')
})

test('tells what each further call brings, and how sure that is', async () => {
  open()
  const attempts = await screen.findByRole('table', { name: 'Calls by attempt' })
  expect(rowOf(attempts, 'First call')).toMatch(/40.*30.*%/)
  expect(within(attempts).getAllByTitle(/^12 of 40; with 95 % certainty between 18 and 45 %$/)).toHaveLength(1)
})

test('compares the values of the column that somebody chooses, and says which columns cannot be compared', async () => {
  const { history } = open()
  const columns = await region('By column of the list')
  expect(columns.getByRole('table', { name: 'Calls by plan' })).toBeTruthy()
  expect(columns.getByText('Too many different values to compare: name, member id.')).toBeTruthy()
  fireEvent.change(columns.getByLabelText('Column'), { target: { value: 'city' } })
  expect(await columns.findByRole('table', { name: 'Calls by city' })).toBeTruthy()
  expect(history.location.search).toContain('column=city')
})

const news = (counting?: BreakdownNews['counting']): PushedEvent => ({
  ...{ event: 'campaign_breakdown', version: 2, data: { campaignId: id, ...(counting ? { counting } : {}) } },
})

test('while it is counted the page says how far it is, and has it as soon as it is told that it is there', async () => {
  let answer: CampaignBreakdown = { isCurrent: false, counting: { contacts: 10 }, askAgainMs: 60_000 }
  const page = open({ campaignBreakdown: () => answer })
  expect(await screen.findByText('The calls are being counted for the first time: 25 % of the contacts are read.')).toBeTruthy()
  await page.connect()
  await page.push(news({ contacts: 20 }))
  expect(await screen.findByText(/^The calls are being counted .* 50 % of the contacts are read\.$/)).toBeTruthy()
  expect(page.asked('campaignBreakdown')).toHaveLength(1)
  answer = counted
  await page.push(news())
  expect(await screen.findByText(/^All 60 calls up to/)).toBeTruthy()
})

test('while nothing changes nothing is asked', async () => {
  const page = open()
  await screen.findByText(/^All 60 calls up to/)
  await page.connect()
  const asked = page.requests.length
  await page.advance(4 * 60_000)
  expect(page.requests).toHaveLength(asked)
})

test('of further calls it is said how many are missing, and it is asked for once for all that are told of within seconds', async () => {
  let answer = counted
  const page = open({ campaignBreakdown: () => answer })
  await screen.findByText(/^All 60 calls up to/)
  await page.connect()
  const asked = page.asked('campaignBreakdown').length
  answer = { ...counted, isCurrent: false, counting: { contacts: 0 }, askAgainMs: 60_000 }
  await page.push(progressOf(9, someStats({ callsPlaced: 62, callsAnswered: 19 })))
  await page.push(progressOf(10, someStats({ callsPlaced: 64, callsAnswered: 19 })))
  expect(page.asked('campaignBreakdown')).toHaveLength(asked)
  await page.advance(3_000)
  expect(await screen.findByText(/4 calls since then are not in it yet\. They are being counted anew/)).toBeTruthy()
  await page.advance(30_000)
  expect(page.asked('campaignBreakdown')).toHaveLength(asked + 1)
  answer = { breakdown: aBreakdown({ total: aTally(64) }), isCurrent: true }
  await page.push(news())
  expect(await screen.findByText(/^All 64 calls up to/)).toBeTruthy()
})

test('what may not be counted yet is asked for when it may, and then once', async () => {
  let answer: CampaignBreakdown = { ...counted, isCurrent: false, askAgainMs: 40_000 }
  const page = open({ campaignBreakdown: () => answer })
  await screen.findByText(/^All 60 calls up to/)
  await page.connect()
  const asked = page.asked('campaignBreakdown').length
  await page.advance(39_000)
  expect(page.asked('campaignBreakdown')).toHaveLength(asked)
  answer = { breakdown: aBreakdown({ total: aTally(61) }), isCurrent: true }
  await page.advance(1_000)
  expect(await screen.findByText(/^All 61 calls up to/)).toBeTruthy()
  await page.advance(60_000)
  expect(page.asked('campaignBreakdown')).toHaveLength(asked + 1)
})

test('before the first call the page says what will stand there', async () => {
  open({ campaignBreakdown: () => ({ isCurrent: true }) })
  expect(await screen.findByText(/will stand here after the first calls/)).toBeTruthy()
})

test('what cannot be read is told, with the request', async () => {
  open({ campaignBreakdown: () => problem('internal', 'Something broke.', { requestId: 'r-77' }) })
  expect((await screen.findByText(/could not be read; the calls are not affected/)).parentElement?.textContent).toContain('r-77')
})

test('an export is asked for, followed while it is written, and can be fetched', async () => {
  const done: Export = {
    ...{ id: ExportId.parse('exp_01JD0000000000000000000001'), campaignId: id, format: 'xlsx', state: 'done', rows: 40, createdAt: NOW },
  }
  let made: Export[] = []
  const page = open({
    listExports: () => ({ items: made, nextCursor: null }),
    createExport: () => {
      made = [{ ...done, state: 'running', rows: 12 }]
      return { ...done, state: 'running', rows: 0 }
    },
    getExport: () => ({ ...done, file: { url: 'https://bucket.test/x.xlsx', bytes: 34_000, expiresAt: NOW } }),
  })
  const panel = await region('Export')
  fireEvent.click(panel.getByRole('button', { name: 'Excel' }))
  expect(await panel.findByText('12 contacts written…')).toBeTruthy()
  expect(page.asked('createExport')[0]?.body).toEqual({ format: 'xlsx' })
  await page.connect()
  const exported = async (over: Partial<Export>) =>
    await page.push({ event: 'campaign_export', version: 2, data: { ...done, state: 'running', rows: 12, ...over } })
  await exported({ rows: 30 })
  expect(await panel.findByText('30 contacts written…')).toBeTruthy()
  await exported({ state: 'done', rows: 40 })
  await exported({ rows: 36 })
  expect(await panel.findByRole('link', { name: /Download Excel/ })).toHaveProperty('href', 'https://bucket.test/x.xlsx')
})

test('who may only look can fetch what others have exported', async () => {
  open({ whoAmI: () => ({ principal: 'token:vi', role: 'viewer' }) })
  const panel = await region('Export')
  await waitFor(() => expect(panel.queryByRole('button', { name: 'CSV' })).toBeNull())
})

const two = [
  aSnapshot({ id: campaignId(1), name: 'Kind words' }, { callsPlaced: 60, callsAnswered: 30, finished: 40, successRate: 0.25 }),
  aSnapshot({ id: campaignId(2), name: 'Few words' }, { callsPlaced: 20, callsAnswered: 2 }),
  aSnapshot({ id: campaignId(3), name: 'Not begun' }, { callsPlaced: 0, callsAnswered: 0 }),
]
const openAll = (answers: Answers = {}, search = '') =>
  openPage(`/results${search}`, {
    listCampaigns: () => ({ items: two, nextCursor: null }),
    campaignBreakdown: ({ params }) =>
      params.id === campaignId(1)
        ? counted
        : { breakdown: aBreakdown({ hours: [{ weekday: 'mon', hour: 9, ...aTally(20, 5) }] }), isCurrent: true },
    ...answers,
  })

test('campaigns stand side by side with the numbers that they have elsewhere, without those that have called nobody', async () => {
  openAll()
  const all = await screen.findByRole('table', { name: 'Campaigns side by side' })
  expect(within(all).getByRole('row', { name: /Kind words/ }).textContent).toMatch(/60.*50.*25/)
  expect(within(all).getByTitle(/^10 of 40;/)).toBeTruthy()
  expect(within(all).queryByText('Not begun')).toBeNull()
})

test('two are compared by the hour at once; by what, and which, stands in the address', async () => {
  const { history } = openAll()
  const compared = await region('Compared')
  const nine = await compared.findByRole('row', { name: /^09:00/ })
  expect(await within(nine).findByTitle(/^15 of 30;/)).toBeTruthy()
  expect(await within(nine).findByTitle(/^5 of 20;/)).toBeTruthy()
  fireEvent.change(compared.getByLabelText('By'), { target: { value: 'column plan' } })
  expect(await compared.findByRole('row', { name: /^gold/ })).toBeTruthy()
  expect(history.location.search).toContain('column=plan')
  fireEvent.click(screen.getByLabelText('Compare Few words'))
  await waitFor(() => expect(compared.queryByRole('columnheader', { name: 'Few words' })).toBeNull())
  expect(decodeURIComponent(history.location.search)).toContain(campaignId(1))
})

test('an address brings back what was compared', async () => {
  openAll({}, `?campaigns=${encodeURIComponent(JSON.stringify([campaignId(2)]))}&by=attempt&rate=successful`)
  const compared = await region('Compared')
  expect(await compared.findByRole('row', { name: /^Second call/ })).toBeTruthy()
  expect(compared.queryByRole('columnheader', { name: 'Kind words' })).toBeNull()
  expect(compared.getByRole('button', { name: 'Successful' }).getAttribute('aria-pressed')).toBe('true')
})

test('an address may name a campaign that the list does not reach', async () => {
  openAll(
    { getCampaign: () => aSnapshot({ id: campaignId(9), name: 'Long ago' }, { callsPlaced: 60 }) },
    `?campaigns=${encodeURIComponent(JSON.stringify([campaignId(9)]))}`,
  )
  const compared = await region('Compared')
  expect(await compared.findByRole('columnheader', { name: 'Long ago' })).toBeTruthy()
})

test('without any call there is nothing to compare, and a way to begin', async () => {
  openAll({ listCampaigns: nothing })
  expect(await screen.findByText('Campaigns will stand here side by side after their first calls.')).toBeTruthy()
  expect(screen.getByRole('link', { name: 'New campaign' })).toBeTruthy()
})
