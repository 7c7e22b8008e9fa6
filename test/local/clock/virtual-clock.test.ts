import { describe, expect, onTestFinished, test } from 'vitest'
import { virtualClock } from '../../../local/clock/virtual-clock.ts'

const START = Date.parse('2026-03-02T09:00:00Z')
const HOUR = 3_600_000

const virtual = () => {
  const clock = virtualClock({ startAt: START })
  onTestFinished(clock.stop)
  return clock
}
const work = () => Promise.withResolvers<void>()

describe('the virtual clock', () => {
  test('jumps from timer to timer, in order, without the cancelled', async () => {
    const clock = virtual()
    const fired: [string, number][] = []
    const note = (name: string) => () => fired.push([name, clock.now() - START])
    clock.after(2 * HOUR, note('late'))
    clock.after(HOUR, note('early'))
    clock.afterMachine(HOUR, note('machine'))
    clock.after(1, note('cancelled'))()
    await clock.rest(3 * HOUR)
    expect(fired).toEqual([
      ['early', HOUR],
      ['machine', HOUR],
      ['late', 2 * HOUR],
    ])
    expect(clock.machine()).toBe(START + 3 * HOUR)
  })

  test('stands still while work is in progress', async () => {
    const clock = virtual()
    let isFired = false
    clock.after(1, () => {
      isFired = true
    })
    const { promise, resolve } = work()
    const marked = clock.during(promise)
    await new Promise((done) => setTimeout(done, 5))
    expect(isFired).toBe(false)
    resolve()
    await marked
    await clock.rest(2)
    expect(isFired).toBe(true)
  })

  test('lets work in progress rest, and time runs no further than that', async () => {
    const clock = virtual()
    const fired: string[] = []
    const { promise, resolve } = work()
    const resting = async () => {
      await clock.rest(HOUR)
      fired.push('rested')
      await promise
    }
    clock.after(2 * HOUR, () => fired.push('later'))
    clock.after(1, () => fired.push('before'))
    const marked = clock.during(clock.during(resting()))
    await new Promise((done) => setTimeout(done, 5))
    expect(fired).toEqual(['before', 'rested'])
    expect(clock.now()).toBe(START + HOUR)
    resolve()
    await marked
    await clock.rest(2 * HOUR)
    expect(fired).toEqual(['before', 'rested', 'later'])
  })

  test('goes on after work that failed', async () => {
    const clock = virtual()
    await expect(clock.during(Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    await clock.rest(1)
    expect(clock.now()).toBe(START + 1)
  })

  test('lets every ready promise run before it jumps', async () => {
    const clock = virtual()
    const seen: number[] = []
    clock.after(HOUR, () => {})
    const chain = async () => {
      for (let link = 0; link < 1000; link++) await undefined
      seen.push(clock.now() - START)
    }
    await Promise.all([chain(), clock.rest(2 * HOUR)])
    expect(seen).toEqual([0])
  })

  test('jumps no further once it is stopped', async () => {
    const clock = virtual()
    clock.after(1, () => {})
    clock.stop()
    clock.after(1, () => {})
    await new Promise((done) => setTimeout(done, 5))
    expect(clock.now()).toBe(START)
  })
})
