// Campaigns that share the account's calls at a time: never more calls than there may be, and to each its part.
import * as fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { seeded } from '../../local/simulated/seeded.ts'
import { sharingCampaigns } from '../support/sharing-campaigns.ts'

type World = ReturnType<typeof sharingCampaigns>
type Sharer = Awaited<ReturnType<World['add']>>

let world: World
beforeEach(() => {
  world = sharingCampaigns({ concurrentCalls: 10 })
})
const run = (lines: number) => ({ next: 'run', lines })
const openLanes = async ({ lanes }: Sharer) => (await lanes()).filter(({ open }) => open).map(({ k }) => k)

describe('a campaign alone', () => {
  it('has all lines that it wants, in one run', async () => {
    const one = await world.add(7)
    expect(await one.plan()).toEqual(run(7))
    await world.tend()
    expect(world.started).toEqual([])
    expect(await one.share()).toMatchObject({ run: 1, wants: 7, lines: 7, over: 0 })
  })

  it('has no more than the account may have', async () => {
    expect(await (await world.add(50)).plan()).toEqual(run(10))
  })

  it('is off the book when nobody is due for a while', async () => {
    const one = await world.add(7)
    await one.plan()
    await one.change('active')
    world.dueIn(3_600_000)
    expect(await one.plan()).toMatchObject({ next: 'wait' })
    expect(await one.share()).toBeUndefined()
  })

  it('is off the book after its last run', async () => {
    const one = await world.add(7)
    await one.plan()
    await one.change('completed')
    await one.nextRun()
    expect(await one.share()).toBeUndefined()
  })

  it('has fewer lanes at once when its cap is lowered; calls on the others end by themselves', async () => {
    const one = await world.add(7)
    await one.plan()
    await one.claim(6)
    const seen = await one.now()
    await world.ports.campaigns.change(seen, { run: 2, settings: { ...seen.settings, maxConcurrentCalls: 3 } })
    expect(await one.plan()).toEqual(run(3))
    expect(await openLanes(one)).toEqual([0, 1, 2])
    expect(await one.share()).toMatchObject({ lines: 3, over: 1 })
  })
})

describe('a second campaign', () => {
  it('has its part at once of lanes that are idle', async () => {
    const [one, other] = [await world.add(10), await world.add(10)]
    await one.plan()
    expect(await other.plan()).toEqual(run(5))
    expect(await openLanes(one)).toEqual([0, 1, 2, 3, 4])
  })

  it('waits for calls on the lines that are its due, half a minute at a time', async () => {
    const [one, other] = [await world.add(10), await world.add(10)]
    await one.plan()
    for (let k = 0; k < 10; k++) await one.claim(k)
    expect(await other.plan()).toEqual({ next: 'wait', seconds: 30 })
    await one.end(9)
    await one.end(0)
    expect(await other.plan()).toEqual(run(1))
    expect(await one.claim(9)).toBe(false)
    expect(await one.claim(0)).toBe(true)
  })

  it('is planned anew when clearly more has become free', async () => {
    const [one, other] = [await world.add(10), await world.add(10)]
    await one.plan()
    for (let k = 0; k < 10; k++) await one.claim(k)
    await one.end(9)
    await other.plan()
    for (const k of [6, 7, 8]) await one.end(k)
    await world.tend()
    expect(world.started).toEqual([`${other.id}-2`])
    expect(await other.plan()).toEqual(run(4))
  })

  it('has more by its weight', async () => {
    const [one, other] = [await world.add(10), await world.add(10, { weight: 4 })]
    await one.plan()
    expect(await other.plan()).toEqual(run(8))
  })

  it('gives back, when it is paused, what its calls do not need, and the rest when they end', async () => {
    const [one, other] = [await world.add(10), await world.add(10)]
    await one.plan()
    await other.plan()
    await other.claim(2)
    await other.change('paused')
    await world.tend()
    expect(await other.share()).toMatchObject({ lines: 0, over: 1 })
    expect(world.started).toEqual([`${one.id}-2`])
    expect(await one.plan()).toEqual(run(9))
    await other.end(2)
    await world.tend()
    expect(await other.share()).toBeUndefined()
    await one.plan()
    expect(await one.share()).toMatchObject({ lines: 10 })
  })

  it('that runs out of contacts leaves the lines that it cannot use', async () => {
    const [one, other] = [await world.add(10), await world.add(10)]
    await one.plan()
    await other.plan()
    const seen = await other.now()
    await world.ports.campaigns.change(seen, { totalContacts: 2 })
    await world.tend()
    expect(await openLanes(other)).toEqual([0, 1])
    expect(world.started).toEqual([`${one.id}-2`])
    expect(await one.plan()).toEqual(run(8))
    await world.ports.campaigns.change(await other.now(), { totalContacts: 1 })
    world.move(60_000)
    await world.tend()
    expect(await openLanes(other)).toEqual([0])
  })

  it('that comes while the first is still opening its lanes takes none of them twice', async () => {
    const [one, other] = [await world.add(10), await world.add(10)]
    const plans = await Promise.all([one.plan(), other.plan()])
    const lines = plans.map((plan) => (plan.next === 'run' ? plan.lines : 0)).reduce((a, b) => a + b, 0)
    expect(lines).toBeLessThanOrEqual(10)
  })
})

describe('while lines are taken back', () => {
  it('a call that begins on one of them in that moment is counted', async () => {
    const [one, other] = [await world.add(10), await world.add(10)]
    await one.plan()
    const { close } = world.ports.lanes
    world.ports.lanes.close = async (id, lane) => {
      if (lane.k === 9) await one.claim(9)
      await close(id, lane)
    }
    expect(await other.plan()).toEqual(run(4))
    expect(await one.share()).toMatchObject({ lines: 5, over: 1 })
  })

  it('a campaign that is planned anew in that moment counts for itself', async () => {
    const [one, other] = [await world.add(10), await world.add(10)]
    await one.plan()
    for (const k of [0, 1, 2, 3, 4, 9]) await one.claim(k)
    const { close } = world.ports.lanes
    world.ports.lanes.close = async (id, lane) => {
      world.ports.lanes.close = close
      await close(id, lane)
      const seen = await one.now()
      await world.ports.campaigns.change(seen, { run: 2, settings: { ...seen.settings, maxConcurrentCalls: 2 } })
      await one.plan()
    }
    await other.plan()
    expect(await one.share()).toMatchObject({ run: 2, lines: 2, over: 4 })
  })

  it('a run that ended long ago takes nothing from a later one', async () => {
    const one = await world.add(10)
    await one.plan()
    await one.change('paused')
    await one.change('active')
    await one.plan()
    await one.change('paused')
    await one.nextRun(1)
    expect(await one.share()).toMatchObject({ run: 3, lines: 10 })
  })
})

describe('more campaigns than lines', () => {
  it('take turns', async () => {
    world = sharingCampaigns({ concurrentCalls: 1 })
    const [one, other] = [await world.add(5), await world.add(5)]
    const byName = [one, other].sort((a, b) => (a.id < b.id ? -1 : 1))
    const plans = async () => (await Promise.all(byName.map(({ plan }) => plan()))).map(({ next }) => next)
    const first = await plans()
    expect(first.toSorted()).toEqual(['run', 'wait'])
    world.move(600_000)
    await world.tend()
    for (const campaign of byName) await campaign.change('active')
    for (const campaign of byName) await campaign.plan()
    expect(await plans()).toEqual(first.toReversed())
  })
})

describe('whatever happens', () => {
  const CEILING = 6

  const act = async (sharers: readonly Sharer[], { world: here, random }: { world: World; random: () => number }): Promise<unknown> => {
    const pick = (n: number) => Math.floor(random() * n)
    const one = sharers[pick(sharers.length)]
    if (!one) return undefined
    const what = pick(20)
    if (what < 9) return await one.claim(pick(CEILING), pick(3))
    if (what < 13) return await one.end(pick(CEILING))
    if (what < 15) return await one.plan()
    if (what < 16) return await one.change('active').then(() => one.plan())
    if (what < 17) return await one.change(random() < 0.5 ? 'paused' : 'active')
    if (what < 18) return await one.closeSet().then(() => one.nextRun())
    return await here.tend()
  }

  it('there are never more calls than there may be, and in the end everybody has its part', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 2 ** 31 }), async (seed) => {
        const random = seeded(seed, 'steps')
        const here = sharingCampaigns({ concurrentCalls: CEILING, random })
        const sharers = [await here.add(CEILING), await here.add(CEILING, { weight: 2 }), await here.add(1)]
        for (let step = 0; step < 40; step++) {
          await Promise.all(Array.from({ length: 1 + Math.floor(random() * 4) }, () => act(sharers, { world: here, random })))
          expect(await here.busy(sharers)).toBeLessThanOrEqual(CEILING)
        }
        for (const one of sharers) await one.change('active')
        for (let k = 0; k < CEILING; k++) await Promise.all(sharers.map(({ end }) => end(k)))
        for (const one of [...sharers, ...sharers]) {
          await one.change('active')
          await one.plan()
        }
        const lines = await Promise.all(sharers.map(async ({ share }) => (await share())?.lines))
        expect(lines).toEqual([2, 3, 1])
      }),
      { numRuns: 40 },
    )
  })
})
