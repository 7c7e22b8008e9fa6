import { expect, onTestFinished, test } from 'vitest'
import { systemClock } from '../../../local/clock/clock.ts'

const START = Date.parse('2026-03-02T09:00:00Z')
const HOUR = 3_600_000

test('at speed 1 campaign time is the time of the machine, at any other it starts where it is told', () => {
  const real = systemClock({ speed: 1, startAt: START })
  const faster = systemClock({ speed: 120, startAt: START })
  onTestFinished(real.stop)
  onTestFinished(faster.stop)
  expect(real.now()).toBeGreaterThan(START)
  expect(faster.now() - START).toBeLessThan(HOUR)
})

test('at speed 1 campaign time does not go back behind an earlier run that was faster', () => {
  const ahead = Date.now() + HOUR
  const clock = systemClock({ speed: 1, startAt: ahead })
  onTestFinished(clock.stop)
  expect(clock.now()).toBeGreaterThanOrEqual(ahead)
})
