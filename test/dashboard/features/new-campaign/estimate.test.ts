import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CampaignSettings } from '#contract/campaign-settings.ts'
import { ASSUMED, estimate } from '../../../../dashboard/features/new-campaign/estimate.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const settings = (over: object = {}) => CampaignSettings.parse({ retryCount: 0, callDelay: 0, ...over })

describe('the estimate of a campaign', () => {
  test('counts one call for each person when nobody is called twice', () => {
    expect(estimate(1_000, settings()).calls).toBe(1_000)
  })

  test('counts those again who are not reached, as often as the rules say; a voicemail only when they name it', () => {
    const again = ASSUMED.shares['no-answer'] + ASSUMED.shares.busy + ASSUMED.shares['carrier-failure']
    expect(estimate(1_000, settings({ retryCount: 1 })).calls).toBeCloseTo(1_000 * (1 + again))
    const ladder = settings({ retries: { voicemail: [HOUR_MS, HOUR_MS] } })
    expect(estimate(1_000, ladder).calls).toBeCloseTo(1_000 * (1 + 0.25 + 0.25 ** 2))
  })

  test('is as fast as its lines, and never faster than its delay', () => {
    const one = estimate(100, settings({ maxConcurrentCalls: 1 })).durationMs
    expect(estimate(100, settings({ maxConcurrentCalls: 4 })).durationMs).toBeCloseTo(one / 4)
    expect(estimate(100, settings({ maxConcurrentCalls: 100, callDelay: 10_000 })).durationMs).toBe(100 * 10_000)
  })

  test('waits for the retry of whoever is called last', () => {
    const { durationMs } = estimate(100, settings({ maxConcurrentCalls: 100, retryCount: 1, retryDelay: 5 * HOUR_MS }))
    expect(durationMs).toBeGreaterThan(5 * HOUR_MS)
    expect(durationMs).toBeLessThan(5.1 * HOUR_MS)
  })

  test('goes on when the next day opens, and not at weekends that are closed', () => {
    const window = { from: '09:00', to: '10:00', days: ['mon', 'tue', 'wed', 'thu', 'fri'] }
    // Two and a half hours of work: two whole days, each 7/5 of one on the calendar, and half an hour.
    const { durationMs } = estimate(900, settings({ maxConcurrentCalls: 1_000, callDelay: 10_000, window }))
    expect(durationMs).toBeCloseTo((2 * DAY_MS * 7) / 5 + HOUR_MS / 2)
  })

  test('costs what is talked, to people and, where they are not told apart, to machines', () => {
    const { talkMinutes, dollars } = estimate(1_000, settings())
    expect(talkMinutes).toBeCloseTo((300 * ASSUMED.talkSeconds) / 60)
    // 300 conversations of two begun minutes, 250 machines of one; 450 minutes of the agent; 550 answers listened to.
    expect(dollars).toBeCloseTo((600 + 250) * 0.018 + 450 * 0.1 + 550 * 0.0075)
    expect(estimate(1_000, settings({ answeringMachine: 'off' })).talkMinutes).toBeGreaterThan(talkMinutes)
  })

  test('never gets longer by more lines, nor shorter or cheaper by more retries', () => {
    const some = fc.record({
      people: fc.integer({ min: 1, max: 100_000 }),
      lines: fc.integer({ min: 1, max: 5_000 }),
      retries: fc.integer({ min: 0, max: 9 }),
    })
    fc.assert(
      fc.property(some, ({ people, lines, retries }) => {
        const of = (maxConcurrentCalls: number, retryCount: number) => estimate(people, settings({ maxConcurrentCalls, retryCount }))
        const usual = of(lines, retries)
        expect(of(lines * 2, retries).durationMs).toBeLessThanOrEqual(usual.durationMs)
        expect(of(lines, retries + 1).durationMs).toBeGreaterThanOrEqual(usual.durationMs)
        expect(of(lines, retries + 1).dollars).toBeGreaterThanOrEqual(usual.dollars)
      }),
    )
  })
})
