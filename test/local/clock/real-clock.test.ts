import { describe, expect, onTestFinished, test } from 'vitest'
import { realClock } from '../../../local/clock/real-clock.ts'

const HOUR = 3_600_000

describe('the real clock', () => {
  const real = () => {
    const clock = realClock()
    onTestFinished(clock.stop)
    return clock
  }

  test('reads the machine for both times', () => {
    const clock = real()
    const before = Date.now()
    expect(clock.now()).toBeGreaterThanOrEqual(before)
    expect(clock.machine()).toBeGreaterThanOrEqual(before)
    expect(clock.speed()).toBe(1)
  })

  test('fires its timers and leaves cancelled ones out', async () => {
    const clock = real()
    const fired: string[] = []
    clock.after(1, () => fired.push('campaign'))
    clock.after(1, () => fired.push('cancelled'))()
    clock.afterMachine(2, () => fired.push('machine'))
    await clock.rest(10)
    expect(fired).toEqual(['campaign', 'machine'])
  })

  test('can wait longer than a timer of Node can', async () => {
    const clock = real()
    let isFired = false
    clock.after(40 * 24 * HOUR, () => {
      isFired = true
    })
    await clock.rest(5)
    expect(isFired).toBe(false)
  })

  test('wakes nobody after it was stopped', async () => {
    const clock = real()
    let isFired = false
    const fire = () => {
      isFired = true
    }
    clock.after(1, fire)
    clock.stop()
    clock.after(1, fire)
    await new Promise((resolve) => setTimeout(resolve, 5))
    expect(isFired).toBe(false)
  })
})
