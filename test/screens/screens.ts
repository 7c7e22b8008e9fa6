// Every picture of the page that the documentation shows: its address, its size, and what is done before it is taken.
import type { Page } from 'playwright-core'
import { campaignId } from '../dashboard/support/build.ts'
import { aHook, aTalk } from '../dashboard/support/full.ts'
import { LIST } from './answers.ts'
import { theOpenOne } from './people.ts'

export type Screen = {
  /** Of the file, without its ending. */
  name: string
  path: string
  viewport?: { width: number; height: number }
  /** Usually by day. */
  colorScheme?: 'dark'
  isForced?: boolean
  isCut?: boolean
  prepare?: (page: Page) => Promise<unknown>
}

const CAMPAIGN = `/campaigns/${campaignId(1)}`
const PHONE = { width: 390, height: 844 }
const TELEVISION = { width: 1920, height: 1080 }

const fillIn = async (page: Page): Promise<void> => {
  await page.getByLabel('Contacts', { exact: true }).fill(LIST)
  await page.getByText('will be called').first().waitFor()
}

const fillWords = async (page: Page): Promise<void> => {
  await fillIn(page)
  await page.getByRole('button', { name: 'Continue' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Spring renewal')
  await page.getByLabel('First message', { exact: true }).fill('Hello {{name}}, do you have a minute?')
  await page.getByLabel('Prompt', { exact: true }).fill('Ask whether they want to renew {{Plan}}. Be brief and kind.')
  // The names of the columns are offered until the field is left.
  await page.getByLabel('Name', { exact: true }).focus()
  await page.getByText('2 contacts have no').waitFor()
}

const goOnTo = (step: 'Rules' | 'Check and start') => async (page: Page) => {
  await fillWords(page)
  await page.getByRole('link', { name: step }).click()
}

/** A dialog is fetched when it is opened first, and fades in. */
const FADED_IN = 'document.getAnimations().every((one) => !(one instanceof CSSTransition))'

const askBy = (name: string) => async (page: Page) => {
  await page.getByRole('button', { name, exact: true }).click()
  await page.getByRole('dialog').waitFor()
  await page.waitForFunction(FADED_IN)
}

/** The number is in three campaigns, one of them deleted. */
const lookFor = async (page: Page): Promise<void> => {
  await page.getByLabel('Number', { exact: true }).fill('+1 202 555 0140')
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await page.getByRole('table', { name: /^Calls to the number/ }).waitFor()
}

const askWhenToStart = async (page: Page): Promise<void> => {
  await goOnTo('Check and start')(page)
  await askBy('Start at…')(page)
}

/** A telephone shows no lines meanwhile. */
const isOffline = async (page: Page): Promise<void> => {
  await page.getByRole('region', { name: 'Telephone account', includeHidden: true }).waitFor({ state: 'attached' })
  await page.locator('main[data-stale]').waitFor()
  // Its script comes last.
  await page.getByRole('button', { name: /^More for/ }).waitFor()
}

export const SCREENS: readonly Screen[] = [
  { name: 'campaigns', path: '/' },
  { name: 'campaign', path: CAMPAIGN },
  { name: 'campaign-dark', path: CAMPAIGN, colorScheme: 'dark' },
  { name: 'call', path: `${CAMPAIGN}?call=${aTalk.id}` },
  { name: 'contacts', path: `${CAMPAIGN}/contacts?contact=${theOpenOne.id}` },
  { name: 'number', path: '/contacts', prepare: lookFor },
  { name: 'new-people', path: '/campaigns/new', prepare: fillIn },
  { name: 'new-words', path: '/campaigns/new', prepare: fillWords },
  { name: 'new-rules', path: '/campaigns/new', prepare: goOnTo('Rules') },
  { name: 'new-start', path: '/campaigns/new', prepare: goOnTo('Check and start') },
  { name: 'start-at', path: '/campaigns/new', prepare: askWhenToStart },
  { name: 'results', path: '/results' },
  { name: 'campaign-results', path: `${CAMPAIGN}/results` },
  { name: 'edit', path: CAMPAIGN, prepare: askBy('Edit…') },
  { name: 'stop-all', path: '/', prepare: askBy('Stop all') },
  { name: 'do-not-call', path: '/settings/suppressions' },
  { name: 'webhooks', path: `/settings/webhooks?webhook=${aHook.id}` },
  { name: 'templates', path: '/settings/templates' },
  { name: 'keys', path: '/settings/keys' },
  { name: 'audit', path: '/settings/audit' },
  { name: 'health', path: '/settings/health' },
  { name: 'account', path: '/settings/account' },
  { name: 'wall', path: '/wall', viewport: TELEVISION },
  { name: 'campaign-wall', path: `${CAMPAIGN}/wall`, viewport: TELEVISION, colorScheme: 'dark' },
  { name: 'offline', path: CAMPAIGN, isCut: true, prepare: isOffline },
  { name: 'high-contrast', path: '/', isForced: true, colorScheme: 'dark' },
  { name: 'phone-campaigns', path: '/', viewport: PHONE },
  { name: 'phone-campaign', path: CAMPAIGN, viewport: PHONE },
]
