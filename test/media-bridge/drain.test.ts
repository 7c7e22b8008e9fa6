import { describe, expect, it } from 'vitest'
import { startLife } from '../../media-bridge/drain.ts'
import { manualTiming } from '../support/bridge.ts'

const aLife = (capacity = 2, isStrained = () => false) => {
  const timing = manualTiming()
  const counts: number[] = []
  const life = startLife({ capacity, isStrained, timing, onLive: (live) => counts.push(live) })
  life.run()
  return { timing, counts, life }
}

describe('the bridge’s life', () => {
  it('has a place for as many calls as its capacity', () => {
    const { life, counts } = aLife(2)
    const first = life.enter()
    life.enter()
    expect(life.enter()).toBeUndefined()
    first?.leave()
    first?.leave()
    expect(life.enter()).toBeDefined()
    expect(counts).toEqual([1, 2, 1, 2])
  })

  it('takes no calls before it runs, nor does it run again once it drains', async () => {
    const life = startLife({ capacity: 2, isStrained: () => false, timing: manualTiming(), onLive: () => {} })
    expect(life.state()).toBe('initializing')
    expect(life.enter()).toBeUndefined()
    await life.drain(0)
    life.run()
    expect(life.state()).toBe('closed')
  })

  it('has no room while it is strained, however few its calls are', () => {
    let isStrained = true
    const { life } = aLife(2, () => isStrained)
    expect(life.hasRoom()).toBe(false)
    expect(life.enter()).toBeUndefined()
    isStrained = false
    expect(life.enter()).toBeDefined()
  })

  it('takes no more calls while it drains, and is closed when the last has ended', async () => {
    const { life } = aLife()
    const call = life.enter()
    const drained = life.drain(110_000)
    expect(life.state()).toBe('draining')
    expect(life.enter()).toBeUndefined()
    expect(call?.mustEnd.aborted).toBe(false)
    call?.leave()
    await drained
    expect(life.state()).toBe('closed')
  })

  it('ends the calls that outlast the drain', async () => {
    const { life, timing } = aLife()
    const call = life.enter()
    call?.mustEnd.addEventListener('abort', () => call.leave())
    const drained = life.drain(110_000)
    await timing.pass(109_999)
    expect(call?.mustEnd.aborted).toBe(false)
    await timing.pass(1)
    expect(call?.mustEnd.aborted).toBe(true)
    await drained
  })

  it('is hurried by a second, shorter drain', async () => {
    const { life, timing } = aLife()
    const call = life.enter()
    call?.mustEnd.addEventListener('abort', () => call.leave())
    const both = Promise.all([life.drain(110_000), life.drain(0)])
    await timing.pass(0)
    await both
    expect(timing.waiting()).toBe(0)
  })

  it('closes at once when it has no calls', async () => {
    const { life } = aLife()
    await life.drain(110_000)
    expect(life.state()).toBe('closed')
  })
})
