// Whoever listens is told once, and not after it has withdrawn.
import { expect, test } from 'vitest'
import { createStopper, Stopped } from '../../../local/steps/stopper.ts'

test('a stop is told to whoever listens, once, and throws from then on', () => {
  const stopper = createStopper()
  const told: string[] = []
  stopper.onStop(() => told.push('one'))
  stopper.onStop(() => told.push('other'))()
  stopper.throwIfStopped()
  stopper.stop()
  stopper.stop()
  expect(told).toEqual(['one'])
  expect(() => stopper.throwIfStopped()).toThrow(Stopped)
})
