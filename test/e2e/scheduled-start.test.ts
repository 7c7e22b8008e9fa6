// A draft that starts by itself: chosen on the page, which is then closed; and one that is taken back.
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { ContactRow } from '#contract/contact.ts'
import type { CampaignId } from '#contract/ids.ts'
import { fieldText } from '../../dashboard/features/start-time/start-time.ts'
import { browsing } from '../support/browsing.ts'
import { fictional } from '../support/campaign-at-work.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 60 })
const { visit, shoot } = browsing(system)

const PATIENCE = { timeout: 60_000 }
/** Ten seconds of the machine's, in which a person has chosen. */
const SOON_MS = 10 * 60_000

const draft = async (name: string, area: number): Promise<CampaignId> => {
  const { api } = system.ringmaster
  const words = { name, prompt: 'Ask how the trial went.', firstMessage: 'Hello.' }
  const { id } = await api('createCampaign', { body: { ...words, settings: { callDelay: 0, retryCount: 0 } } })
  await api('addContacts', { params: { id }, body: { contacts: fictional(area, 3).map((phone) => ContactRow.parse({ phone })) } })
  return id
}
const now = async (): Promise<number> => Date.parse((await system.ringmaster.api('health', {})).time)
const stateOf = async (id: CampaignId) => (await system.ringmaster.api('getCampaign', { params: { id } })).state
const actsOf = async (id: CampaignId) =>
  (await system.ringmaster.api('campaignActivity', { params: { id } })).items.map(({ by, action }) => `${by} ${action}`)

const choose = async (page: Page, at: number): Promise<void> => {
  await page.getByRole('button', { name: 'Start at…', exact: true }).click(PATIENCE)
  await page.getByLabel('Start at', { exact: true }).fill(fieldText(at))
  await page.getByRole('button', { name: 'Start then', exact: true }).click()
  await page
    .getByText(/^Starts /)
    .first()
    .waitFor(PATIENCE)
}

describe('a draft', () => {
  it('starts by itself at the moment that was chosen on its page, though nobody looks any more', async () => {
    const id = await draft('Trials', 301)
    const { page, errors } = await visit(`/campaigns/${id}`)
    await choose(page, (await now()) + SOON_MS)
    expect(await stateOf(id)).toBe('draft')
    await page.getByRole('link', { name: 'Campaigns' }).first().click()
    await page.getByText(/^Starts .+\(in\s.+\)$/).waitFor(PATIENCE)
    await shoot(page, 'scheduled')
    await page.close()
    await expect.poll(() => stateOf(id), PATIENCE).toBe('completed')
    expect(await actsOf(id)).toEqual(expect.arrayContaining(['person scheduled', 'ringmaster started']))
    expect((await actsOf(id)).filter((act) => act.endsWith(' started'))).toHaveLength(1)
    expect(errors).toEqual([])
  })

  it('does not start when that was taken back', async () => {
    const [id, other] = [await draft('Members', 302), await draft('Guests', 303)]
    const { page, errors } = await visit(`/campaigns/${id}`)
    const at = (await now()) + SOON_MS
    await choose(page, at)
    await page.getByRole('button', { name: 'Change start…', exact: true }).click()
    await page.getByRole('button', { name: 'Do not start by itself', exact: true }).click()
    await page.getByRole('button', { name: 'Start at…', exact: true }).waitFor(PATIENCE)
    // Of the same moment, or of a later one: once it has started, the first would have, too.
    const startsAt = new Date(Math.max(at, (await now()) + SOON_MS / 2)).toISOString()
    await system.ringmaster.api('scheduleCampaign', { params: { id: other }, body: { startsAt } })
    await expect.poll(() => stateOf(other), PATIENCE).toBe('completed')
    expect(await stateOf(id)).toBe('draft')
    await page.close()
    expect(errors).toEqual([])
  })
})
