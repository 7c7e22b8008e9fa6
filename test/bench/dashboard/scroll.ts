// How smoothly a long list of contacts scrolls, from its first to its last.
import { setTimeout as rest } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { framesWhile, openPage } from './meter.ts'
import type { servePages } from './serve.ts'

/** As a hand that is in a hurry turns a wheel: eight thousand pixels a second. */
const STEP_PX = 240
const STEP_MS = 30
const PATIENCE_MS = 300_000

type Pages = Awaited<ReturnType<typeof servePages>>

export const measureScroll = async (browser: Browser, pages: Pages, contacts: number) => {
  const page = await openPage(browser, `${pages.url}${pages.campaignPath}/contacts`)
  const list = page.getByRole('region', { name: 'Contacts' })
  await list.getByRole('row').nth(1).waitFor()
  await rest(1_000)
  await list.hover()
  const last = list.locator(`[aria-rowindex="${contacts + 1}"]`)
  let steps = 0
  const frames = await framesWhile(page, async () => {
    const until = Date.now() + PATIENCE_MS
    while ((await last.count()) === 0 && Date.now() < until) {
      for (let i = 0; i < 10; i += 1) {
        await page.mouse.wheel(0, STEP_PX)
        await rest(STEP_MS)
        steps += 1
      }
    }
  })
  const isAtEnd = (await last.count()) > 0
  await page.close()
  return { contacts, isAtEnd, steps, ...frames }
}
