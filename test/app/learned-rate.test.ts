// The account's calls per second are learned from what the provider queues and refuses; its own queue stays short meanwhile.
import { describe, expect, it } from 'vitest'
import { diallingLanes } from '../support/dialling-lanes.ts'

/** Takes so many calls a second and queues the others, as Twilio does. */
const queueing = (callsPerSecond: () => number) => {
  let freeAt = 0
  return (now: number) => {
    const at = Math.max(now, freeAt)
    freeAt = at + 1_000 / callsPerSecond()
    return { queueMs: at - now }
  }
}

/** Refuses the calls that come faster, with a second's patience. */
const refusing = (callsPerSecond: number) => {
  let freeAt = 0
  return (now: number) => {
    if (freeAt - now > 1_000) return { refused: 'rate' as const }
    freeAt = Math.max(now, freeAt) + 1_000 / callsPerSecond
    return { queueMs: 0 }
  }
}

describe('an account that takes a call a second where ten are allowed', () => {
  it('is soon asked for no more, and used well', async () => {
    const world = diallingLanes({ callsPerSecond: 10, provider: queueing(() => 1) })
    const campaign = await world.addCampaign({ lines: 200 })
    await world.playUntil(40)
    expect(campaign.rate(10, 40)).toBeGreaterThan(0.75 * 60)
    const { callsPerSecond } = await world.ports.account.get()
    expect(callsPerSecond).toBeGreaterThan(0.5)
    expect(callsPerSecond).toBeLessThan(1.7)
  })

  it('never has a long queue of calls, not even at first', async () => {
    const world = diallingLanes({ callsPerSecond: 10, provider: queueing(() => 1) })
    await world.addCampaign({ lines: 1_000 })
    await world.playUntil(40)
    expect(Math.max(...world.dials.map(({ queueMs }) => queueMs))).toBeLessThan(8_000)
    const late = world.dials.filter(({ at }) => at > world.start + 15 * 60_000).map(({ queueMs }) => queueMs)
    expect(late.reduce((sum, queueMs) => sum + queueMs, 0) / late.length).toBeLessThan(1_500)
  })

  it('is used as well when it refuses instead of queueing', async () => {
    const world = diallingLanes({ callsPerSecond: 10, provider: refusing(1) })
    const campaign = await world.addCampaign({ lines: 200 })
    await world.playUntil(40)
    expect(campaign.rate(15, 40)).toBeGreaterThan(0.7 * 60)
  })

  it('tells of each change once, with its numbers', async () => {
    const world = diallingLanes({ callsPerSecond: 10, provider: queueing(() => 1) })
    await world.addCampaign({ lines: 200 })
    await world.playUntil(12)
    const { items } = await world.ports.activity.list(undefined, { limit: 100 })
    const lowered = items.filter(({ action }) => action === 'ceiling-lowered')
    expect(lowered.length).toBeGreaterThanOrEqual(5)
    expect(lowered.length).toBeLessThanOrEqual(12)
    expect(lowered.at(-1)).toMatchObject({
      by: 'ringmaster',
      because: 'the provider queues calls',
      evidence: { limit: 'callsPerSecond', from: 10, to: 7, allowed: 10, queueMs: expect.any(Number) },
    })
  })
})

describe('an account that has recovered', () => {
  it('is used as the deployment allows again', async () => {
    let truth = 1
    const world = diallingLanes({ callsPerSecond: 2, provider: queueing(() => truth) })
    const campaign = await world.addCampaign({ lines: 200 })
    await world.playUntil(15)
    truth = 2
    await world.playUntil(60)
    expect((await world.ports.account.get()).callsPerSecond).toBeUndefined()
    expect(campaign.rate(50, 60)).toBeGreaterThan(0.95 * 120)
    const { items } = await world.ports.activity.list(undefined, { limit: 1 })
    expect(items[0]).toMatchObject({ action: 'ceiling-raised', evidence: { limit: 'callsPerSecond', to: 2 } })
  })
})

describe('an account that takes what it is said to take', () => {
  it('is never slowed down', async () => {
    const world = diallingLanes({ callsPerSecond: 1, provider: queueing(() => 1) })
    const campaign = await world.addCampaign({ lines: 100, callSeconds: 30 })
    await world.playUntil(30)
    expect((await world.ports.account.get()).callsPerSecond).toBeUndefined()
    expect(campaign.rate(2, 30)).toBeGreaterThan(0.95 * 60)
  })
})
