// Campaigns that share the account's calls per second: none starves, and what one leaves the others use.
import { describe, expect, it } from 'vitest'
import { diallingLanes } from '../support/dialling-lanes.ts'

/** Dials a minute of an account that may place one each second. */
const ALL = 60

describe('two campaigns at one call a second', () => {
  it('dial about as often as each other, be it with a thousand lanes or with five', async () => {
    const world = diallingLanes()
    const [many, few] = [await world.addCampaign({ lines: 1_000 }), await world.addCampaign({ lines: 5 })]
    await world.playUntil(20)
    expect(many.rate(4, 20) / few.rate(4, 20)).toBeGreaterThan(0.85)
    expect(many.rate(4, 20) / few.rate(4, 20)).toBeLessThan(1.15)
    expect(many.rate(4, 20) + few.rate(4, 20)).toBeGreaterThan(0.95 * ALL)
  })

  it('dial by their weights', async () => {
    const world = diallingLanes()
    const [heavy, light] = [await world.addCampaign({ lines: 50, weight: 2 }), await world.addCampaign({ lines: 1_000 })]
    await world.playUntil(20)
    expect(heavy.rate(4, 20) / light.rate(4, 20)).toBeGreaterThan(1.7)
    expect(heavy.rate(4, 20) / light.rate(4, 20)).toBeLessThan(2.3)
  })

  it('leave each other what they do not use, within two minutes, and have their part again when they want it', async () => {
    const world = diallingLanes()
    const [one, other] = [await world.addCampaign({ lines: 100 }), await world.addCampaign({ lines: 100 })]
    await world.playUntil(10)
    other.idle(true)
    await world.playUntil(20)
    expect(one.rate(12, 20)).toBeGreaterThan(0.9 * ALL)
    other.idle(false)
    await world.playUntil(35)
    expect(other.rate(25, 35)).toBeGreaterThan(0.4 * ALL)
    expect(one.rate(25, 35)).toBeGreaterThan(0.4 * ALL)
  })

  it('use all of it, when one has few lines and long calls', async () => {
    const world = diallingLanes()
    const [many, few] = [await world.addCampaign({ lines: 200, callSeconds: 38 }), await world.addCampaign({ lines: 5, callSeconds: 38 })]
    await world.playUntil(30)
    expect(few.rate(5, 30)).toBeGreaterThan(0.75 * 5 * (60 / 38))
    expect(many.rate(5, 30) + few.rate(5, 30)).toBeGreaterThan(0.9 * ALL)
  })
})

describe('a newcomer', () => {
  it('has its part within minutes, though another has filled the slots of the minute', async () => {
    const world = diallingLanes()
    await world.addCampaign({ lines: 1_000 })
    await world.playUntil(10)
    const newcomer = await world.addCampaign({ lines: 5 })
    await world.playUntil(20)
    expect(newcomer.rate(13, 20)).toBeGreaterThan(0.4 * ALL)
  })
})

describe('a campaign alone', () => {
  it('touches no pacer but the account’s', async () => {
    const world = diallingLanes()
    const alone = await world.addCampaign({ lines: 50 })
    await world.playUntil(5)
    expect(alone.rate(1, 5)).toBeGreaterThan(0.95 * ALL)
    const now = world.ports.clock.now()
    expect(await world.ports.pacer.peek(alone.id)).toBe(now)
  })
})
