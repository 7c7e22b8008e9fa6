// Every page by day and by night, empty, loading, broken and full: nothing that axe objects to; and how much script the first view needs.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type axeCore from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { buildDashboard } from '../../local/dashboard.ts'
import { anAccount, aSnapshot, campaignId } from '../dashboard/support/build.ts'
import { aTalk, FULL } from '../dashboard/support/full.ts'
import { type Answers, problem } from '../dashboard/support/server.ts'
import { launchBrowser } from '../support/browser.ts'
import { openFaked } from '../support/faked-page.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const FIRST_VIEW_BYTES = 200_000

let browser: Browser
let dist: string
beforeAll(async () => {
  dist = await buildDashboard({ root: ROOT, cacheDir: join(ROOT, '.ringmaster', 'cache'), log: () => {} })
  browser = await launchBrowser()
})
afterAll(() => browser.close())

const CAMPAIGN = `/campaigns/${campaignId(1)}`
const ALL = ['empty', 'loading', 'error', 'full'] as const
type State = (typeof ALL)[number]

/** The form reads nothing of what has states. */
const PAGES: readonly [name: string, path: string, states: readonly State[]][] = [
  ['campaigns', '/', ALL],
  ['campaign', CAMPAIGN, ALL],
  ['call', `${CAMPAIGN}?call=${aTalk.id}`, ALL],
  ['contacts', `${CAMPAIGN}/contacts`, ALL],
  ['contact', `${CAMPAIGN}/contacts?contact=${aTalk.contactId}`, ALL],
  ['do not call', '/settings/suppressions', ALL],
  ['new campaign, people', '/campaigns/new', ['full']],
  ['new campaign, words', '/campaigns/new?step=words', ['full']],
  ['new campaign, rules', '/campaigns/new?step=rules', ['full']],
  ['new campaign, start', '/campaigns/new?step=start', ['full']],
]

const TICKET = { ticket: 'abc', socketUrl: 'wss://live.test/v1', expiresAt: '2026-11-03T14:00:30.000Z' }
const gone = () => problem('not_found', 'There is no such thing any more.')
const nobody = () => ({ items: [], nextCursor: null })
const never = () => new Promise<never>(() => {})
const broken = () => problem('internal', 'Something broke on our side.', { requestId: 'r-77' })

const KNOWN: Answers = {
  createTicket: () => TICKET,
  health: () => ({ ok: true, time: '2026-11-03T14:33:00.000Z', checks: [] }),
  whoAmI: () => ({ principal: 'machine', role: 'admin' }),
}
const READ = [
  'listCampaigns',
  'getCampaign',
  'campaignActivity',
  'campaignWhy',
  'listCalls',
  'getCall',
  'getTranscript',
  'listSheets',
] as const
const ALSO_READ = [
  'listContacts',
  'getContact',
  'contactWhy',
  'listTemplates',
  'listSuppressions',
  'listSuppressionImports',
  'accountStatus',
] as const
const all = (answer: () => Promise<never> | Response): Answers => Object.fromEntries([...READ, ...ALSO_READ].map((name) => [name, answer]))

const EMPTY: Answers = {
  accountStatus: () => anAccount({ live: 0, campaigns: [] }),
  listCampaigns: nobody,
  getCampaign: () => aSnapshot({ state: 'draft' }, { totalContacts: 0, waiting: 0, live: 0, retrying: 0, finished: 0, outcomes: {} }),
  campaignActivity: nobody,
  listCalls: nobody,
  getCall: gone,
  getTranscript: nobody,
  listSheets: () => ({ items: [] }),
  getContact: gone,
  contactWhy: gone,
  listContacts: nobody,
  listTemplates: nobody,
  listSuppressions: nobody,
  listSuppressionImports: nobody,
}

const STATES: Readonly<Record<State, Answers>> = {
  empty: { ...KNOWN, ...EMPTY },
  loading: { ...KNOWN, ...all(never), createTicket: never },
  error: { ...KNOWN, ...all(broken) },
  full: { ...KNOWN, ...FULL },
}

declare const axe: typeof axeCore

/** What it objects to, and where. */
const objections = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    const { violations } = await axe.run({ resultTypes: ['violations'] })
    return violations.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  })

/** Nothing is on its way any more, or nothing will ever come. */
const settle = async (page: Page, state: State): Promise<void> => {
  await page.locator('main').waitFor()
  if (state === 'loading') await page.waitForLoadState('load')
  else await page.waitForLoadState('networkidle')
}

describe.each(PAGES)('the page of %s', (_, path, states) => {
  it.each(states)('is accessible while %s, by day and by night', async (state) => {
    const page = await openFaked(browser, { dist, path, answers: STATES[state] })
    await settle(page, state)
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      expect(await objections(page)).toEqual([])
    }
    await page.close()
  })
})

describe('the first view', () => {
  it('needs no more script than a telephone loads at once, and leaves the other pages for later', () => {
    const html = readFileSync(join(dist, 'index.html'), 'utf8')
    const scripts = [...html.matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file = '']) => file)
    expect(scripts.length).toBeGreaterThan(0)
    const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(dist, file))).length, 0)
    expect(bytes).toBeLessThanOrEqual(FIRST_VIEW_BYTES)
    const first = scripts.map((file) => readFileSync(join(dist, file), 'utf8')).join('')
    // Words of pages that open later.
    for (const later of ['Numbers that nobody calls, in any campaign', 'Why not called now', 'From the list to a success']) {
      expect(first.includes(later)).toBe(false)
    }
  })
})
