// What the page holds after minutes of live calls, once everything that nobody needs has been given back.
import { setTimeout as rest } from 'node:timers/promises'
import type { Browser } from 'playwright-core'
import { openPage } from './meter.ts'
import type { servePages } from './serve.ts'

/** Until as much is held as will be: ended calls, and what was said in calls that nobody looks at. */
const FILLING_MS = 120_000
const MEGABYTE = 1_000_000

type Pages = Awaited<ReturnType<typeof servePages>>

export const measureMemory = async (browser: Browser, pages: Pages, minutes: number) => {
  const page = await openPage(browser, pages.url + pages.campaignPath)
  const devtools = await page.context().newCDPSession(page)
  const heldMb = async (): Promise<number> => {
    // What the first collection lets go of may hold more that the second can take.
    for (let i = 0; i < 3; i += 1) await devtools.send('HeapProfiler.collectGarbage')
    const { usedSize } = await devtools.send('Runtime.getHeapUsage')
    return Math.round((usedSize / MEGABYTE) * 100) / 100
  }
  await rest(FILLING_MS)
  const eventsBefore = pages.told()
  const readings = [await heldMb()]
  for (let minute = 0; minute < minutes; minute += 1) {
    await rest(Math.min(1, minutes - minute) * 60_000)
    readings.push(await heldMb())
    console.error(`After ${readings.length - 1} of ${minutes} minutes the page holds ${readings.at(-1)} MB.`)
  }
  await page.close()
  const [first = 0, last = 0] = [readings[0], readings.at(-1)]
  return { minutes, events: pages.told() - eventsBefore, heldMb: readings, grownMb: Math.round((last - first) * 100) / 100 }
}
