// What style sheets alone decide: that nobody overlooks a row, that no name is cut, and that buttons stand in the order in which they are reached.
import { join } from 'node:path'
import type { Browser, Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDashboard } from '../../local/dashboard.ts'
import { aCall, aSnapshot, campaignId } from '../dashboard/support/build.ts'
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

const PHONE = { width: 390, height: 844 }
const DESK = { width: 1_440, height: 900 }
const ANSWERS: Answers = {
  ...FULL,
  createTicket: () => ({ ticket: 'abc', socketUrl: 'wss://live.test/v1', expiresAt: '2026-11-03T14:33:30.000Z' }),
  whoAmI: () => ({ principal: 'machine', role: 'admin' }),
  health: () => ({ ok: true, time: '2026-11-03T14:33:00.000Z', checks: [] }),
}

const open = (path: string, viewport: typeof PHONE, answers: Answers = {}): Promise<Page> =>
  openFaked(browser, { dist, path, viewport, answers: { ...ANSWERS, ...answers } })

const boxOf = async (item: Locator): Promise<{ x: number; y: number; width: number; height: number }> => {
  const box = await item.boundingBox()
  if (!box) throw new Error('What is not on the page has no place.')
  return box
}

/** Of a line of text that is seen, and of it that is not. */
const CUT_PX = 5

describe.concurrent('the list of live calls', () => {
  it.each([PHONE, DESK])('ends within a line of text where there are more than fit, on a screen of %j', async (viewport) => {
    const live = Array.from({ length: 20 }, (_, i) => aCall(i + 1, { state: 'answered', answeredAt: '2026-11-03T14:02:08.000Z' }))
    const page = await open(`/campaigns/${campaignId(1)}`, viewport, {
      listCalls: ({ query }) => ({ items: query.live === 'true' ? live : [], nextCursor: null }),
    })
    const table = page.getByRole('table', { name: 'Live calls' })
    await table.getByRole('cell').first().waitFor()
    const box = await boxOf(table.locator('xpath=..'))
    const end = box.y + box.height
    const cells = await Promise.all((await table.locator('tbody td:visible').all()).map(boxOf))
    expect(cells.some(({ y, height }) => y + CUT_PX < end && end < y + height - CUT_PX)).toBe(true)
    await page.close()
  })
})

describe.concurrent('on a telephone’s screen', () => {
  it('the buttons of a new campaign’s last step are read in the order in which they are reached', async () => {
    const page = await open('/campaigns/new?step=start', PHONE)
    const footer = page.locator('form footer')
    await footer.getByRole('button', { name: 'Save as template' }).waitFor()
    const buttons = await footer.getByRole('button').all()
    const places = await Promise.all(buttons.map(boxOf))
    expect(places).toHaveLength(4)
    expect(places).toEqual(places.toSorted((one, other) => one.y - other.y || one.x - other.x))
    const [first, last] = [places[0], places.at(-1)]
    const ends = places.map(({ x, width }) => x + width)
    expect([last?.x, (last?.x ?? 0) + (last?.width ?? 0)]).toEqual([first?.x, Math.max(...ends)])
    await page.close()
  })

  it('the names of campaigns that are compared are not cut', async () => {
    const items = [aSnapshot({ name: 'Appointments in April, in May and in the first week of June' })]
    const page = await open('/results', PHONE, { listCampaigns: () => ({ items, nextCursor: null }) })
    const name = page.getByRole('table', { name: 'Campaigns side by side' }).getByRole('link')
    await name.waitFor()
    expect(await name.evaluate((link) => link.scrollWidth - link.clientWidth)).toBe(0)
    expect((await boxOf(name)).height).toBeGreaterThan(24)
    await page.close()
  })
})
