// A browser for the tests of one file: visits to the page, what each of them asked for and complained about, and pictures of it.
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import { launchBrowser } from './browser.ts'
import type { WholeSystem } from './whole-system.ts'

const SCREENSHOTS = join(import.meta.dirname, '..', '..', 'test-results')
const DESK = { width: 1440, height: 900 }
const SIZES = [DESK, { width: 1024, height: 768 }, { width: 390, height: 844 }]

type Visit = {
  page: Page
  /** What was read over HTTP. */
  gets: string[]
  errors: string[]
}

export const browsing = (system: Pick<WholeSystem, 'ringmaster'>) => {
  let browser: Browser | undefined
  beforeAll(async () => {
    await mkdir(SCREENSHOTS, { recursive: true })
    browser = await launchBrowser()
  })
  afterAll(() => browser?.close())

  const shoot = (page: Page, name: string) => page.screenshot({ path: join(SCREENSHOTS, `${name}.png`), fullPage: true })

  return {
    shoot,
    async visit(path: string): Promise<Visit> {
      if (!browser) throw new Error('The browser runs only while tests do')
      const page = await browser.newPage({ viewport: DESK })
      const gets: string[] = []
      const errors: string[] = []
      page.on('request', (request) => {
        const { pathname, search } = new URL(request.url())
        if (request.method() === 'GET' && pathname.startsWith('/api/')) gets.push(pathname + search)
      })
      page.on('pageerror', (error) => errors.push(error.message))
      page.on('console', (message) => {
        if (message.type() === 'error') errors.push(message.text())
      })
      await page.goto(`${system.ringmaster.url}${path}`)
      return { page, gets, errors }
    },
    /** The page as it is now: on a desk, on a small screen and in a hand, by day and by night. */
    async shootEverywhere(page: Page, name: string): Promise<void> {
      for (const size of SIZES) {
        await page.setViewportSize(size)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
          await shoot(page, `${name}-${size.width}-${colorScheme}`)
        }
      }
      await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'no-preference' })
      await page.setViewportSize(DESK)
    },
  }
}
