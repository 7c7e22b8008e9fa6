// What a run does first, and what comes after it.
import { beforeEach, describe, expect, it } from 'vitest'
import { sharingCampaigns } from '../../support/sharing-campaigns.ts'

const SECOND = 1_000
const MINUTE = 60 * SECOND

let world: ReturnType<typeof sharingCampaigns>
let one: Awaited<ReturnType<typeof world.add>>
beforeEach(async () => {
  world = sharingCampaigns({ concurrentCalls: 100 })
  one = await world.add(4)
})
const started = (run: number) => `${one.id}-${run}`
const change = async (patch: Parameters<typeof world.ports.campaigns.change>[1]) =>
  await world.ports.campaigns.change(await one.now(), patch)

describe('a plan', () => {
  it('opens as many lanes as the campaign may have', async () => {
    expect(await one.plan()).toEqual({ next: 'run', lines: 4 })
  })

  it('opens no more lanes than there are contacts left', async () => {
    await change({ totalContacts: 3 })
    expect(await one.plan()).toEqual({ next: 'run', lines: 3 })
  })

  it('waits ten seconds while the due index is empty', async () => {
    world.dueIn(undefined)
    expect(await one.plan()).toEqual({ next: 'wait', seconds: 10 })
  })

  it.each([
    [2_900, { next: 'run', lines: 4 }],
    [3_100, { next: 'wait', seconds: 2 }],
    [12_345, { next: 'wait', seconds: 11 }],
    [5 * 3_600_000, { next: 'wait', seconds: 900 }],
  ])('when the next is due in %d ms: %o', async (dueInMs, expected) => {
    world.dueIn(dueInMs)
    expect(await one.plan()).toEqual(expected)
  })

  it('looks again after ten seconds while an import is open, whose contacts are due at once', async () => {
    await change({ openImports: 1 })
    world.dueIn(5 * 3_600_000)
    expect(await one.plan()).toEqual({ next: 'wait', seconds: 10 })
  })

  it('opens lanes all the same while a line of the last run is still busy', async () => {
    await one.plan()
    await one.claim(0)
    await one.change('active')
    world.dueIn(5 * MINUTE)
    expect(await one.plan()).toEqual({ next: 'run', lines: 4 })
  })

  it('ends when the campaign is in another run, or not active', async () => {
    await change({ state: 'paused' })
    expect(await one.plan()).toEqual({ next: 'end' })
  })

  it('ends, and completes the campaign, when nobody is left', async () => {
    await change({ totalContacts: 0 })
    expect(await one.plan()).toEqual({ next: 'end' })
    expect(await one.now()).toMatchObject({ state: 'completed' })
  })

  it('ends when a pause has closed its lanes meanwhile', async () => {
    await one.plan()
    await world.ports.lanes.close(one.id, { k: 2, run: 1 })
    expect(await one.plan()).toEqual({ next: 'end' })
  })
})

describe('after a run', () => {
  it('whose lanes went home together the next one follows', async () => {
    await one.plan()
    await one.closeSet()
    await one.nextRun()
    expect(world.started).toEqual([started(2)])
    expect(await one.now()).not.toHaveProperty('fruitless')
  })

  it('that somebody else has followed up already, nothing follows but the start that may have got lost', async () => {
    await one.plan()
    await one.change('active')
    await one.nextRun()
    expect(world.started).toEqual([started(2)])
    expect(await one.now()).toMatchObject({ run: 2 })
    await one.change('active')
    await one.nextRun()
    expect(world.started).toEqual([started(2)])
  })

  it('of a paused campaign nothing follows', async () => {
    await one.plan()
    await one.change('paused')
    await one.nextRun()
    expect(world.started).toEqual([])
  })
})

describe('after a run whose lanes have all ended by errors', () => {
  beforeEach(async () => {
    await one.plan()
    await one.nextRun()
  })

  it('the next one rests for a minute, and then tries with one lane', async () => {
    expect(await one.plan()).toEqual({ next: 'wait', seconds: 60 })
    world.move(MINUTE)
    expect(await one.plan()).toEqual({ next: 'run', lines: 1 })
  })

  it('the rest grows, and is forgotten after a run that ended well', async () => {
    world.move(MINUTE)
    await one.plan()
    await one.nextRun()
    expect(await one.plan()).toEqual({ next: 'wait', seconds: 120 })
    world.move(2 * MINUTE)
    await one.plan()
    await one.closeSet()
    await one.nextRun()
    expect(await one.plan()).toEqual({ next: 'run', lines: 4 })
  })
})

describe('after a run whose lines another campaign has taken', () => {
  it('nothing is taken for broken', async () => {
    world = sharingCampaigns({ concurrentCalls: 1 })
    one = await world.add(4)
    await one.plan()
    for (const { k, run } of await one.lanes()) await world.ports.lanes.close(one.id, { k, run })
    await one.nextRun()
    expect(await one.now()).not.toHaveProperty('fruitless')
  })
})
