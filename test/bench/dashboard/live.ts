// How smoothly a campaign's page follows its calls, beside a bare page with as many cells, in turn and more than once.
import { setTimeout as rest } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import type { Flags } from './flags.ts'
import { type LongestTask, longestTaskWhile } from './longest-task.ts'
import { type Frames, framesWhile, openPage } from './meter.ts'
import type { servePages } from './serve.ts'

const ROUNDS = 3
/** Until what is read once has been read, and what is compiled has been compiled. */
const SETTLING_MS = 5_000

type Pages = Awaited<ReturnType<typeof servePages>>

const mean = (values: readonly number[]): number => Math.round((values.reduce((sum, one) => sum + one, 0) / values.length) * 10) / 10

const together = (rounds: readonly Frames[]) => ({
  framesPerSecond: mean(rounds.map(({ framesPerSecond }) => framesPerSecond)),
  longestFrameMs: Math.max(...rounds.map(({ longestFrameMs }) => longestFrameMs)),
  tasksOver50Ms: rounds.reduce((sum, { tasksOver50Ms }) => sum + tasksOver50Ms, 0),
})

export const measureLive = async (browser: Browser, pages: Pages, { seconds }: Flags) => {
  const ours: Frames[] = []
  const bare: Frames[] = []
  let cells = 0
  const tasks: LongestTask[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const page = await openPage(browser, pages.url + pages.campaignPath)
    await page.getByRole('table', { name: 'Live calls' }).waitFor()
    await rest(SETTLING_MS)
    cells = await page.locator('td').count()
    ours.push(await framesWhile(page, () => rest(seconds * 1_000)))
    // A trace is work for the browser, too: not while frames are counted.
    tasks.push(await longestTaskWhile(browser, page, () => rest(seconds * 1_000)))
    await page.close()
    const beside = await openPage(browser, `${pages.url}/bare?live&cells=${cells}`)
    await rest(SETTLING_MS / 2)
    bare.push(await framesWhile(beside, () => rest(seconds * 1_000)))
    await beside.close()
  }
  const [page, barePage] = [together(ours), together(bare)]
  const frameRateRatio = Math.round((page.framesPerSecond / barePage.framesPerSecond) * 100) / 100
  const longestTask = {
    longestTaskMs: Math.max(...tasks.map((task) => task.longestTaskMs)),
    longestWorkMs: Math.max(...tasks.map((task) => task.longestWorkMs)),
  }
  return { cells, page: { ...page, ...longestTask }, barePage, frameRateRatio }
}
