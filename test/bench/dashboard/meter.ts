// What a page's frames and tasks were like while it was left alone, or while something was done with it.
import { join } from 'node:path'
import type { Browser, Page } from 'playwright-core'
import * as z from 'zod/mini'

const METER = join(import.meta.dirname, 'page', 'meter.js')
const Measured = z.object({ seconds: z.number(), frames: z.number(), longestFrameMs: z.number(), longTasks: z.array(z.number()) })

export type Frames = { framesPerSecond: number; longestFrameMs: number; tasksOver50Ms: number }

const tenth = (value: number): number => Math.round(value * 10) / 10

/** The page draws as fast as it is asked to only while it is in front. */
export const openPage = async (browser: Browser, url: string): Promise<Page> => {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
  await page.addInitScript({ path: METER })
  await page.goto(url)
  return page
}

export const framesWhile = async (page: Page, work: () => Promise<unknown>): Promise<Frames> => {
  await page.evaluate('meter.begin()')
  await work()
  const { seconds, frames, longestFrameMs, longTasks } = Measured.parse(await page.evaluate('meter.end()'))
  return {
    framesPerSecond: tenth(frames / seconds),
    longestFrameMs: tenth(longestFrameMs),
    tasksOver50Ms: longTasks.length,
  }
}
