// `npm run screens`: takes every picture that the documentation shows, from the built page over made-up answers: the same each time.
import { mkdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import type { PushedEvent } from '#contract/events.ts'
import { buildDashboard } from '../../local/dashboard.ts'
import type { Answers } from '../dashboard/support/server.ts'
import { launchBrowser } from '../support/browser.ts'
import { openFaked } from '../support/faked-page.ts'
import { ANSWERS, NEWS } from './answers.ts'
import { NOW, OPENED, PROGRESS } from './campaigns.ts'
import { flags, HELP } from './flags.ts'
import type { Screen } from './screens.ts'

const ROOT = join(import.meta.dirname, '..', '..')
/** Neither a skeleton nor a word that something is being read. */
const NOTHING_LOADS = "document.querySelectorAll('main .bg-sunk.animate-pulse-mark').length === 0"
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]

/** A second ticket never comes: what was cut stays so. */
const oneTicket = (): Answers => {
  let given = 0
  return {
    ...ANSWERS,
    createTicket: (request) => (given++ === 0 && ANSWERS.createTicket ? ANSWERS.createTicket(request) : new Promise(() => {})),
  }
}

/** News is gathered for a quarter of a second, and clocks on the page go on once a second. */
const SEEN_MS = 1_300

/** The page was opened a little before the hour of its picture, so that it has seen how fast its campaigns are. */
const letTimePass = async (page: Page, tell: (news: readonly PushedEvent[]) => void): Promise<void> => {
  const [atFirst, now] = PROGRESS
  // What is told before the account is there is not counted.
  await page
    .getByText(/lines$/)
    .first()
    .waitFor()
  tell(atFirst)
  await page.waitForTimeout(SEEN_MS)
  await page.clock.setFixedTime(NOW)
  tell(now)
  await page.waitForTimeout(SEEN_MS)
}

const open = async (browser: Browser, dist: string, screen: Screen): Promise<Page> => {
  const { path, viewport, colorScheme = 'light', isForced = false, isCut = false, prepare } = screen
  const tellers: ((news: readonly PushedEvent[]) => void)[] = []
  const faked = {
    dist,
    path,
    answers: isCut ? oneTicket() : ANSWERS,
    news: NEWS,
    isCut,
    now: isCut ? NOW : OPENED,
    ...(viewport ? { viewport } : {}),
  }
  const page = await openFaked(browser, { ...faked, onLive: (tell) => tellers.push(tell) })
  await page.emulateMedia({ colorScheme, forcedColors: isForced ? 'active' : 'none' })
  await page.getByRole('heading', { level: 1 }).first().waitFor()
  // What never comes is waited for in vain.
  await page.waitForLoadState(isCut ? 'load' : 'networkidle')
  await page.waitForFunction(NOTHING_LOADS)
  const [tell] = tellers
  if (tell && !isCut) await letTimePass(page, tell)
  await prepare?.(page)
  // Nothing looks pointed at.
  await page.mouse.move(0, 0)
  return page
}

const takeForDocs = async (browser: Browser, dist: string, taken: readonly Screen[]): Promise<void> => {
  for (const screen of taken) {
    const page = await open(browser, dist, screen)
    const file = join(ROOT, 'docs', 'images', `${screen.name}.png`)
    await page.screenshot({ path: file })
    await page.close()
    console.log(`docs/images/${screen.name}.png ${Math.round((await stat(file)).size / 1_000)} kB`)
  }
}

const takeEverywhere = async (browser: Browser, dist: string, taken: readonly Screen[]): Promise<void> => {
  const folder = join(ROOT, 'test-results', 'screens')
  await mkdir(folder, { recursive: true })
  for (const screen of taken) {
    for (const viewport of SIZES) {
      const page = await open(browser, dist, { ...screen, viewport })
      // What sticks to the top would stand in the middle of a page that has been scrolled.
      await page.evaluate('scrollTo({ top: 0, behavior: "instant" })')
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        await page.screenshot({ path: join(folder, `${screen.name}-${viewport.width}-${colorScheme}.png`), fullPage: true })
      }
      await page.close()
    }
  }
  console.log(`${taken.length} screens are in test-results/screens, at ${SIZES.length} widths, by day and by night.`)
}

const main = async (): Promise<void> => {
  const { help, everywhere, taken } = flags(process.argv.slice(2))
  if (help) return console.log(HELP)
  const dist = await buildDashboard({ root: ROOT, cacheDir: join(ROOT, '.ringmaster', 'cache'), log: console.error })
  const browser = await launchBrowser()
  try {
    await (everywhere ? takeEverywhere : takeForDocs)(browser, dist, taken)
  } finally {
    await browser.close()
  }
}

await main()
