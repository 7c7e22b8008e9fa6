// How soon calls end that nobody wants any more, at the machine's own speed: the provider's log says when each of them ended.
import { describe, expect, it } from 'vitest'
import { ending } from '../support/campaign-at-work.ts'
import { callsIn, type Dial, isLive, isUnanswered } from '../support/simulator.ts'
import { wholeSystem } from '../support/whole-system.ts'

const system = wholeSystem({ speed: 1 })

/** What is promised. */
const AT_MOST_MS = 5_000
/** The carrier knows a machine so long after it has answered. */
const DETECTED_MS = 2_400

const answeredAfter4s = (areas: readonly number[]) => ending('0190', areas)
const ringsFor25s = (areas: readonly number[]) => ending('0199', areas)
const isQueued = (dial: Dial): boolean => isUnanswered(dial) && dial.startedAt === undefined
const isRinging = (dial: Dial): boolean => isUnanswered(dial) && dial.ringingAt !== undefined

describe('a voicemail', () => {
  it('is hung up on within 5 s of its detection, and counts as one', async () => {
    const phones = ending('0194', [218, 219, 224])
    const campaign = await system.start({ phones })
    await campaign.reaches('completed')
    const dials = await campaign.dials()
    expect(dials.map(({ to, answeredBy }) => [to, answeredBy]).sort()).toEqual(phones.map((phone) => [phone, 'machine_start']))
    expect(dials.filter(({ answeredAt = 0, endedAt = 0 }) => endedAt - (answeredAt + DETECTED_MS) > AT_MOST_MS)).toEqual([])
    expect(await campaign.stats()).toMatchObject({ callsAnswered: 3, outcomes: { voicemail: 3 }, successRate: 0 })
  })
})

describe('stop', () => {
  it('ends calls whose answer to the dial was lost, as soon as the provider lists them', async () => {
    const LISTED_MS = 3_000
    await system.simulator.fails({ 'lost-answers': 1, 'lost-callbacks': 1, 'list-delay': LISTED_MS })
    const campaign = await system.start({
      phones: ringsFor25s([209, 210, 217]),
      settings: { maxConcurrentCalls: 3 },
    })
    await campaign.has(3)
    const askedMs = Date.now()
    await system.ringmaster.api('stopCampaign', { params: { id: campaign.id } })
    await expect.poll(async () => (await campaign.dials()).filter(isUnanswered), { timeout: 60_000 }).toEqual([])
    const dials = callsIn(await campaign.dials())
    expect(dials.map(({ answer, status }) => ({ answer, status }))).toEqual(Array(3).fill({ answer: 'reset', status: 'canceled' }))
    const late = dials.filter(({ postedAt, endedAt = 0 }) => endedAt - Math.max(askedMs, postedAt + LISTED_MS) > AT_MOST_MS)
    expect(late).toEqual([])
  })

  it('ends queued and ringing calls within 5 s and leaves live ones alone; with live=hangup it ends them too', async () => {
    const phones = [...answeredAfter4s([202, 203]), ...ringsFor25s([204, 205])]
    const campaign = await system.start({ phones, settings: { maxConcurrentCalls: 5 } })
    await campaign.has(2, isRinging)
    await campaign.has(2, isLive)
    // Whoever is dialled next waits in the provider's queue.
    await system.simulator.fails({ 'calls-per-second': 0.05 })
    const others = await system.start({ phones: ringsFor25s([206, 207, 208]), settings: { maxConcurrentCalls: 5 } })
    await others.has(1, isQueued)

    const askedMs = Date.now()
    const stopped = [campaign, others]
    await Promise.all(stopped.map(({ id }) => system.ringmaster.api('stopCampaign', { params: { id } })))
    for (const one of stopped) await expect.poll(async () => (await one.dials()).filter(isUnanswered), { timeout: 20_000 }).toEqual([])
    const cancelled = [...(await campaign.dials()), ...(await others.dials())].filter(({ status }) => status === 'canceled')
    expect(cancelled.length).toBeGreaterThanOrEqual(3)
    expect(cancelled.filter(({ endedAt = 0 }) => endedAt - askedMs > AT_MOST_MS)).toEqual([])

    await system.simulator.pass(AT_MOST_MS - (Date.now() - askedMs))
    const live = (await campaign.dials()).filter(isLive)
    expect(live).toHaveLength(2)
    const hangUpMs = Date.now()
    await system.ringmaster.api('stopCampaign', { params: { id: campaign.id }, query: { live: 'hangup' } })
    await campaign.has(2, ({ status }) => status === 'completed')
    const ended = (await campaign.dials()).filter(({ status }) => status === 'completed')
    expect(ended.filter(({ endedAt = 0 }) => endedAt - hangUpMs > AT_MOST_MS)).toEqual([])
    for (const one of stopped) await one.isQuiet()
    expect(await campaign.stats()).toMatchObject({
      callsPlaced: 4,
      callsAnswered: 2,
      callsCompleted: 2,
      callsFailed: 2,
      outcomes: { canceled: 2 },
    })
  })
})
