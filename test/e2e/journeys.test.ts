// What people do on the page, in a real browser, from the first visit to the emergency stop; each ends in a picture in test-results/.
// Damaged lists (preview.test.ts) and listening in (listening.test.ts) are journeys of their own.
import { setTimeout as rest } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { CampaignId } from '#contract/ids.ts'
import { operations } from '#contract/routes.ts'
import { WEBHOOK_EVENTS } from '#contract/webhook-events.ts'
import { browsing } from '../support/browsing.ts'
import { cuttable } from '../support/cut-line.ts'
import { enter, replace, type } from '../support/keyboard.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 240 })
const { visit, shoot } = browsing(system)

const PATIENCE = { timeout: 30_000 }
/** Six campaign minutes: every contact that is left would have been called. */
const LONG_MS = 1_500

/** Of each area a hundred numbers are reserved for fiction. No number is called by two campaigns: it would have to wait for its turn. */
const AREAS = [
  201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234, 239, 240, 248, 251,
  252, 253,
]
const AREAS_EACH = 3
let lists = 0
const list = (people: number): string => {
  const areas = AREAS.slice(lists * AREAS_EACH, (lists + 1) * AREAS_EACH)
  lists += 1
  const phone = (i: number): string => `+1 ${areas[i % AREAS_EACH]} 555 ${String(100 + Math.floor(i / AREAS_EACH)).padStart(4, '0')}`
  return ['name,phone', ...Array.from({ length: people }, (_, i) => `Person ${i},${phone(i)}`)].join('\n')
}

/** It would go on for most of a minute. */
const begin = async (name: string, people = 270): Promise<CampaignId> => {
  const words = { name, prompt: 'Ask how the trial went.', firstMessage: 'Hello {{name}}.' }
  const body = { ...words, settings: { callDelay: 40_000, maxConcurrentCalls: 4, retryCount: 0 }, csv: list(people) }
  return (await system.ringmaster.api('startFromCsv', { body })).campaign.id
}
const stats = (id: CampaignId) => system.ringmaster.api('campaignStats', { params: { id } })
const placed = async (id: CampaignId): Promise<number> => (await stats(id)).callsPlaced
const isAtWork = (id: CampaignId) => expect.poll(() => placed(id), PATIENCE).toBeGreaterThan(3)
const stop = (id: CampaignId) => system.ringmaster.api('stopCampaign', { params: { id } })
const shows = (page: Page, state: string) => page.getByText(state, { exact: true }).first().waitFor(PATIENCE)
const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click(PATIENCE)

describe('whoever', () => {
  it('comes for the first time is told what a campaign is, and given a list to try it with', async () => {
    const { page, errors } = await visit('/')
    await page.getByRole('heading', { name: 'No campaigns yet' }).waitFor(PATIENCE)
    const example = page.getByRole('link', { name: 'Example list (CSV)' })
    expect((await page.request.get(`${system.ringmaster.url}${await example.getAttribute('href')}`)).ok()).toBe(true)
    expect(errors).toEqual([])
    await shoot(page, 'first-visit')
    await page.getByRole('link', { name: 'New campaign' }).click()
    await page.getByLabel('Contacts', { exact: true }).waitFor(PATIENCE)
    await page.close()
  })

  it('starts a campaign watches it go to 100 %, without a reload and without polling', async () => {
    const { page, gets, errors } = await visit('/campaigns/new')
    await page.getByLabel('Contacts', { exact: true }).fill(list(8))
    await press(page, 'Continue')
    await page.getByLabel('Name', { exact: true }).fill('Spring renewal')
    await page.getByLabel('Prompt', { exact: true }).fill('Ask whether they want to renew.')
    await page.getByLabel('First message', { exact: true }).fill('Hello {{name}}, do you have a minute?')
    await page.getByRole('link', { name: 'Check and start' }).click()
    await press(page, 'Save as template')
    await page.getByRole('link', { name: 'Templates' }).waitFor(PATIENCE)
    await press(page, 'Start calling')

    const bar = page.getByRole('progressbar', { name: 'Progress of Spring renewal' })
    await bar.waitFor(PATIENCE)
    // Gone if the page were loaded again.
    await page.evaluate(() => Reflect.set(globalThis, 'sameDocument', true))
    await expect.poll(() => page.getByRole('table', { name: 'Live calls' }).getByText('••••').count(), PATIENCE).toBeGreaterThan(0)
    await shoot(page, 'active')
    const before = gets.length
    await expect.poll(() => bar.getAttribute('aria-valuenow'), { timeout: 120_000 }).toBe('8')
    await shows(page, 'completed')
    expect(await page.evaluate(() => Reflect.get(globalThis, 'sameDocument'))).toBe(true)
    // Why nobody is called is asked when nothing moves, and the account when campaigns begin or end: neither on a timer.
    expect(gets.slice(before).filter((get) => !/\/(why|account)$/.test(get))).toEqual([])
    expect(errors).toEqual([])
    await shoot(page, 'watched-to-the-end')
    await page.close()
  })

  it('presses Pause while calls ring sees no call begin until Resume, and none after Stop', async () => {
    const id = await begin('Lapsed trials')
    const { page } = await visit(`/campaigns/${id}`)
    await isAtWork(id)
    await press(page, 'Pause')
    await page.getByRole('button', { name: 'Resume' }).waitFor(PATIENCE)
    await shows(page, 'paused')
    const atPause = await placed(id)
    await shoot(page, 'paused-under-load')
    await rest(LONG_MS)
    expect(await placed(id)).toBe(atPause)
    await press(page, 'Resume')
    await expect.poll(() => placed(id), PATIENCE).toBeGreaterThan(atPause)

    await press(page, 'Stop')
    await press(page, 'Stop campaign')
    await shows(page, 'cancelled')
    await expect.poll(async () => (await stats(id)).live, PATIENCE).toBe(0)
    const atStop = await placed(id)
    await rest(LONG_MS)
    expect(await placed(id)).toBe(atStop)
    await shoot(page, 'stopped')
    await page.close()
  })

  it('edits a running campaign is told that it holds from now on, and can take it back', async () => {
    const id = await begin('Edited on its way')
    const lines = async (): Promise<number> => (await system.ringmaster.api('getCampaign', { params: { id } })).settings.maxConcurrentCalls
    const { page } = await visit(`/campaigns/${id}`)
    await isAtWork(id)
    await press(page, 'Edit…')
    await page.getByLabel('Lines', { exact: true }).fill('2')
    await shoot(page, 'edit')
    await press(page, 'Save')
    await page.getByText('Saved: calls from now on use it.').waitFor(PATIENCE)
    await page.getByText('of 2 lines').first().waitFor(PATIENCE)
    expect(await lines()).toBe(2)
    await shoot(page, 'edited-while-running')
    await press(page, 'Undo')
    await page.getByText('of 4 lines').first().waitFor(PATIENCE)
    expect(await lines()).toBe(4)
    await stop(id)
    await page.close()
  })

  it('looks for a contact learns why they are not called; whoever is suppressed there is not called any more', async () => {
    const id = await begin('Found and suppressed', 60)
    await isAtWork(id)
    await system.ringmaster.api('pauseCampaign', { params: { id } })
    const { page } = await visit(`/campaigns/${id}`)
    await shows(page, 'paused')
    const { items } = await system.ringmaster.api('listContacts', { params: { id }, query: { state: 'pending', limit: 1 } })
    const { phone = '' } = { ...items[0] }
    await page.getByRole('navigation', { name: 'Campaign' }).getByRole('link', { name: 'Contacts', exact: true }).click()
    await page.getByLabel('Search by number or name').fill(phone)
    await page.getByRole('link', { name: phone }).click(PATIENCE)
    await page.getByText('The campaign is paused', { exact: false }).first().waitFor(PATIENCE)
    await shoot(page, 'why-not-called')
    await press(page, 'Do not call again')
    await page.getByText('The number is called no more, in any campaign.').waitFor(PATIENCE)

    await system.ringmaster.api('editCampaign', { params: { id }, body: { settings: { callDelay: 0, maxConcurrentCalls: 20 } } })
    await page.getByRole('link', { name: 'Live', exact: true }).click()
    await press(page, 'Resume')
    await page.getByText('completed', { exact: true }).first().waitFor({ timeout: 120_000 })
    const dialled = new Set((await system.simulator.dials(id)).map(({ to }) => to))
    expect([dialled.size, dialled.has(phone)]).toEqual([59, false])
    await page.goto(`${system.ringmaster.url}/settings/suppressions`)
    await page.getByText(phone).first().waitFor(PATIENCE)
    await shoot(page, 'suppressed-and-respected')
    await page.close()
  })

  it('looks at the results while calls go on sees each count; an export of it has every contact and what came of them', async () => {
    const id = await begin('To be exported', 12)
    const { page } = await visit(`/campaigns/${id}`)
    await page.getByRole('navigation', { name: 'Campaign' }).getByRole('link', { name: 'Results' }).click(PATIENCE)
    await press(page, 'CSV')
    const download = page.getByRole('list', { name: 'Exports' }).getByRole('link', { name: 'Download CSV' })
    await download.waitFor(PATIENCE)
    const file = await page.request.get((await download.getAttribute('href')) ?? '')
    const [header = '', ...rows] = (await file.text()).trim().split(/\r?\n/)
    expect([header.includes('phone'), rows.length]).toEqual([true, 12])
    await shoot(page, 'exported')
    // The emergency stop counts whom it pauses.
    await expect.poll(async () => (await stats(id)).finished, { timeout: 120_000 }).toBe(12)
    const { callsPlaced } = await stats(id)
    await page.getByText(new RegExp(`^All ${callsPlaced} calls up to [^.]*\\.$`)).waitFor(PATIENCE)
    await page.close()
  })

  it('is asked why somebody is called finds the number in both its campaigns, and neither calls it once it may not be called', async () => {
    const phone = '+12545550100'
    const words = { prompt: 'Ask how the trial went.', firstMessage: 'Hello {{name}}.', settings: { callDelay: 0, retryCount: 0 } }
    const make = async (name: string): Promise<CampaignId> => {
      const { id } = await system.ringmaster.api('createCampaign', { body: { name, ...words } })
      await system.ringmaster.api('addContacts', { params: { id }, body: { contacts: [{ phone, name: 'Ana' }] } })
      return id
    }
    const both = [await make('Asked about once'), await make('Asked about twice')]
    const { page, errors } = await visit('/')
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Contacts' }).click()
    await page.getByLabel('Number', { exact: true }).fill('(254) 555-0100')
    await press(page, 'Find')
    const campaigns = page.getByRole('table', { name: /^Campaigns that have the number/ })
    for (const name of ['Asked about once', 'Asked about twice']) await campaigns.getByRole('link', { name }).waitFor(PATIENCE)
    expect(new URL(page.url()).href).not.toContain('555')
    await press(page, 'Do not call again')
    await page.getByText(/^On the do-not-call list since/).waitFor(PATIENCE)
    await expect.poll(() => campaigns.getByText('The number is on the suppression list.').count(), PATIENCE).toBe(2)
    await shoot(page, 'number-not-to-be-called')

    for (const id of both) await system.ringmaster.api('startCampaign', { params: { id } })
    for (const id of both) await expect.poll(async () => (await stats(id)).finished, PATIENCE).toBe(1)
    await press(page, 'Find')
    await expect.poll(() => campaigns.getByText('Not to be called', { exact: true }).count(), PATIENCE).toBe(2)
    await page.getByText('Nobody has called it yet.').waitFor(PATIENCE)
    expect(await Promise.all(both.map(placed))).toEqual([0, 0])
    await campaigns.getByRole('link', { name: 'Asked about once' }).click()
    await page.getByRole('region', { name: phone }).waitFor(PATIENCE)
    // Back is where the number was looked for, with what was found.
    await page.goBack()
    await campaigns.waitFor(PATIENCE)
    expect(errors).toEqual([])
    await page.close()
  })

  it('loses the connection keeps what was seen and is told from when it is; with the connection back it is right again', async () => {
    const id = await begin('Seen from a train')
    const { page } = await visit('/settings/suppressions')
    const line = await cuttable(page)
    await page.goto(`${system.ringmaster.url}/campaigns/${id}`)
    const bar = page.getByRole('progressbar', { name: 'Progress of Seen from a train' })
    const finished = async (): Promise<number> => Number(await bar.getAttribute('aria-valuenow', PATIENCE))
    await expect.poll(finished, PATIENCE).toBeGreaterThan(3)
    await line.cut()
    await page.getByText(/^as of \d\d:\d\d:\d\d, reconnecting…$/).waitFor(PATIENCE)
    const goesOn = async (): Promise<void> => {
      const seen = (await stats(id)).finished
      await expect.poll(async () => (await stats(id)).finished, PATIENCE).toBeGreaterThan(seen + 3)
    }
    // What was heard before the cut is gathered, and shown a moment later.
    await goesOn()
    const atCut = await finished()
    await goesOn()
    expect(await finished()).toBe(atCut)
    await shoot(page, 'connection-lost')
    await line.giveBack()
    await page.getByText('live', { exact: true }).first().waitFor(PATIENCE)
    await stop(id)
    await shows(page, 'cancelled')
    // A call that was live goes on to its end, and is counted then: both are read anew.
    await expect.poll(async () => (await finished()) - (await stats(id)).finished, PATIENCE).toBe(0)
    await shoot(page, 'connection-regained')
    await page.close()
  })

  it('stops everything has every campaign paused within two clicks', async () => {
    const both = await Promise.all([begin('One of two'), begin('The other of two')])
    for (const id of both) await isAtWork(id)
    const { page } = await visit('/')
    await press(page, 'Stop all')
    await press(page, 'Stop all now')
    await page.getByText('2 campaigns paused', { exact: false }).waitFor(PATIENCE)
    for (const name of ['One of two', 'The other of two'])
      await page.getByRole('row', { name }).getByText('paused', { exact: true }).waitFor(PATIENCE)
    const atStop = await Promise.all(both.map(placed))
    await rest(LONG_MS)
    expect(await Promise.all(both.map(placed))).toEqual(atStop)
    await shoot(page, 'all-stopped')
    await page.close()
  })

  it('has no pointer makes, starts, pauses, edits and stops a campaign with the keyboard alone', async () => {
    const { page } = await visit('/')
    const named = (name: string) => page.getByRole('button', { name, exact: true })
    await enter(page, page.getByRole('link', { name: 'New campaign' }))
    await type(page, page.getByLabel('Contacts', { exact: true }), list(60))
    await enter(page, named('Continue'))
    await type(page, page.getByLabel('Name', { exact: true }), 'By keyboard')
    await type(page, page.getByLabel('Prompt', { exact: true }), 'Be brief.')
    await type(page, page.getByLabel('First message', { exact: true }), 'Hello.')
    await enter(page, page.getByRole('link', { name: 'Rules' }))
    await replace(page, page.getByLabel('Delay', { exact: true }), '60')
    await enter(page, page.getByRole('link', { name: 'Check and start' }))
    await enter(page, named('Start calling'))
    await page.getByRole('heading', { level: 1, name: 'By keyboard' }).waitFor(PATIENCE)

    await enter(page, named('Pause'))
    await named('Resume').waitFor(PATIENCE)
    await enter(page, named('Edit…'))
    await replace(page, page.getByLabel('Lines', { exact: true }), '3')
    await page.keyboard.press('Enter')
    await page.getByText('of 3 lines').first().waitFor(PATIENCE)
    await enter(page, page.getByRole('link', { name: 'Wall view' }))
    await page.getByText('Humans reached').waitFor(PATIENCE)
    await page.keyboard.press('Escape')
    await enter(page, named('Stop'))
    await enter(page, named('Stop campaign'))
    await shows(page, 'cancelled')
    await shoot(page, 'by-keyboard')
    await page.close()
  })
})

describe('the reference of the API', () => {
  it('shows every operation, from this machine alone and under a policy that runs nothing inline', async () => {
    const { page, errors } = await visit('/api/docs')
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).host))
    await page.reload()
    await page.getByRole('heading', { name: 'Ringmaster' }).waitFor({ timeout: 20_000 })
    for (const tag of await page.locator('.opblock-tag').all()) await tag.click()
    // What webhooks are sent stands beside the operations, and so does what tests them.
    const shown = operations.length + WEBHOOK_EVENTS.length + 1
    await expect.poll(() => page.locator('.opblock').count(), { timeout: 20_000 }).toBe(shown)
    await page.getByText('/api/db/campaigns/{id}/start', { exact: false }).first().click()
    await page.getByText('Needs the role').first().waitFor()
    expect([...new Set(asked)]).toEqual([new URL(page.url()).host])
    expect(errors).toEqual([])
    await shoot(page, 'api-docs')
    await page.close()
  })
})
