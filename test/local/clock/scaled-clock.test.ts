import { describe, expect, test } from 'vitest'
import { scaledClock } from '../../../local/clock/scaled-clock.ts'
import { fakeMachineTime } from './machine-time.ts'

const START = Date.parse('2026-03-02T09:00:00Z')
const HOUR = 3_600_000

const scaled = ({ speed = 120 } = {}) => {
  const machine = fakeMachineTime(1_000_000)
  const told: number[] = []
  const clock = scaledClock({ speed, startAt: START, machineTime: machine, onSpeed: (effective) => told.push(effective) })
  return { clock, machine, told, campaignMs: () => clock.now() - START }
}
const work = () => Promise.withResolvers<void>()

describe('the scaled clock', () => {
  test('runs so many times as fast as the machine, and leaves machine time alone', async () => {
    const { clock, machine, campaignMs } = scaled()
    await machine.pass(30_000)
    expect(campaignMs()).toBe(HOUR)
    expect(clock.machine()).toBe(1_030_000)
  })

  test('fires timers when they are due in campaign time, in order, without the cancelled', async () => {
    const { clock, machine, campaignMs } = scaled()
    const fired: [string, number][] = []
    const note = (name: string) => () => fired.push([name, campaignMs()])
    clock.after(HOUR, note('hour'))
    clock.after(60_000, note('minute'))
    clock.after(60_000, note('minute too'))
    clock.after(30_000, note('cancelled'))()
    await machine.pass(29_999)
    expect(fired.map(([name]) => name)).toEqual(['minute', 'minute too'])
    await machine.pass(1)
    expect(fired.map(([name]) => name)).toEqual(['minute', 'minute too', 'hour'])
    expect(fired[0]?.[1]).toBeGreaterThanOrEqual(60_000)
    expect(fired[2]?.[1]).toBeGreaterThanOrEqual(HOUR)
  })

  test('has reached the time that a timer was set for when it fires', async () => {
    const { clock, machine } = scaled({ speed: 7 })
    const at = clock.now() + 1234
    let reached = 0
    clock.after(1234, () => {
      reached = clock.now()
    })
    await machine.pass(1000)
    expect(reached).toBeGreaterThanOrEqual(at)
  })

  test('rests and times out in machine time', async () => {
    const { clock, machine } = scaled()
    const fired: string[] = []
    void clock.rest(1000).then(() => fired.push('rest'))
    clock.afterMachine(1000, () => fired.push('timeout'))
    await machine.pass(999)
    expect(fired).toEqual([])
    await machine.pass(1)
    expect(fired.sort()).toEqual(['rest', 'timeout'])
  })

  test('a timer that a timer sets for now has its turn after the event loop had its own', async () => {
    const { clock, machine } = scaled()
    let turns = 0
    const again = () => {
      turns += 1
      clock.after(0, again)
    }
    clock.after(0, again)
    await machine.pass(10)
    expect(turns).toBe(10)
  })

  test('a timer that throws does not take the later ones with it', async () => {
    const { clock, machine } = scaled()
    let isFired = false
    clock.after(0, () => {
      throw new Error('broken')
    })
    clock.after(0, () => {
      isFired = true
    })
    await expect(machine.pass(1)).rejects.toThrow('broken')
    await machine.pass(1)
    expect(isFired).toBe(true)
  })

  test('stands still while the event loop is blocked, and slows down after it', async () => {
    const { clock, machine, campaignMs } = scaled()
    await machine.pass(1000)
    const before = campaignMs()
    machine.block(10_000)
    expect(campaignMs() - before).toBeLessThanOrEqual(100 * 120)
    await machine.pass(0)
    expect(clock.speed()).toBe(60)
  })

  test('slows down while work is late and comes back when it is done', async () => {
    const { clock, machine } = scaled()
    const { promise, resolve } = work()
    const marked = clock.during(promise)
    await machine.pass(250)
    expect(clock.speed()).toBe(120)
    await machine.pass(100)
    expect(clock.speed()).toBe(60)
    await machine.pass(60_000)
    expect(clock.speed()).toBe(1)
    resolve()
    await marked
    await machine.pass(6000)
    expect(clock.speed()).toBe(120)
  })

  test('never goes back, whatever the speed does', async () => {
    const { clock, machine } = scaled()
    let last = clock.now()
    let isWorking = false
    for (let round = 0; round < 400; round++) {
      if (round % 40 === 0) isWorking = !isWorking
      if (isWorking && round % 40 === 0) void clock.during(clock.rest(1500))
      if (round % 90 === 0) machine.block(300)
      await machine.pass(37)
      const now = clock.now()
      expect(now).toBeGreaterThanOrEqual(last)
      last = now
    }
  })

  test('never runs faster than it was asked to', async () => {
    const { clock, machine, campaignMs } = scaled()
    void clock.during(clock.rest(2000))
    await machine.pass(20_000)
    expect(campaignMs()).toBeLessThan(20_000 * 120)
    expect(campaignMs()).toBeGreaterThan(15_000 * 120)
  })

  test('fires timers at their campaign time also when it has slowed down since they were set', async () => {
    const { clock, machine, campaignMs } = scaled()
    let firedAt = 0
    clock.after(HOUR, () => {
      firedAt = campaignMs()
    })
    void clock.during(work().promise)
    await machine.pass(60_000)
    expect(firedAt).toBe(0)
    expect(campaignMs()).toBeLessThan(HOUR)
  })

  test('tells a change of speed once, as what was reached, and not every tick', async () => {
    const { clock, machine, told } = scaled()
    await machine.pass(5000)
    expect(told).toEqual([])
    const { promise, resolve } = work()
    const marked = clock.during(promise)
    await machine.pass(5000)
    resolve()
    await marked
    await machine.pass(10_000)
    expect(told.length).toBeLessThan(16)
    expect(Math.min(...told)).toBeLessThan(20)
    expect(told.at(-1)).toBeGreaterThan(105)
  })

  test('leaves no timer behind when it is stopped', async () => {
    const { clock, machine } = scaled()
    let isFired = false
    const fire = () => {
      isFired = true
    }
    clock.after(1, fire)
    clock.afterMachine(1, fire)
    clock.stop()
    clock.after(1, fire)
    clock.afterMachine(1, fire)
    expect(machine.isIdle()).toBe(true)
    await machine.pass(1000)
    expect(isFired).toBe(false)
  })
})
