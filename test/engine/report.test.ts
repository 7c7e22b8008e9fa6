// Campaigns, counters, contacts and calls as they are asked for, after calls were really made.
import { beforeEach, describe, expect, it } from 'vitest'
import { campaignReport } from '#app/campaigns/campaign-report.ts'
import { findContacts } from '#app/contacts/find-contacts.ts'
import { Call } from '#contract/call.ts'
import { CampaignWithStats } from '#contract/campaign.ts'
import { Contact } from '#contract/contact.ts'
import { CampaignId } from '#contract/ids.ts'
import { someSettings } from '../support/builders.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const nowhere = CampaignId.parse('cmp_01JD0000000000000000000009')
const report = () => campaignReport(engine.ports)
const contacts: ReturnType<typeof findContacts> = (id, asked) => findContacts(engine.ports)(id, asked)

/** Three contacts: one was reached, one is on the telephone, one has not been called. */
const atWork = async () => {
  const settings = someSettings({ callDelay: 0, maxConcurrentCalls: 2, retryCount: 0, retryDelay: 60_000 })
  const campaign = await engine.campaign(3, { settings })
  await engine.plan(campaign.id)
  await engine.turn(campaign.id, { k: 0 })
  const [reached] = engine.dialled
  if (!reached) throw new Error('nobody was dialled')
  await engine.tell(reached.attemptId, { kind: 'ended', state: 'completed', callSid: reached.callSid, seconds: 20 })
  engine.move(1_000)
  await engine.turn(campaign.id, { k: 1 })
  return { campaign, reached }
}

describe('one campaign', () => {
  it('comes with its counters, and nothing that is our own business', async () => {
    const { campaign } = await atWork()
    const found = await report().get(campaign.id)
    expect(found).toEqual(CampaignWithStats.parse(found))
    expect(found).not.toHaveProperty('run')
    expect(found.stats).toMatchObject({
      totalContacts: 3,
      waiting: 1,
      live: 1,
      finished: 1,
      callsPlaced: 2,
      callsCompleted: 1,
      averageDuration: 20,
    })
    expect(await report().stats(campaign.id)).toEqual(found.stats)
  })

  it.each([
    ['itself', () => report().get(nowhere)],
    ['its counters', () => report().stats(nowhere)],
    ['its contacts', () => contacts(nowhere, { limit: 1 })],
    ['its calls', () => report().calls(nowhere, { limit: 1 })],
  ])('that does not exist is not found, when asked for %s', async (_, ask) => {
    await expect(ask()).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('its calls', () => {
  it('are those that are over, or those that are live, with the middle of the number hidden', async () => {
    const { campaign, reached } = await atWork()
    const over = (await report().calls(campaign.id, { limit: 9 })).items
    expect(over).toEqual([Call.parse(over[0])])
    expect(over[0]).toMatchObject({ id: reached.attemptId, state: 'completed', outcome: 'human', seconds: 20, attempt: 1 })
    expect(over[0]?.phone).toContain('••••')
    expect(over[0]).not.toHaveProperty('token')

    const live = (await report().calls(campaign.id, { limit: 9, live: true })).items
    expect(live.map(({ state }) => state)).toEqual(['queued'])
  })
})

describe('its contacts', () => {
  it('are shown by state, a page at a time', async () => {
    const { campaign } = await atWork()
    const all = (await contacts(campaign.id, { limit: 9 })).items
    expect(all.map((contact) => Contact.parse(contact))).toEqual(all)
    expect(all.map(({ state }) => state).sort()).toEqual(['calling', 'done', 'pending'])
    expect((await contacts(campaign.id, { limit: 9, state: 'done' })).items.map(({ outcome }) => outcome)).toEqual(['human'])

    const first = await contacts(campaign.id, { limit: 2 })
    expect(first.items).toHaveLength(2)
    const rest = await contacts(campaign.id, { limit: 2, cursor: first.nextCursor ?? undefined })
    expect(rest).toMatchObject({ items: [{}], nextCursor: null })
  })
})

describe('the list of campaigns', () => {
  it('has each with its counters, newest first, and can be narrowed to a state', async () => {
    const old = await engine.campaign(1, { createdAt: '2031-01-01T00:00:00.000Z', name: 'Old', state: 'draft' })
    const young = await engine.campaign(2, { createdAt: '2031-01-02T00:00:00.000Z', name: 'Young' })
    const { items, nextCursor } = await report().list({ limit: 2 })
    expect(items.map(({ id, stats }) => [id, stats.totalContacts])).toEqual([
      [young.id, 2],
      [old.id, 1],
    ])
    expect(nextCursor).not.toBeNull()
    expect((await report().list({ limit: 2, state: 'draft' })).items.map(({ name }) => name)).toEqual(['Old'])
  })
})
