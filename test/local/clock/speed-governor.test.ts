import { describe, expect, test } from 'vitest'
import { speedGovernor, TICK_MS } from '../../../local/clock/speed-governor.ts'

const idle = { tickLateMs: 0, oldestWorkAt: undefined }

/** A machine that does so many jobs a machine second, under a load that grows with the speed. */
const plant = ({ jobsPerSecond, jobsPerCampaignSecond, most }: { jobsPerSecond: number; jobsPerCampaignSecond: number; most: number }) => {
  const governor = speedGovernor(most)
  const waiting: number[] = []
  let arriving = 0
  let served = 0
  const run = (seconds: number, load = jobsPerCampaignSecond) => {
    const trace: { speed: number; age: number }[] = []
    for (let left = seconds * 1000; left > 0; left -= TICK_MS) {
      at += TICK_MS
      arriving += (governor.speed() * load * TICK_MS) / 1000
      for (; arriving >= 1; arriving--) waiting.push(at)
      served += (jobsPerSecond * TICK_MS) / 1000
      for (; served >= 1; served--) waiting.shift()
      const oldestWorkAt = waiting[0]
      governor.tick({ at, tickLateMs: 0, oldestWorkAt })
      trace.push({ speed: governor.speed(), age: oldestWorkAt === undefined ? 0 : at - oldestWorkAt })
    }
    return trace
  }
  let at = 0
  return { run }
}

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('the speed of campaign time', () => {
  test('is what was asked for while work is in time', () => {
    const governor = speedGovernor(120)
    expect(governor.tick({ at: 50, ...idle, oldestWorkAt: 10 })).toBe(120)
  })

  test('is halved when work is late, and once only until the cut can have shown its effect', () => {
    const governor = speedGovernor(120)
    expect(governor.tick({ at: 300, ...idle, oldestWorkAt: 0 })).toBe(60)
    expect(governor.tick({ at: 350, ...idle, oldestWorkAt: 0 })).toBe(60)
    expect(governor.tick({ at: 801, ...idle, oldestWorkAt: 0 })).toBe(30)
  })

  test('is halved when the event loop was blocked', () => {
    expect(speedGovernor(120).tick({ at: 1000, tickLateMs: 101, oldestWorkAt: undefined })).toBe(60)
  })

  test('never falls below the speed of the machine, however long work takes', () => {
    const governor = speedGovernor(120)
    for (let at = 300; at < 120_000; at += TICK_MS) governor.tick({ at, ...idle, oldestWorkAt: 0 })
    expect(governor.speed()).toBe(1)
  })

  test('is not cut for work that takes no longer than thirty campaign seconds', () => {
    const governor = speedGovernor(20)
    expect(governor.tick({ at: 1_500, ...idle, oldestWorkAt: 0 })).toBe(20)
    expect(governor.tick({ at: 1_550, ...idle, oldestWorkAt: 0 })).toBe(10)
  })

  test('is back at what was asked for four seconds after the trouble has passed', () => {
    const governor = speedGovernor(120)
    for (let at = 300; at < 10_000; at += TICK_MS) governor.tick({ at, ...idle, oldestWorkAt: 0 })
    for (let at = 10_000; at < 14_000; at += TICK_MS) governor.tick({ at, ...idle })
    expect(governor.speed()).toBe(120)
  })

  test('is held while the machine is busy but not late', () => {
    const governor = speedGovernor(120)
    governor.tick({ at: 300, ...idle, oldestWorkAt: 0 })
    expect(governor.tick({ at: 350, ...idle, oldestWorkAt: 50 })).toBe(60)
  })

  test('settles near what the machine can do when it is asked for twice as much', () => {
    const { run } = plant({ jobsPerSecond: 100, jobsPerCampaignSecond: 2, most: 100 })
    run(20)
    const settled = run(120)
    expect(mean(settled.map(({ speed }) => speed))).toBeGreaterThan(35)
    expect(mean(settled.map(({ speed }) => speed))).toBeLessThanOrEqual(51)
    expect(Math.max(...settled.map(({ age, speed }) => age * speed))).toBeLessThan(2 * 30_000)
  })

  test('settles too when it is asked for thirty times as much, and runs up again when the load is gone', () => {
    const { run } = plant({ jobsPerSecond: 100, jobsPerCampaignSecond: 30, most: 100 })
    run(30)
    const settled = run(120)
    expect(Math.max(...settled.map(({ age, speed }) => age * speed))).toBeLessThan(2 * 30_000)
    expect(mean(settled.map(({ speed }) => speed))).toBeGreaterThan(2.3)
    expect(run(10, 0.1).at(-1)?.speed).toBe(100)
  })
})
