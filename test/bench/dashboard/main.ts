// `npm run bench:dashboard`: how smoothly a campaign's page follows a thousand live calls, scrolls ten thousand contacts, and what it comes to hold.
import { join } from 'node:path'
import { buildDashboard } from '../../../local/dashboard.ts'
import { launchBrowser } from '../../support/browser.ts'
import { flags, HELP } from './flags.ts'
import { measureLive } from './live.ts'
import { measureMemory } from './memory.ts'
import { measureScroll } from './scroll.ts'
import { servePages } from './serve.ts'

const ROOT = join(import.meta.dirname, '..', '..', '..')
const asked = flags(process.argv.slice(2))

const measure = async () => {
  const cacheDir = join(ROOT, '.ringmaster', 'cache')
  const pages = await servePages(await buildDashboard({ root: ROOT, cacheDir, log: console.error }), asked)
  const browser = await launchBrowser()
  try {
    const { parts } = asked
    const live = parts.has('live') ? await measureLive(browser, pages, asked) : null
    const scroll = parts.has('scroll') ? await measureScroll(browser, pages, asked.contacts) : null
    const memory = parts.has('memory') ? await measureMemory(browser, pages, asked.minutes) : null
    return { calls: asked.calls, everyMs: asked.everyMs, live, scroll, memory }
  } finally {
    await browser.close()
    await pages.close()
  }
}

type Figures = Awaited<ReturnType<typeof measure>>

const liveTold = ({ calls, everyMs }: Figures, { cells, page, barePage, frameRateRatio }: NonNullable<Figures['live']>): string[] => [
  `${calls} live calls, an event each ${everyMs} ms, ${cells} cells on the page:`,
  `  frames a second   ${page.framesPerSecond}, of a bare page ${barePage.framesPerSecond}: ${frameRateRatio} of it (goal: 0.9 or more)`,
  `  longest task      ${page.longestTaskMs} ms (goal: 50 or less), of processor time at most ${page.longestWorkMs} ms; ${page.tasksOver50Ms} tasks over 50 ms`,
  `  longest frame     ${page.longestFrameMs} ms, of the bare page ${barePage.longestFrameMs} ms`,
]

const scrollTold = ({ contacts, isWhole, ...frames }: NonNullable<Figures['scroll']>): string[] => [
  `${contacts} contacts scrolled${isWhole ? '' : ', not to the end'}:`,
  `  frames a second   ${frames.framesPerSecond}; longest frame ${frames.longestFrameMs} ms`,
  `  longest task      ${frames.longestTaskMs} ms (goal: 50 or less), of processor time at most ${frames.longestWorkMs} ms; ${frames.tasksOver50Ms} tasks over 50 ms`,
]

const memoryTold = ({ minutes, events, grownMb, heldMb }: NonNullable<Figures['memory']>): string[] => [
  `${minutes} minutes, ${events} events:`,
  `  memory            grown by ${grownMb} MB (goal: less than 1), from ${heldMb[0]} MB`,
]

const told = (figures: Figures): string =>
  [
    ...(figures.live ? liveTold(figures, figures.live) : []),
    ...(figures.scroll ? scrollTold(figures.scroll) : []),
    ...(figures.memory ? memoryTold(figures.memory) : []),
  ].join('\n')

if (asked.help) console.log(HELP)
else {
  const figures = await measure()
  console.log(asked.isJson ? JSON.stringify(figures) : told(figures))
}
