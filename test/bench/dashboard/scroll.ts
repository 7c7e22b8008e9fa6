// How smoothly a long list of contacts scrolls, from its first to its last.
import { setTimeout as rest } from 'node:timers/promises'
import type { Browser, Page } from 'playwright-core'
import { longestTaskWhile } from './longest-task.ts'
import { framesWhile, openPage } from './meter.ts'
import type { servePages } from './serve.ts'

/** As a hand that is in a hurry turns a wheel: eight thousand pixels a second. */
const STEP_PX = 240
const STEP_MS = 30
const PATIENCE_MS = 300_000

type Pages = Awaited<ReturnType<typeof servePages>>

const openList = async (browser: Browser, pages: Pages): Promise<Page> => {
  const page = await openPage(browser, `${pages.url}${pages.campaignPath}/contacts`)
  const list = page.getByRole('region', { name: 'Contacts' })
  await list.getByRole('row').nth(1).waitFor()
  await rest(1_000)
  await list.hover()
  return page
}

const isAtEnd = async (page: Page, contacts: number): Promise<boolean> =>
  (await page.locator(`[aria-rowindex="${contacts + 1}"]`).count()) > 0

const scrollThrough = async (page: Page, contacts: number): Promise<void> => {
  const until = Date.now() + PATIENCE_MS
  while (Date.now() < until && !(await isAtEnd(page, contacts))) {
    for (let i = 0; i < 10; i += 1) {
      await page.mouse.wheel(0, STEP_PX)
      await rest(STEP_MS)
    }
  }
}

export const measureScroll = async (browser: Browser, pages: Pages, contacts: number) => {
  const counted = await openList(browser, pages)
  const frames = await framesWhile(counted, () => scrollThrough(counted, contacts))
  const isWhole = await isAtEnd(counted, contacts)
  await counted.close()
  // A trace is work for the browser, too: not while frames are counted.
  const traced = await openList(browser, pages)
  const longestTask = await longestTaskWhile(browser, traced, () => scrollThrough(traced, contacts))
  await traced.close()
  return { contacts, isWhole, ...frames, ...longestTask }
}
