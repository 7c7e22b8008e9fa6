import { cleanup, screen, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { anAccount } from '../../support/build.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const AT = '2026-11-03T14:00:00.000Z'
const open = (answers: Answers = {}) =>
  openPage('/settings/account', {
    accountActivity: () => ({
      items: [{ id: '01', at: AT, by: 'ringmaster', action: 'ceiling-lowered', because: 'the provider refuses more calls at a time' }],
      nextCursor: null,
    }),
    ...answers,
  })
const region = async (name: string) => within(await screen.findByRole('region', { name }))

test('tells what is in use, what was learned, and who has the lines', async () => {
  open({
    accountStatus: () =>
      anAccount({
        live: 9,
        lines: { allowed: 40, now: 12 },
        breakers: [
          { provider: 'twilio', state: 'closed' },
          { provider: 'elevenlabs', state: 'open', triedInMs: 30_000 },
        ],
        emergencyStoppedAt: AT,
      }),
  })
  const limits = await region('Limits')
  expect(limits.getByText(/Twilio was seen to take no more. The deployment allows 40/)).toBeTruthy()
  expect(limits.getByText('All that the deployment allows.')).toBeTruthy()
  expect(limits.getByText(/breaker open: tried again in 30 s/)).toBeTruthy()
  expect(limits.getByText(/last used .*campaigns go on once they are resumed/)).toBeTruthy()
  const shares = await screen.findByRole('table', { name: /with their lines/ })
  expect(within(shares).getByRole('row', { name: /Spring renewal/ }).textContent).toContain('active')
  expect(await screen.findByText('the provider refuses more calls at a time')).toBeTruthy()
})

test('a log that cannot be read leaves the limits where they are', async () => {
  open({ accountActivity: () => problem('internal', 'Something broke.'), accountStatus: () => anAccount({ campaigns: [] }) })
  expect(await screen.findByText('The log could not be read.')).toBeTruthy()
  const limits = await region('Limits')
  expect(limits.getByText('not used lately')).toBeTruthy()
  expect(screen.getByText('No campaign is calling.')).toBeTruthy()
})

test('settings begin with the numbers that nobody calls, and lead to their other pages', async () => {
  const { history } = openPage('/settings', { listSuppressions: () => ({ items: [], nextCursor: null }) })
  const ways = within(await screen.findByRole('navigation', { name: 'Settings' }))
  expect(history.location.pathname).toBe('/settings/suppressions')
  expect(ways.getAllByRole('link').map(({ textContent }) => textContent)).toEqual([
    'Do not call',
    'Templates',
    'Webhooks',
    'API keys',
    'Audit log',
    'Health',
    'Account',
  ])
})

test('the page of health asks again while somebody looks', async () => {
  let isWell = true
  const page = openPage('/settings/health', {
    listWebhooks: () => ({ items: [], nextCursor: null }),
    health: () => (isWell ? { ok: true, time: AT, checks: [] } : problem('unavailable', 'The table does not answer.')),
  })
  expect(await screen.findByText('Both answer.')).toBeTruthy()
  isWell = false
  await page.advance(10_000)
  expect(await screen.findByText('The API does not answer.')).toBeTruthy()
})
