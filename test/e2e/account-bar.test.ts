// The bar above every page has room for what stands in it, on the smallest telephone and with the largest numbers.
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDashboard } from '../../local/dashboard.ts'
import { anAccount, campaignId } from '../dashboard/support/build.ts'
import { FULL } from '../dashboard/support/full.ts'
import type { Answers } from '../dashboard/support/server.ts'
import { launchBrowser } from '../support/browser.ts'
import { openFaked } from '../support/faked-page.ts'

const ROOT = join(import.meta.dirname, '..', '..')

let browser: Browser
let dist: string
beforeAll(async () => {
  dist = await buildDashboard({ root: ROOT, cacheDir: join(ROOT, '.ringmaster', 'cache'), log: () => {} })
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const WIDTHS = [320, 360, 390, 640, 768, 1_024, 1_100, 1_440]
const NOW = '2026-11-03T14:33:00.000Z'
const TICKET = { ticket: 'abc', socketUrl: 'wss://live.test/v1', expiresAt: NOW }
const never = () => new Promise<never>(() => {})

const ANSWERS: Answers = {
  ...FULL,
  createTicket: () => TICKET,
  emergencyStop: never,
  whoAmI: () => ({ principal: 'token:ana', name: 'Ana Torres', role: 'operator' }),
  accountStatus: () =>
    anAccount({
      ...{ lines: { allowed: 1_000, now: 1_000 }, live: 1_000, callsPerSecond: { allowed: 12, now: 12 } },
      campaigns: [{ id: campaignId(1), name: 'Spring renewal', state: 'active', live: 1_000, lines: 1_000 }],
      breakers: [
        { provider: 'twilio', state: 'open', triedInMs: 30_000 },
        { provider: 'elevenlabs', state: 'closed' },
      ],
    }),
}

type Box = { says: string; left: number; right: number; top: number; bottom: number }

/** What is only read out is a pixel wide. */
const SEEN_PX = 2

const boxesOf = async (page: Page): Promise<Box[]> => {
  const boxes: Box[] = []
  for (const item of await page.locator('header').first().locator('a, button, p').all()) {
    const box = await item.boundingBox()
    if (!box || box.width < SEEN_PX) continue
    const { x, y, width, height } = box
    boxes.push({ says: (await item.textContent()) ?? '', left: x, right: x + width, top: y, bottom: y + height })
  }
  return boxes
}

const isOver = (one: Box, other: Box): boolean =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom

const troublesOf = async (page: Page, width: number): Promise<string[]> => {
  const bar = await page.locator('header').first().boundingBox()
  const boxes = await boxesOf(page)
  expect(boxes.length).toBeGreaterThan(5)
  const outside = boxes.filter(({ left, right, top, bottom }) => left < 0 || right > width || top < 0 || bottom > (bar?.height ?? 0))
  return [
    ...outside.map(({ says }) => `at ${width} “${says}” sticks out`),
    ...boxes.flatMap((one, i) =>
      boxes
        .slice(i + 1)
        .filter((other) => isOver(one, other))
        .map((other) => `at ${width} “${one.says}” lies over “${other.says}”`),
    ),
  ]
}

const troublesEverywhere = async (page: Page): Promise<string[]> => {
  const troubles: string[] = []
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 844 })
    troubles.push(...(await troublesOf(page, width)))
  }
  return troubles
}

const lines = (page: Page) => page.getByRole('region', { name: 'Telephone account' })
const open = (answers: Answers, isCut: boolean): Promise<Page> =>
  openFaked(browser, { dist, path: '/settings/keys', answers: { ...ANSWERS, ...answers }, isCut, now: NOW })

describe.concurrent('nothing in the account bar overlaps or sticks out at any width', () => {
  it('while the page is live, for a while without news, and while all calling is being stopped', async () => {
    const page = await open({}, false)
    await lines(page).waitFor()
    await page.getByText('live', { exact: true }).waitFor()
    expect(await troublesEverywhere(page)).toEqual([])
    await page.clock.setFixedTime(Date.parse(NOW) + 12_400)
    await page.getByText('12 s').waitFor()
    expect(await troublesEverywhere(page)).toEqual([])
    await page.getByRole('button', { name: 'Stop all' }).click()
    await page.getByRole('button', { name: 'Stop all now' }).click()
    await page.getByRole('button', { name: 'Stopping…' }).waitFor()
    expect(await troublesEverywhere(page)).toEqual([])
    await page.close()
  })

  it('while it connects', async () => {
    const page = await open({ createTicket: never }, false)
    await lines(page).waitFor()
    await page.getByText('connecting…').waitFor()
    expect(await troublesEverywhere(page)).toEqual([])
    await page.close()
  })

  it('while it is offline, which a telephone says in fewer words', async () => {
    let tickets = 0
    const page = await open({ createTicket: () => (tickets++ === 0 ? TICKET : never()) }, true)
    await page.getByText('as of 14:33:00, reconnecting…').waitFor()
    expect(await troublesEverywhere(page)).toEqual([])
    await page.setViewportSize({ width: 390, height: 844 })
    await page.getByText('14:33:00, offline').waitFor()
    expect(await lines(page).isVisible()).toBe(false)
    await page.close()
  })
})
