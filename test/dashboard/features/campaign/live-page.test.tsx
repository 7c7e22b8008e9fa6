import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { PushedEvent } from '#contract/events.ts'
import { aCall, anAnswer, aSnapshot, callsOf, campaignId, progressOf, someStats } from '../../support/build.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const open = (answers: Answers = {}) => openPage(`/campaigns/${campaignId(1)}`, { getCampaign: () => aSnapshot(), ...answers })
const region = async (name: string) => within(await screen.findByRole('region', { name }))
const entry = (id: string, action: 'paused' | 'edited', because?: string) => ({
  ...({ id, campaignId: campaignId(1), at: '2026-11-03T14:02:40.000Z', by: 'person', action } as const),
  ...(because === undefined ? {} : { because }),
})
const logged = (...items: ReturnType<typeof entry>[]): PushedEvent => ({
  event: 'campaign_activity',
  version: 0,
  data: { campaignId: campaignId(1), items },
})

test('each number of the funnel opens the contacts behind it', async () => {
  const page = open({ listContacts: () => ({ items: [], nextCursor: null }) })
  const funnel = await region('From the list to a success')
  const shown = funnel.getAllByRole('link').map((link) => [link.textContent, new URL(link.getAttribute('href') ?? '', 'http://x').search])
  expect(shown).toEqual([
    ['40', ''],
    ['40', '?step=eligible'],
    ['20', '?step=called'],
    ['8', '?step=answered'],
    ['5', '?step=human'],
    ['5', '?step=success'],
  ])
  fireEvent.click(funnel.getByRole('link', { name: '5: human, show these contacts' }))
  await waitFor(() => expect(page.asked('listContacts')[0]?.query).toMatchObject({ step: 'human' }))
})

test('while calls begin nobody is asked why; once they stand still the API is, with the next release', async () => {
  const why = { limit: 'window', because: 'Outside the hours of Denver.', until: '2026-11-03T15:00:00.000Z', state: 'active' } as const
  const more = { lines: 5, linesOpen: 5, linesBusy: 0, accountLines: 40, callsPerSecond: 1, nextSlotAt: '2026-11-03T14:00:00.000Z' }
  const page = open({ campaignWhy: () => ({ ...why, ...more }) })
  const waiting = await region('Not now')
  expect(waiting.getByRole('link', { name: '7 waiting for a retry' }).getAttribute('href')).toContain('state=retrying')
  expect(await waiting.findByText('Outside the hours of Denver.')).toBeTruthy()
  await page.connect()
  await page.push(progressOf(5, someStats({ callsPlaced: 21 }), campaignId(1), '2026-11-03T14:59:00.000Z'))
  await waitFor(() => expect(waiting.queryByText('Outside the hours of Denver.')).toBeNull())
})

test('all lines being busy is said without asking', async () => {
  const page = open({ getCampaign: () => aSnapshot({}, { live: 5, waiting: 18 }) })
  expect(await (await region('Not now')).findByText('All 5 lines are busy.')).toBeTruthy()
  expect(page.asked('campaignWhy')).toEqual([])
})

test('what is done with the campaign is told as it is pushed, each entry once', async () => {
  const page = open({ campaignActivity: () => ({ items: [entry('1', 'edited')], nextCursor: null }) })
  const activity = await region('Activity')
  expect(await activity.findByText(/edited/)).toBeTruthy()
  await page.connect()
  await page.push(logged(entry('1', 'edited'), entry('2', 'paused', 'the account has no balance')))
  expect((await activity.findAllByRole('listitem')).map(({ textContent }) => textContent?.replace(/\d+\sNov.*/, ''))).toEqual([
    'A person: pausedthe account has no balance',
    'A person: edited',
  ])
})

test('what a second attempt brings is told from the newest calls', async () => {
  const over = { state: 'completed', endedAt: '2026-11-03T14:03:00.000Z' } as const
  open({
    listCalls: ({ query }) => ({
      items:
        query.live === 'true'
          ? []
          : [aCall(1, { ...over, outcome: 'human', answeredAt: over.endedAt }), aCall(2, { ...over, attempt: 2, outcome: 'busy' })],
      nextCursor: null,
    }),
  })
  const table = within(await screen.findByRole('table', { name: 'The newest ended calls by attempt' }))
  expect(table.getAllByRole('row').map(({ textContent }) => textContent)).toEqual(['AttemptCallsAnsweredHuman', '11100%100%', '210%0%'])
})

test('how soon the agent is heard is told from the calls that ended meanwhile', async () => {
  const rings = aCall(9)
  const page = open({ listCalls: () => ({ items: [rings], nextCursor: null }) })
  await page.connect()
  // The calls have been read: what is pushed joins them.
  await screen.findByText(rings.phone)
  const latency = { answerToStream: 300, streamToFirstAudio: 450, replies: 0, bargeIns: 0 }
  await page.push(callsOf(aCall(1, { state: 'completed', outcome: 'human', latency, version: 4 })))
  expect((await region('First word')).getAllByText('0.75')).toHaveLength(2)
})

test('an edit sends what is different, says what it did, and can be undone', async () => {
  const page = open({ editCampaign: () => anAnswer({ edition: 2, version: 2, settings: { maxConcurrentCalls: 8 } }) })
  fireEvent.click(await screen.findByRole('button', { name: 'Edit…' }))
  const form = within(await screen.findByRole('dialog', { name: 'Edit “Spring renewal”' }))
  fireEvent.change(form.getByLabelText('Lines'), { target: { value: '8' } })
  fireEvent.click(form.getByRole('button', { name: 'Save' }))
  await waitFor(() => expect(page.asked('editCampaign')[0]?.body).toEqual({ settings: { maxConcurrentCalls: 8 } }))
  expect(await screen.findByText(/Saved: calls from now on use it/)).toBeTruthy()
  fireEvent.click(screen.getByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(page.asked('editCampaign')[1]?.body).toMatchObject({ settings: { maxConcurrentCalls: 5 } }))
})

test('an edit that cannot be is said at its field, and one that is refused keeps what was typed', async () => {
  const page = open({ editCampaign: () => problem('precondition_failed', 'Somebody was faster.') })
  fireEvent.click(await screen.findByRole('button', { name: 'Edit…' }))
  const form = within(await screen.findByRole('dialog'))
  const lines = form.getByLabelText('Lines')
  fireEvent.change(lines, { target: { value: 'many' } })
  fireEvent.click(form.getByRole('button', { name: 'Save' }))
  expect(lines.getAttribute('aria-invalid')).toBe('true')
  expect(page.asked('editCampaign')).toEqual([])
  fireEvent.change(lines, { target: { value: '9' } })
  fireEvent.click(form.getByRole('button', { name: 'Save' }))
  expect((await form.findByRole('alert')).textContent).toContain('Nothing was changed. Somebody was faster.')
  expect(lines).toHaveProperty('value', '9')
})
