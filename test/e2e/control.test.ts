// A person's hand on the brake, while calls ring: proven by the provider's own log of when each dial began.
import { describe, expect, it } from 'vitest'
import { allOf } from '../../local/run/pages.ts'
import { fictional } from '../support/campaign-at-work.ts'
import { calledTwice, callsIn, isUnanswered, mostAtOnce } from '../support/simulator.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 30 })

const TEN_LINES = { maxConcurrentCalls: 10 }
/** Campaign time, and far more than a line waits between two calls. */
const LONG_MS = 180_000

const begunSince = async (ms: number) => (await system.simulator.dials()).filter(({ postedMs }) => postedMs >= ms)

describe('pause under load', () => {
  it('lets no dial begin until resume, lets live calls end and counts them, and afterwards calls everybody who is left, once', async () => {
    const phones = fictional(416, 60)
    const campaign = await system.start({ phones, settings: TEN_LINES })
    const params = { id: campaign.id }
    await campaign.has(24)
    await campaign.has(2, isUnanswered)

    const askedAt = await system.simulator.now()
    await system.ringmaster.api('pauseCampaign', { params })
    await campaign.reaches('paused')
    const pausedMs = Date.now()
    // Longer than it took to begin two dozen dials: as many would have begun again.
    const [first] = await campaign.dials()
    await system.simulator.pass(Math.max(LONG_MS, askedAt - (first?.postedAt ?? askedAt)))
    await campaign.isQuiet()
    expect(await begunSince(pausedMs)).toEqual([])

    const paused = await campaign.dials()
    expect(paused.filter(({ endedAt = 0 }) => endedAt > askedAt).length).toBeGreaterThan(1)
    expect(paused.filter(({ status }) => status === 'canceled')).toEqual([])
    const waiting = phones.length - paused.length
    expect(waiting).toBeGreaterThanOrEqual(12)
    expect(await campaign.stats()).toMatchObject({ live: 0, finished: paused.length, callsPlaced: callsIn(paused).length, waiting })

    await system.ringmaster.api('resumeCampaign', { params })
    await campaign.reaches('completed')
    const dials = await campaign.dials()
    expect(calledTwice(dials)).toEqual([])
    expect(dials.map(({ to }) => to).sort()).toEqual(phones)
    const { items } = await system.ringmaster.api('campaignActivity', { params })
    expect(items.filter(({ by }) => by === 'person').map(({ action }) => action)).toEqual(['resumed', 'paused', 'created'])
  })
})

describe('an edit while calls ring', () => {
  it('takes lines away: no more than the lowered number are called at a time from then on, and calls that go on end by themselves', async () => {
    const campaign = await system.start({ phones: fictional(212, 80), settings: TEN_LINES })
    await campaign.has(12)
    expect(mostAtOnce(await campaign.dials())).toBeGreaterThan(2)

    const params = { id: campaign.id }
    await system.ringmaster.api('editCampaign', { params, body: { settings: { maxConcurrentCalls: 2 } } })
    const editedAt = await system.simulator.now()
    // Ten that were on their way when the edit came may reach the provider after it: they are told apart by their claims.
    await campaign.has(10 + 4, ({ postedAt }) => postedAt > editedAt)
    const dials = await campaign.dials()
    const calls = await allOf((cursor) => system.ringmaster.api('listCalls', { params, query: cursor }))
    const since = new Set(calls.flatMap(({ claimedAt, callSid }) => (Date.parse(claimedAt) > editedAt ? [callSid] : [])))
    expect(mostAtOnce(dials.filter(({ sid }) => since.has(sid)))).toBe(2)
    expect(dials.filter(({ status }) => status === 'canceled')).toEqual([])
  })
})

describe('a campaign that is deleted while calls ring', () => {
  it('is gone at once, and nobody is dialled for it any more', async () => {
    const campaign = await system.start({ phones: fictional(213, 60), settings: TEN_LINES })
    await campaign.has(12)
    await system.ringmaster.api('deleteCampaign', { params: { id: campaign.id } })
    const deletedMs = Date.now()
    expect((await fetch(`${system.ringmaster.url}/api/db/campaigns/${campaign.id}`)).status).toBe(404)
    await system.simulator.pass(LONG_MS)
    const dials = await campaign.dials()
    expect(dials.filter(({ postedMs }) => postedMs >= deletedMs)).toEqual([])
    expect(dials.length).toBeLessThan(48)
  })
})

describe('an emergency stop', () => {
  it('keeps every campaign from beginning a dial, with one request, and says what is still live', async () => {
    const campaigns = await Promise.all([214, 215].map((area) => system.start({ phones: fictional(area, 60), settings: TEN_LINES })))
    for (const campaign of campaigns) await campaign.has(8)
    const { campaigns: told, live } = await system.ringmaster.api('emergencyStop', {})
    expect(told.map(({ id }) => id)).toEqual(expect.arrayContaining(campaigns.map(({ id }) => id)))
    expect(live).toBeGreaterThan(0)
    for (const campaign of campaigns) await campaign.reaches('paused')
    const pausedMs = Date.now()
    await system.simulator.pass(LONG_MS)
    expect(await begunSince(pausedMs)).toEqual([])
    for (const campaign of campaigns) {
      await campaign.isQuiet()
      expect((await campaign.stats()).waiting).toBeGreaterThan(12)
    }
  })
})
