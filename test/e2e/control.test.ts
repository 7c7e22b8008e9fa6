// A person's hand on the brake, while calls ring: proven by the provider's own log of when each dial began.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fictional, startCampaign } from '../support/campaign-at-work.ts'
import { type Home, makeHome, type Ringmaster, startRingmaster } from '../support/ringmaster.ts'
import { calledTwice, callsIn, isUnanswered, mostAtOnce, type Simulator, simulatorOf } from '../support/simulator.ts'

let home: Home
let ringmaster: Ringmaster
let simulator: Simulator
beforeAll(async () => {
  home = await makeHome()
  ringmaster = await startRingmaster(home, ['--no-example', '--speed', '30'])
  simulator = await simulatorOf(ringmaster)
})
afterAll(async () => {
  await ringmaster?.stop()
  await home.remove()
})

const TEN_LINES = { maxConcurrentCalls: 10 }
/** Campaign time, and far more than a line waits between two calls. */
const LONG_MS = 180_000

const begunSince = async (ms: number) => (await simulator.dials()).filter(({ postedMs }) => postedMs >= ms)

describe('pause under load', () => {
  it('lets no dial begin until resume, lets live calls end and counts them, and afterwards calls everybody who is left, once', async () => {
    const phones = fictional(416, 60)
    const campaign = await startCampaign(ringmaster, simulator, { phones, settings: TEN_LINES })
    const params = { id: campaign.id }
    await campaign.has(24)
    await campaign.has(2, isUnanswered)

    const askedAt = await simulator.now()
    await ringmaster.api('pauseCampaign', { params })
    await campaign.reaches('paused')
    const pausedMs = Date.now()
    // Longer than it took to begin two dozen dials: as many would have begun again.
    const [first] = await campaign.dials()
    await simulator.pass(Math.max(LONG_MS, askedAt - (first?.postedAt ?? askedAt)))
    await campaign.isQuiet()
    expect(await begunSince(pausedMs)).toEqual([])

    const paused = await campaign.dials()
    expect(paused.filter(({ endedAt = 0 }) => endedAt > askedAt).length).toBeGreaterThan(1)
    expect(paused.filter(({ status }) => status === 'canceled')).toEqual([])
    const waiting = phones.length - paused.length
    expect(waiting).toBeGreaterThanOrEqual(12)
    expect(await campaign.stats()).toMatchObject({ live: 0, finished: paused.length, callsPlaced: callsIn(paused).length, waiting })

    await ringmaster.api('resumeCampaign', { params })
    await campaign.reaches('completed')
    const dials = await campaign.dials()
    expect(calledTwice(dials)).toEqual([])
    expect(dials.map(({ to }) => to).sort()).toEqual(phones)
    const { items } = await ringmaster.api('campaignActivity', { params })
    expect(items.map(({ by, action }) => `${action} by ${by}`)).toEqual([
      'completed by ringmaster',
      'resumed by person',
      'paused by person',
      'started by ringmaster',
      'created by person',
    ])
  })
})

describe('an edit while calls ring', () => {
  it('takes lines away: no more than the lowered number are called at a time from then on, and calls that go on end by themselves', async () => {
    const campaign = await startCampaign(ringmaster, simulator, { phones: fictional(212, 80), settings: TEN_LINES })
    await campaign.has(12)
    expect(mostAtOnce(await campaign.dials())).toBeGreaterThan(2)

    await ringmaster.api('editCampaign', { params: { id: campaign.id }, body: { settings: { maxConcurrentCalls: 2 } } })
    const editedAt = await simulator.now()
    await campaign.has(8, ({ postedAt }) => postedAt > editedAt)
    const dials = await campaign.dials()
    expect(mostAtOnce(dials.filter(({ postedAt }) => postedAt > editedAt))).toBe(2)
    expect(dials.filter(({ status }) => status === 'canceled')).toEqual([])
  })
})

describe('a campaign that is deleted while calls ring', () => {
  it('is gone at once, and nobody is dialled for it any more', async () => {
    const campaign = await startCampaign(ringmaster, simulator, { phones: fictional(213, 60), settings: TEN_LINES })
    await campaign.has(12)
    await ringmaster.api('deleteCampaign', { params: { id: campaign.id } })
    const deletedMs = Date.now()
    expect((await fetch(`${ringmaster.url}/api/db/campaigns/${campaign.id}`)).status).toBe(404)
    await simulator.pass(LONG_MS)
    const dials = await campaign.dials()
    expect(dials.filter(({ postedMs }) => postedMs >= deletedMs)).toEqual([])
    expect(dials.length).toBeLessThan(48)
  })
})

describe('an emergency stop', () => {
  it('keeps every campaign from beginning a dial, with one request, and says what is still live', async () => {
    const campaigns = await Promise.all(
      [214, 215].map((area) => startCampaign(ringmaster, simulator, { phones: fictional(area, 60), settings: TEN_LINES })),
    )
    for (const campaign of campaigns) await campaign.has(8)
    const { campaigns: told } = await ringmaster.api('emergencyStop', {})
    expect(told.map(({ id }) => id)).toEqual(expect.arrayContaining(campaigns.map(({ id }) => id)))
    for (const campaign of campaigns) await campaign.reaches('paused')
    const pausedMs = Date.now()
    await simulator.pass(LONG_MS)
    expect(await begunSince(pausedMs)).toEqual([])
    for (const campaign of campaigns) {
      await campaign.isQuiet()
      expect((await campaign.stats()).waiting).toBeGreaterThan(12)
    }
  })
})
