import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { timerQueue } from '../../../local/clock/timer-queue.ts'

test('timers come out by due time, then in the order that they were set, and cancelled ones never', () => {
  const timer = fc.record({ dueAt: fc.integer({ min: 0, max: 9 }), isCancelled: fc.boolean() })
  fc.assert(
    fc.property(fc.array(timer, { maxLength: 60 }), (timers) => {
      const queue = timerQueue()
      const fired: number[] = []
      const cancels = timers.map(({ dueAt }, index) => queue.add(dueAt, () => fired.push(index)))
      timers.forEach(({ isCancelled }, index) => {
        if (isCancelled) cancels[index]?.()
      })
      for (let fn = queue.take(10); fn; fn = queue.take(10)) fn()
      const expected = timers
        .map((timer, index) => ({ ...timer, index }))
        .filter(({ isCancelled }) => !isCancelled)
        .sort((a, b) => a.dueAt - b.dueAt || a.index - b.index)
      expect(fired).toEqual(expected.map(({ index }) => index))
    }),
  )
})

test('a timer that is not due yet, or was set behind the fence, stays', () => {
  const queue = timerQueue()
  queue.add(5, () => {})
  const fence = queue.fence()
  queue.add(1, () => {})
  expect(queue.take(0)).toBeUndefined()
  expect(queue.take(5, fence)).toBeUndefined()
  expect(queue.nextAt()).toBe(1)
})

test('cancelling a timer that has fired changes nothing', () => {
  const queue = timerQueue()
  const cancel = queue.add(1, () => {})
  queue.take(1)
  queue.add(2, () => {})
  cancel()
  expect(queue.nextAt()).toBe(2)
})
