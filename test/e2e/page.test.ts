// The page in a real browser: a campaign from a pasted list to 100 % without a reload, and the buttons that stop it.
import { setTimeout as rest } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { operations } from '#contract/routes.ts'
import { WEBHOOK_EVENTS } from '#contract/webhook-events.ts'
import { browsing } from '../support/browsing.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 240 })
const { visit, shoot } = browsing(system)

const list = (people: number): string =>
  ['name,phone', ...Array.from({ length: people }, (_, i) => `Person ${i},+1 212 555 ${String(100 + i).padStart(4, '0')}`)].join('\n')

describe('a campaign made on the page', () => {
  it('goes to 100 % before the viewer’s eyes, without a reload and without polling', async () => {
    const { page, gets, errors } = await visit('/')
    await page.getByRole('link', { name: 'New campaign' }).first().click()
    await page.getByLabel('Contacts', { exact: true }).fill(list(8))
    await page.getByRole('button', { name: 'Continue' }).click()
    await page.getByLabel('Name', { exact: true }).fill('Spring renewal')
    await page.getByLabel('Prompt', { exact: true }).fill('Ask whether they want to renew.')
    await page.getByLabel('First message', { exact: true }).fill('Hello {{name}}, do you have a minute?')
    await page.getByRole('link', { name: 'Check and start' }).click()
    await page.getByRole('button', { name: 'Start calling' }).click()

    const bar = page.getByRole('progressbar', { name: 'Progress of Spring renewal' })
    await bar.waitFor({ timeout: 20_000 })
    // Gone if the page were loaded again.
    await page.evaluate(() => Reflect.set(globalThis, 'sameDocument', true))
    await expect
      .poll(() => page.getByRole('table', { name: 'Live calls' }).getByText('+1212').count(), { timeout: 20_000 })
      .toBeGreaterThan(0)
    await shoot(page, 'active')
    const before = gets.length
    await expect.poll(() => bar.getAttribute('aria-valuenow'), { timeout: 120_000 }).toBe('8')
    await page.getByText('completed', { exact: true }).first().waitFor()
    expect(await page.evaluate(() => Reflect.get(globalThis, 'sameDocument'))).toBe(true)
    // Why nobody is called is asked when nothing moves, and the account when campaigns begin or end: neither on a timer.
    expect(gets.slice(before).filter((get) => !/\/(why|account)$/.test(get))).toEqual([])
    expect(errors).toEqual([])
    await shoot(page, 'completed')
    await page.close()
  })
})

describe('the buttons of a campaign', () => {
  const placed = async (id: Parameters<typeof system.ringmaster.api<'campaignStats'>>[1]['params']['id']) =>
    (await system.ringmaster.api('campaignStats', { params: { id } })).callsPlaced

  it('pause every new call, go on, and stop for good', async () => {
    const words = { name: 'Lapsed trials', prompt: 'Ask how the trial went.', firstMessage: 'Hello {{name}}.' }
    const settings = { callDelay: 2_000, maxConcurrentCalls: 4, retryCount: 0 }
    const { campaign } = await system.ringmaster.api('startFromCsv', { body: { ...words, settings, csv: list(90) } })
    const { page } = await visit(`/campaigns/${campaign.id}`)
    await expect.poll(() => placed(campaign.id), { timeout: 30_000 }).toBeGreaterThan(3)

    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByRole('button', { name: 'Resume' }).waitFor()
    await page.getByText('paused', { exact: true }).first().waitFor()
    const atPause = await placed(campaign.id)
    await shoot(page, 'paused')
    // Six campaign minutes: every contact that is left would have been called.
    await rest(1_500)
    expect(await placed(campaign.id)).toBe(atPause)

    // Somebody who was not reached yet: found by number, with the reason.
    await page.getByRole('link', { name: 'Contacts', exact: true }).click()
    await page.getByLabel('Search by number or name').fill('(212) 555-0189')
    await page.getByRole('link', { name: '+12125550189' }).click()
    await page.getByText('The campaign is paused', { exact: false }).first().waitFor({ timeout: 20_000 })
    await page.getByRole('button', { name: 'Do not call again' }).click()
    await page.getByText('The number is called no more, in any campaign.').waitFor({ timeout: 20_000 })
    await shoot(page, 'contact')
    await page.getByRole('link', { name: 'Live', exact: true }).click()

    await page.getByRole('button', { name: 'Resume' }).click()
    await expect.poll(() => placed(campaign.id), { timeout: 30_000 }).toBeGreaterThan(atPause)

    await page.getByRole('button', { name: 'Stop all', exact: true }).click()
    await page.getByRole('button', { name: 'Stop all now' }).click()
    await page.getByText('1 campaign paused', { exact: false }).waitFor({ timeout: 20_000 })
    await shoot(page, 'all-stopped')
    await page.getByRole('button', { name: 'Resume' }).click()

    await page.getByRole('button', { name: 'Stop', exact: true }).click()
    await page.getByRole('button', { name: 'Stop campaign' }).click()
    await page.getByText('cancelled', { exact: true }).first().waitFor({ timeout: 20_000 })
    await expect
      .poll(async () => (await system.ringmaster.api('campaignStats', { params: { id: campaign.id } })).live, { timeout: 30_000 })
      .toBe(0)
    const atStop = await placed(campaign.id)
    await rest(1_500)
    expect(await placed(campaign.id)).toBe(atStop)
    await shoot(page, 'cancelled')
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
