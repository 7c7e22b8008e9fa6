// The longest task of a page's main thread, from the browser's own trace: a page itself is told only of those over 50 ms.
import type { Browser, Page } from 'playwright-core'
import * as z from 'zod/mini'

const Event = z.object({
  name: z.string(),
  ph: z.string(),
  pid: z.number(),
  tid: z.number(),
  dur: z.optional(z.number()),
  tdur: z.optional(z.number()),
  args: z.optional(z.object({ name: z.optional(z.string()) })),
})
const Trace = z.object({ traceEvents: z.array(z.unknown()) })

const CATEGORIES = ['disabled-by-default-devtools.timeline', '__metadata']

const longest = (microseconds: readonly number[]): number =>
  Math.round(microseconds.reduce((most, one) => Math.max(most, one), 0) / 100) / 10

export type LongestTask = {
  longestTaskMs: number
  /** The most processor time of a task: what others on the machine did meanwhile has no part in it. */
  longestWorkMs: number
}

/** Only one page is open, so every main thread of a renderer is its own. */
export const longestTaskWhile = async (browser: Browser, page: Page, work: () => Promise<unknown>): Promise<LongestTask> => {
  await browser.startTracing(page, { categories: CATEGORIES })
  await work()
  const { traceEvents } = Trace.parse(JSON.parse((await browser.stopTracing()).toString()))
  const events = traceEvents.flatMap((event) => Event.safeParse(event).data ?? [])
  const named = events.filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
  const threads = new Set(named.map(({ pid, tid }) => `${pid} ${tid}`))
  const tasks = events.filter(({ name, pid, tid }) => name === 'RunTask' && threads.has(`${pid} ${tid}`))
  return { longestTaskMs: longest(tasks.map(({ dur = 0 }) => dur)), longestWorkMs: longest(tasks.map(({ tdur = 0 }) => tdur)) }
}
