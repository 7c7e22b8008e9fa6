import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { aSnapshot, campaignId, progressOf, someStats } from '../../support/build.ts'
import { openPage } from '../../support/page.tsx'

afterEach(cleanup)

const CAMPAIGN = `/campaigns/${campaignId(1)}`
const pressEscape = (): boolean => fireEvent.keyDown(window, { key: 'Escape' })

/** The address changes first, and the page that is left stays in sight until the wall has come: only the wall has this. */
const onTheWall = (): Promise<HTMLElement> => screen.findByRole('button', { name: 'Leave (Esc)' })

test('a campaign goes on the wall from its page, moves there, and Esc leads back', async () => {
  const page = openPage(CAMPAIGN, { getCampaign: () => aSnapshot() })
  fireEvent.click(await screen.findByRole('link', { name: 'Wall view' }))
  await waitFor(() => expect(page.history.location.pathname).toBe(`${CAMPAIGN}/wall`))
  await onTheWall()
  expect((await screen.findByRole('region', { name: 'Progress' })).textContent).toContain('25%10 of 40 contacts finished')
  await page.connect()
  await page.push(progressOf(1, someStats({ finished: 20, waiting: 10 })))
  expect(screen.getByRole('region', { name: 'Progress' }).textContent).toContain('50%20 of 40 contacts finished')
  pressEscape()
  await waitFor(() => expect(page.history.location.pathname).toBe(CAMPAIGN))
})

test('on the wall there is nothing to press but the way back', async () => {
  openPage(`${CAMPAIGN}/wall`, { getCampaign: () => aSnapshot({ state: 'paused', reason: 'the account has no balance' }) })
  await screen.findByRole('heading', { level: 1, name: 'Spring renewal' })
  expect(screen.getByText('Why it is paused: the account has no balance')).toBeTruthy()
  expect([...screen.queryAllByRole('button'), ...screen.queryAllByRole('link')].map(({ textContent }) => textContent)).toEqual([
    'Leave (Esc)',
  ])
})

test('all campaigns go on the wall, those that call above the others', async () => {
  const items = (['completed', 'draft', 'paused', 'active'] as const).map((state, i) =>
    aSnapshot({ id: campaignId(i + 1), name: `One that is ${state}`, state }),
  )
  const page = openPage('/', { listCampaigns: () => ({ items, nextCursor: null }) })
  fireEvent.click(await screen.findByRole('link', { name: 'Wall view' }))
  await onTheWall()
  await screen.findByText('limited by the campaigns’ own rules')
  const names = screen
    .getAllByRole('listitem')
    .map((row) => /One that is (\w+?)(?=active|paused|draft|completed)/.exec(row.textContent)?.[1])
  expect(names).toEqual(['active', 'paused', 'draft', 'completed'])
  pressEscape()
  await waitFor(() => expect(page.history.location.pathname).toBe('/'))
})
