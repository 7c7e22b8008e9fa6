// `npm run bench:lighthouse`: how quick and how accessible Lighthouse finds the list of campaigns and a live campaign, as `npm start` serves them.
import { setTimeout as rest } from 'node:timers/promises'
import { freePort } from '../../../local/web/free-port.ts'
import { launchBrowser } from '../../support/browser.ts'
import { makeHome, type Ringmaster, startRingmaster } from '../../support/ringmaster.ts'
import { type Audit, audit, type Screen } from './audit.ts'
import { flags, HELP } from './flags.ts'

/** Its example then calls for longer than the runs take. */
const SPEED = '5'
const SCREENS: readonly Screen[] = ['desk', 'phone']

const atWork = async ({ api }: Ringmaster): Promise<string> => {
  for (;;) {
    const { items } = await api('listCampaigns', { query: {} })
    const calling = items.find(({ stats }) => stats.live > 0)
    if (calling) return calling.id
    await rest(200)
  }
}

const median = (runs: readonly Audit[]): Audit => {
  const sorted = runs.toSorted((one, other) => one.performance - other.performance)
  const middle = sorted[Math.floor(sorted.length / 2)]
  if (!middle) throw new Error('Lighthouse was not run.')
  // Chance has no part in what is accessible.
  const accessibility = Math.min(...runs.map((run) => run.accessibility))
  return { ...middle, accessibility, objections: [...new Set(runs.flatMap(({ objections }) => objections))] }
}

const measure = async (ringmaster: Ringmaster, runs: number) => {
  const port = await freePort()
  const browser = await launchBrowser([`--remote-debugging-port=${port}`])
  try {
    const pages = { campaigns: '/', live: `/campaigns/${await atWork(ringmaster)}` }
    const found: (Audit & { page: string; screen: Screen })[] = []
    for (const [page, path] of Object.entries(pages)) {
      for (const screen of SCREENS) {
        const audits: Audit[] = []
        for (let i = 0; i < runs; i += 1) audits.push(await audit({ url: ringmaster.url + path, port, screen }))
        found.push({ page, screen, ...median(audits) })
      }
    }
    return found
  } finally {
    await browser.close()
  }
}

const told = ({ page, screen, performance, accessibility, objections, ...rest }: Awaited<ReturnType<typeof measure>>[number]): string =>
  [
    `${page} at a ${screen}: performance ${performance} (goal: 95 or more), accessibility ${accessibility} (goal: 100); ` +
      `first paint ${rest.firstPaintMs} ms, largest ${rest.largestPaintMs} ms, blocked ${rest.blockedMs} ms, layout shift ${rest.layoutShift}`,
    ...objections.map((one) => `  not accessible: ${one}`),
  ].join('\n')

const asked = flags(process.argv.slice(2))
if (asked.help) console.log(HELP)
else {
  const home = await makeHome()
  const ringmaster = await startRingmaster(home, ['--speed', SPEED])
  try {
    const found = await measure(ringmaster, asked.runs)
    console.log(asked.isJson ? JSON.stringify(found) : found.map(told).join('\n'))
  } finally {
    await ringmaster.stop()
    await home.remove()
  }
}
