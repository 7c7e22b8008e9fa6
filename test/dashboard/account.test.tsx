import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { aCampaign, anAccount, anAnswer, aSnapshot, campaignId, progressOf, someStats, updateOf } from './support/build.ts'
import { openPage } from './support/page.tsx'
import { type Answers, problem } from './support/server.ts'

afterEach(cleanup)

const open = (answers: Answers = {}, path = '/') =>
  openPage(path, { listCampaigns: () => ({ items: [aSnapshot()], nextCursor: null }), getCampaign: () => aSnapshot(), ...answers })
const bar = async () => within(await screen.findByRole('region', { name: 'Telephone account' }))
const text = async () => (await screen.findByRole('region', { name: 'Telephone account' })).textContent

test.each(['/', `/campaigns/${campaignId(1)}`, '/settings/suppressions'])('the account stands on the page %s', async (path) => {
  open({ listSuppressions: () => ({ items: [], nextCursor: null }), listSuppressionImports: () => ({ items: [], nextCursor: null }) }, path)
  expect(await text()).toContain('3/40 lines')
  expect(await text()).toContain('/1 dials/s')
})

test('live calls move with what is pushed, and are the same as everywhere else on the page', async () => {
  const page = open()
  await bar()
  await page.connect()
  await page.push(progressOf(5, someStats({ live: 4 })))
  expect(await text()).toContain('4/40 lines')
  expect(screen.getAllByText(/4 live calls/).length).toBeGreaterThan(0)
})

test('a provider that does not answer is said in words, with what follows from it', async () => {
  open({
    accountStatus: () =>
      anAccount({
        breakers: [
          { provider: 'twilio', state: 'open', triedInMs: 12_000 },
          { provider: 'elevenlabs', state: 'closed' },
        ],
      }),
  })
  const account = await bar()
  expect(account.getByText('Twilio does not answer: nobody is called')).toBeTruthy()
  fireEvent.click(account.getByRole('button', { name: 'Twilio does not answer' }))
  expect(await screen.findByText('Twilio does not answer; it is tried again in 12 s.')).toBeTruthy()
})

test('the account is read again when a campaign begins or ends, and not with each number', async () => {
  const page = open()
  await bar()
  await page.connect()
  const before = page.asked('accountStatus').length
  await page.push(progressOf(5, someStats({ live: 4 })))
  await page.push(updateOf(aCampaign({ version: 2 })))
  expect(page.asked('accountStatus')).toHaveLength(before)
  await page.push(updateOf(aCampaign({ version: 3, state: 'completed' })))
  await waitFor(() => expect(page.asked('accountStatus')).toHaveLength(before + 1))
})

test('everything is stopped within two clicks, and what that did is told', async () => {
  const page = open({ emergencyStop: () => ({ campaigns: [anAnswer({ state: 'paused', version: 2 })], live: 3 }) })
  fireEvent.click(await screen.findByRole('button', { name: 'Stop all' }))
  const dialog = within(await screen.findByRole('dialog', { name: 'Stop all calling?' }))
  await waitFor(() => expect(dialog.getByText(/3 live calls end by themselves/)).toBeTruthy())
  expect(page.asked('emergencyStop')).toEqual([])
  fireEvent.click(dialog.getByRole('button', { name: 'Stop all now' }))
  expect(await screen.findByText(/1 campaign paused: no more calls are placed. 3 live calls end by themselves./)).toBeTruthy()
  const row = screen.getByRole('link', { name: 'Spring renewal' }).closest('tr')
  await waitFor(() => expect(row?.textContent).toContain('paused'))
})

test('a stop that was refused is not taken for one that was done', async () => {
  open({ emergencyStop: () => problem('unavailable', 'The table does not answer.') })
  fireEvent.click(await screen.findByRole('button', { name: 'Stop all' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Stop all now' }))
  expect((await screen.findByRole('alert')).textContent).toContain('Calling was not stopped. The table does not answer.')
})

test('whoever may only look is not offered the stop', async () => {
  open({ whoAmI: () => ({ principal: 'key:1', role: 'viewer' }) })
  await bar()
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Stop all' })).toBeNull())
})
