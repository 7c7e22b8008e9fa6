import { describe, expect, it } from 'vitest'
import { sharedSteps } from '../../../media-bridge/wire/steps.ts'
import { manualTiming } from '../../support/bridge.ts'

describe('shared steps', () => {
  it('come once in the interval for each that waits', async () => {
    const timing = manualTiming()
    const steps = sharedSteps(60, timing)
    const place = steps.place()
    const at: number[] = []
    const wait = () => steps.wait(place, () => at.push(timing.machine()) && wait())
    wait()
    await timing.pass(600)
    expect(at).toHaveLength(10)
    expect(at.slice(1).map((time, n) => time - (at[n] ?? 0))).toEqual(Array.from({ length: 9 }, () => 60))
  })

  it('come at other moments for those who came one after the other', async () => {
    const timing = manualTiming()
    const steps = sharedSteps(60, timing)
    const at: number[] = []
    for (let n = 0; n < 6; n++) steps.wait(steps.place(), () => at.push(timing.machine()))
    await timing.pass(60)
    expect(at.map((time) => time - (at[0] ?? 0))).toEqual([0, 0, 20, 20, 40, 40])
  })

  it('come within the interval, however late one begins to wait', async () => {
    const timing = manualTiming()
    const steps = sharedSteps(60, timing)
    const place = steps.place()
    for (const pause of [0, 5, 33, 59, 61, 1_234]) {
      await timing.pass(pause)
      let isOver = false
      steps.wait(place, () => {
        isOver = true
      })
      await timing.pass(60)
      expect(isOver).toBe(true)
    }
  })

  it('wake nobody while none waits', async () => {
    const timing = manualTiming()
    const steps = sharedSteps(60, timing)
    steps.wait(steps.place(), () => {})
    expect(timing.waiting()).toBe(1)
    await timing.pass(70)
    expect(timing.waiting()).toBe(0)
  })
})
