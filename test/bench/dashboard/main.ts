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
    const live = await measureLive(browser, pages, asked)
    const scroll = await measureScroll(browser, pages, asked.contacts)
    const memory = asked.minutes > 0 ? await measureMemory(browser, pages, asked.minutes) : null
    return { calls: asked.calls, everyMs: asked.everyMs, live, scroll, memory }
  } finally {
    await browser.close()
    await pages.close()
  }
}

const told = ({ calls, everyMs, live, scroll, memory }: Awaited<ReturnType<typeof measure>>): string =>
  [
    `${calls} live calls, an event each ${everyMs} ms, ${live.cells} cells on the page:`,
    `  frames a second   ${live.page.framesPerSecond}, of a bare page ${live.barePage.framesPerSecond}: ${live.frameRateRatio} of it (goal: 0.9 or more)`,
    `  longest task      ${live.page.longestTaskMs} ms (goal: 50 or less); ${live.page.tasksOver50Ms} tasks over 50 ms`,
    `  longest frame     ${live.page.longestFrameMs} ms, of the bare page ${live.barePage.longestFrameMs} ms`,
    `${scroll.contacts} contacts scrolled in ${scroll.steps} steps${scroll.isAtEnd ? '' : ', not to the end'}:`,
    `  frames a second   ${scroll.framesPerSecond}; longest frame ${scroll.longestFrameMs} ms, ${scroll.tasksOver50Ms} tasks over 50 ms`,
    ...(memory
      ? [
          `${memory.minutes} minutes, ${memory.events} events:`,
          `  memory            grown by ${memory.grownMb} MB (goal: less than 1), from ${memory.heldMb[0]} MB`,
        ]
      : []),
  ].join('\n')

if (asked.help) console.log(HELP)
else {
  const figures = await measure()
  console.log(asked.isJson ? JSON.stringify(figures) : told(figures))
}
