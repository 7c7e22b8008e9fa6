import { afterEach, describe, expect, it } from 'vitest'
import { watchEventLoop } from '../../media-bridge/event-loop.ts'
import { manualTiming } from '../support/bridge.ts'

const closing: (() => unknown)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

/** A loop that was at work for these parts of the seconds that pass. */
const aLoop = () => {
  const timing = manualTiming()
  const worked = { active: 0, idle: 0 }
  const loop = watchEventLoop({ timing, utilization: () => ({ ...worked }) })
  closing.push(loop.close)
  const pass = async (seconds: number, part: number): Promise<void> => {
    worked.active += seconds * part * 1_000
    worked.idle += seconds * (1 - part) * 1_000
    await timing.pass(seconds * 1_000)
  }
  return { loop, pass, timing }
}

describe('the event loop', () => {
  it('is strained when it was at work for nearly all of the last seconds, until it rests again', async () => {
    const { loop, pass } = aLoop()
    await pass(5, 0.84)
    expect(loop.isStrained()).toBe(false)
    await pass(5, 0.86)
    expect(loop.isStrained()).toBe(true)
    await pass(5, 0.3)
    expect(loop.isStrained()).toBe(false)
  })

  it('tells its utilization since it was last asked', async () => {
    const { loop, pass } = aLoop()
    await pass(30, 0.5)
    expect(loop.take()).toMatchObject({ utilization: 0.5 })
    await pass(60, 0.1)
    expect(loop.take()).toMatchObject({ utilization: 0.1 })
  })

  it('leaves no timer behind', () => {
    const { loop, timing } = aLoop()
    loop.close()
    expect(timing.waiting()).toBe(0)
  })
})
