// A deployment whose bridge sleeps while nobody is called: the first dial waits for it, and not for ever.
import { beforeEach, describe, expect, it } from 'vitest'
import type { BridgeRoom } from '#app/ports/bridge.ts'
import { sharingCampaigns } from '../../support/sharing-campaigns.ts'

const MINUTE = 60_000
const WAITS = { next: 'wait', seconds: 15 }
const RUNS = { next: 'run', lines: 4 }

let isAwake: boolean
let isFull: boolean
let woken: number
let asked: number
let world: ReturnType<typeof sharingCampaigns>
let one: Awaited<ReturnType<typeof world.add>>
beforeEach(async () => {
  ;[isAwake, isFull, woken, asked] = [false, false, 0, 0]
  const room: BridgeRoom = async () => {
    asked += 1
    if (isFull) return { kind: 'full', why: 'HTTP 503' }
    return isAwake ? { kind: 'room' } : { kind: 'none', why: 'HTTP 503' }
  }
  world = sharingCampaigns({ concurrentCalls: 100, bridge: { room, wake: () => void woken++ } })
  one = await world.add(4)
})

describe('a run while the bridge sleeps', () => {
  it('wakes it, and opens no line before it is there', async () => {
    expect(await one.plan()).toEqual(WAITS)
    expect(woken).toBe(1)
    expect((await one.lanes()).filter(({ open }) => open)).toEqual([])
    world.move(MINUTE)
    isAwake = true
    expect(await one.plan()).toEqual(RUNS)
  })

  it('goes on without it after five minutes: the agent itself then holds the calls', async () => {
    expect(await one.plan()).toEqual(WAITS)
    world.move(5 * MINUTE - 1)
    expect(await one.plan()).toEqual(WAITS)
    world.move(1)
    expect(await one.plan()).toEqual(RUNS)
  })

  it('does not make each campaign wait anew for one that does not come', async () => {
    await one.plan()
    world.move(6 * MINUTE)
    expect(await (await world.add(4)).plan()).toEqual(RUNS)
  })

  it('waits again when it has slept again', async () => {
    await one.plan()
    world.move(31 * MINUTE)
    expect(await one.plan()).toEqual(WAITS)
  })

  it('waits again for one that came and fell asleep since, however soon', async () => {
    await one.plan()
    world.move(2 * MINUTE)
    isAwake = true
    expect(await one.plan()).toEqual(RUNS)
    isAwake = false
    world.move(18 * MINUTE)
    expect(await (await world.add(4)).plan()).toEqual(WAITS)
  })

  it('keeps no lines of the account while it waits', async () => {
    await one.plan()
    expect(await one.share()).toBeUndefined()
  })
})

describe('a run while somebody is still talking', () => {
  it('does not wait', async () => {
    isAwake = true
    await one.plan()
    await one.claim(0)
    await one.change('active')
    isAwake = false
    expect(await one.plan()).toEqual(RUNS)
  })
})

describe('a run while the bridge is full', () => {
  it('does not wait: it is awake, and calls of others are on it', async () => {
    isFull = true
    expect(await one.plan()).toEqual(RUNS)
    expect(woken).toBe(0)
  })
})

describe('a run that has nobody to call yet', () => {
  it('lets the bridge sleep', async () => {
    world.dueIn(60 * MINUTE)
    expect(await one.plan()).toMatchObject({ next: 'wait', seconds: 900 })
    expect([asked, woken]).toEqual([0, 0])
  })
})
