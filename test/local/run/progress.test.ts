import { describe, expect, it } from 'vitest'
import { CampaignWithStats } from '#contract/campaign.ts'
import { progressLine, progressOn, timeLeft } from '../../../local/run/progress.ts'

const campaign = (finished: number, totalContacts = 40) =>
  CampaignWithStats.parse({
    ...{
      edition: 1,
      id: 'cmp_01JD0000000000000000000000',
      name: 'Spring renewal',
      state: 'active',
      prompt: 'p',
      firstMessage: 'f',
      defaultCountry: 'US',
    },
    ...{ settings: { callDelay: 0, maxConcurrentCalls: 5, retryCount: 1, retryDelay: 60_000 }, openImports: 0, version: 1 },
    createdAt: '2026-11-02T15:00:00.000Z',
    stats: {
      ...{ totalContacts, waiting: totalContacts - finished, live: 0, retrying: 0, finished, callsPlaced: 0, callsAnswered: 0 },
      ...{ callsCompleted: 0, callsFailed: 0, averageDuration: null, successRate: null, outcomes: {} },
    },
  })
const terminal = (isTTY: boolean) => {
  const written: string[] = []
  return { written, isTTY, columns: 60, write: (text: string) => written.push(text) }
}

describe('the progress line', () => {
  it('says how far, how fast and how long', () => {
    const line = progressLine(campaign(10), { speed: 119.7, callsPerMinute: 96.4, left: 75 })
    expect(line).toContain('10/40 finished')
    expect(line).toContain('25 %')
    expect(line).toContain('96 calls/min')
    expect(line).toContain('about 1 min 15 s left')
    expect(line).toContain('speed 120')
  })

  it('promises no time before there is a rate', () => {
    expect(timeLeft(campaign(5), { atMs: 0, finished: 5 }, 10_000)).toBeUndefined()
    expect(timeLeft(campaign(20), { atMs: 0, finished: 10 }, 10_000)).toBe(20)
  })

  it('is rewritten on a terminal and never wraps', () => {
    const output = terminal(true)
    progressOn(output).show('x'.repeat(200), 0)
    expect(output.written).toEqual([`\r\u001b[2K${'x'.repeat(59)}`])
  })

  it('is a plain line every five seconds elsewhere, and always at the end', () => {
    const output = terminal(false)
    const progress = progressOn(output)
    for (const [line, atMs] of [
      ['a', 0],
      ['b', 1_000],
      ['c', 5_000],
      ['d', 6_000],
    ] as const)
      progress.show(line, atMs)
    progress.show('end', 6_500, true)
    expect(output.written).toEqual(['a\n', 'c\n', 'end\n'])
  })
})
