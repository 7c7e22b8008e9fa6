// Every page by day and by night, empty, loading, broken, full and offline, in high contrast and under a dialog: nothing that axe objects
// to; and how much script the first view needs.
import { globSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type axeCore from 'axe-core'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { E164 } from '#contract/ids.ts'
import { buildDashboard } from '../../local/dashboard.ts'
import { anAccount, aSnapshot, campaignId } from '../dashboard/support/build.ts'
import { aHook, aTalk, FULL } from '../dashboard/support/full.ts'
import { type Answers, problem } from '../dashboard/support/server.ts'
import { launchBrowser } from '../support/browser.ts'
import { openFaked } from '../support/faked-page.ts'
import { serveSignIn } from '../support/serve-sign-in.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const FIRST_VIEW_BYTES = 200_000

let browser: Browser
let dist: string
beforeAll(async () => {
  dist = await buildDashboard({ root: ROOT, cacheDir: join(ROOT, '.ringmaster', 'cache'), log: () => {} })
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** As wide as the one that Lighthouse looks with. */
const PHONE = { width: 412, height: 823 }

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
  ['one number', '/contacts', ['full']],
  ['results of a campaign', `${CAMPAIGN}/results`, ALL],
  ['results', '/results', ALL],
  ['do not call', '/settings/suppressions', ALL],
  ['templates', '/settings/templates', ALL],
  ['webhooks', `/settings/webhooks?webhook=${aHook.id}`, ALL],
  ['API keys', '/settings/keys', ALL],
  ['the audit log', '/settings/audit', ALL],
  ['health', '/settings/health', ALL],
  ['account', '/settings/account', ALL],
  ['the wall', '/wall', ALL],
  ['a campaign on the wall', `${CAMPAIGN}/wall`, ALL],
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
  'accountActivity',
  'campaignBreakdown',
  'listExports',
  'listWebhooks',
  'listDeliveries',
  'listKeys',
  'auditLog',
  'findPerson',
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
  accountActivity: nobody,
  campaignBreakdown: () => ({ isCurrent: true }),
  listExports: nobody,
  listWebhooks: nobody,
  listDeliveries: nobody,
  listKeys: nobody,
  auditLog: nobody,
  findPerson: () => ({ items: [], nextCursor: null, number: { phone: E164.parse('+12025550140'), isSuppressed: false } }),
}

const STATES: Readonly<Record<State, Answers>> = {
  empty: { ...KNOWN, ...EMPTY },
  loading: { ...KNOWN, ...all(never), createTicket: never },
  error: { ...KNOWN, ...all(broken) },
  full: { ...KNOWN, ...FULL },
}

declare const axe: typeof axeCore
declare const scrollTo: (x: number, y: number) => void

/** What it objects to, and where. Seen from the top: what is scrolled half below the bar looks too small to be hit. */
const objections = (page: Page): Promise<string[]> =>
  page.evaluate(async () => {
    scrollTo(0, 0)
    // Of WCAG 2.2, which axe leaves out unless it is asked.
    const { violations } = await axe.run({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
    return violations.map(({ id, help, nodes }) => `${id}: ${help} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  })

/** Nothing is on its way any more, or nothing will ever come. */
const settle = async (page: Page, state: State): Promise<void> => {
  await page.locator('main').waitFor()
  if (state === 'loading') await page.waitForLoadState('load')
  else await page.waitForLoadState('networkidle')
}

const expectNoObjections = async (page: Page): Promise<void> => {
  await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    expect(await objections(page)).toEqual([])
  }
}

// Several at once: most of the time goes into waiting until nothing is on its way any more.
describe.concurrent.each(PAGES)('the page of %s', (_, path, states) => {
  it.each(states)('is accessible while %s, by day and by night', async (state) => {
    const page = await openFaked(browser, { dist, path, answers: STATES[state] })
    await settle(page, state)
    await expectNoObjections(page)
    await page.close()
  })
})

/** What is asked or filled in over the page, and how it is reached. */
const DIALOGS: readonly [title: string, path: string, ...buttons: string[]][] = [
  ['Stop all calling?', '/', 'Stop all'],
  ['Stop “Spring renewal”?', CAMPAIGN, 'Stop'],
  ['Edit “Spring renewal”', CAMPAIGN, 'Edit…'],
  ['Delete “Spring renewal”?', CAMPAIGN, 'More for Spring renewal', 'Delete…'],
]

describe.concurrent.each(DIALOGS)('the dialog %s', (title, path, ...buttons) => {
  it('is accessible by day and by night', async () => {
    const page = await openFaked(browser, { dist, path, answers: STATES.full })
    await settle(page, 'full')
    for (const name of buttons) await page.getByRole('button', { name, exact: true }).or(page.getByRole('menuitem', { name })).click()
    await page.getByRole('dialog', { name: title }).waitFor()
    await expectNoObjections(page)
    await page.close()
  })
})

/** The number stands in no address: it is typed. */
const findNumber = async (page: Page): Promise<void> => {
  await page.getByLabel('Number', { exact: true }).fill('+1 202 555 0140')
  await page.getByRole('button', { name: 'Find' }).click()
}

describe.concurrent('a number that is looked for', () => {
  it.each(['loading', 'error', 'empty', 'full'] as const)('is accessible while %s, by day and by night', async (state) => {
    const { findPerson } = STATES[state]
    const page = await openFaked(browser, { dist, path: '/contacts', answers: { ...STATES.full, ...(findPerson ? { findPerson } : {}) } })
    await findNumber(page)
    if (state !== 'loading') await page.waitForLoadState('networkidle')
    await expectNoObjections(page)
    await page.close()
  })

  it('is accessible with high contrast, with the system’s own colours, and while it is asked whether to forget it', async () => {
    const page = await openFaked(browser, { dist, path: '/contacts', answers: STATES.full })
    await findNumber(page)
    await page.getByRole('table', { name: /^Calls to the number/ }).waitFor()
    for (const media of [{ contrast: 'more' }, { forcedColors: 'active' }] as const) {
      await page.emulateMedia(media)
      await expectNoObjections(page)
    }
    await page.emulateMedia({ contrast: null, forcedColors: null })
    await page.getByRole('button', { name: 'Forget…' }).click()
    await page.getByRole('dialog', { name: /^Forget/ }).waitFor()
    await expectNoObjections(page)
    await page.close()
  })
})

describe('a draft that starts by itself', () => {
  const draft = { state: 'draft', startsAt: '2026-11-04T09:00:00.000Z' } as const
  const answers: Answers = {
    ...STATES.full,
    getCampaign: () => aSnapshot(draft),
    listCampaigns: () => ({ items: [aSnapshot(draft)], nextCursor: null }),
  }

  it.each([undefined, PHONE])(
    'is accessible in the list, on its page and when it is asked for its moment, on a screen of %j',
    async (viewport) => {
      const page = await openFaked(browser, {
        dist,
        path: '/',
        answers,
        now: '2026-11-03T14:33:00.000Z',
        ...(viewport ? { viewport } : {}),
      })
      await page.getByText('Starts Wed 4 Nov, 09:00 (in 18 h)').waitFor()
      await expectNoObjections(page)
      await page.getByRole('link', { name: 'Spring renewal' }).click()
      await page.getByRole('heading', { level: 1, name: 'Spring renewal' }).waitFor()
      await expectNoObjections(page)
      await page.getByRole('button', { name: 'Change start…' }).click()
      await page.getByRole('dialog').waitFor()
      await expectNoObjections(page)
      // All of it by the keyboard.
      await page.getByLabel('Start at').press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'detached' })
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Change start…')
      await page.close()
    },
  )
})

/** Each has its own way of showing that what is seen is not from now. */
const SEEN_OFFLINE = ['/', CAMPAIGN, `${CAMPAIGN}/contacts`, `${CAMPAIGN}/wall`]

it.concurrent.each(SEEN_OFFLINE)('%s is accessible without a connection, and says from when it is', async (path) => {
  let tickets = 0
  // One, and then no network.
  const createTicket = () => (tickets++ === 0 ? TICKET : never())
  const page = await openFaked(browser, { dist, path, answers: { ...STATES.full, createTicket }, isCut: true })
  await page.getByText(/^as of \d\d:\d\d:\d\d, reconnecting…$/).waitFor()
  await page.locator('main[data-stale]').waitFor()
  await expectNoObjections(page)
  await page.close()
})

it.concurrent.each(PAGES)('the page of %s is accessible with high contrast and with the system’s own colours', async (_, path) => {
  const page = await openFaked(browser, { dist, path, answers: STATES.full })
  await settle(page, 'full')
  for (const media of [{ contrast: 'more' }, { forcedColors: 'active' }] as const) {
    await page.emulateMedia(media)
    await expectNoObjections(page)
    await page.emulateMedia({ contrast: null, forcedColors: null })
  }
  await page.close()
})

it.concurrent.each(PAGES)('the page of %s is accessible on a telephone’s screen, where words stand below each other', async (_, path) => {
  const page = await openFaked(browser, { dist, path, answers: STATES.full, viewport: PHONE })
  await settle(page, 'full')
  await expectNoObjections(page)
  await page.close()
})

describe('the entrance', () => {
  it('is accessible, and leads by the issuer to the page that was asked for', async () => {
    const issuer = await serveSignIn()
    const whoAmI: Answers['whoAmI'] = ({ key }) =>
      key?.startsWith('Bearer ey') ? { principal: 'token:ana', name: 'Ana', role: 'operator' } : problem('unauthorized', 'No token.')
    const signInAt = { page: issuer.page(), answer: issuer.answer }
    const page = await openFaked(browser, { dist, path: '/settings/suppressions', answers: { ...STATES.full, whoAmI }, signInAt })
    await page.getByRole('button', { name: 'Sign in' }).waitFor()
    await page.addScriptTag({ path: createRequire(import.meta.url).resolve('axe-core/axe.min.js') })
    expect(await objections(page)).toEqual([])
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('Ana · ').waitFor()
    expect(new URL(page.url()).pathname).toBe('/settings/suppressions')
    await page.reload()
    await page.getByText('Ana · ').waitFor()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByText('You are signed out.').waitFor()
    expect(issuer.sessionsEnded()).toBe(1)
    await page.close()
    issuer.close()
  })
})

describe('the first view', () => {
  it('is seen before any script has come, and asks for what the script will read; then it makes room for the page', async () => {
    const script = Promise.withResolvers<void>()
    const asked: string[] = []
    const page = await openFaked(browser, {
      ...{ dist, path: '/', answers: STATES.full },
      until: script.promise,
      onRequest: (path) => asked.push(path),
    })
    await page.locator('#first-view').getByText('Campaigns', { exact: true }).first().waitFor()
    expect(await page.locator('#page').innerHTML()).toBe('')
    script.resolve()
    await page.getByRole('link', { name: 'Spring renewal' }).waitFor()
    expect(await page.locator('#first-view').count()).toBe(0)
    expect(asked.filter((path) => path === '/config.json')).toHaveLength(1)
    await page.close()
  })

  const ELSEWHERE = ['Ended calls, newest first', 'Numbers that nobody calls, in any campaign', 'Why not called now', 'Make a key']
  const textOf = (file: string): string => readFileSync(join(dist, file), 'utf8')

  it.each([
    ['index.html', [...ELSEWHERE, 'From the list to a success']],
    ['campaign.html', ELSEWHERE],
  ])('of %s needs no more script than a telephone loads at once, and leaves the rest for later', (name, words) => {
    const scripts = [...textOf(name).matchAll(/(?:src|href)="\/([^"]+\.js)"/g)].map(([, file = '']) => file)
    expect(scripts.length).toBeGreaterThan(0)
    const bytes = scripts.reduce((sum, file) => sum + gzipSync(textOf(file)).length, 0)
    expect(bytes).toBeLessThanOrEqual(FIRST_VIEW_BYTES)
    const all = globSync('assets/*.js', { cwd: dist })
    const scriptsWith = (word: string): string[] => all.filter((file) => textOf(file).includes(word))
    for (const word of words) {
      expect(scriptsWith(word)).not.toEqual([])
      expect(scriptsWith(word).filter((file) => scripts.includes(file))).toEqual([])
    }
  })
})
