// A start that is only thought through: nothing changes, and what is told is what would be.
import { describe, expect, it } from 'vitest'
import { dryRun } from '#app/campaigns/dry-run.ts'
import type { DialRules } from '#app/lanes/turn.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { estimateOf } from '#domain/start-estimate.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { someSettings } from '../../support/builders.ts'
import { aNumber, openStore } from '../../support/store.ts'

const rules: DialRules = { callsPerSecond: 10, concurrentCalls: 100, callsPerDay: 3, consent: 'deployer', windows: 'off' }

const world = async (people: number, changes: Partial<CampaignRecord> = {}) => {
  const store = openStore(() => memoryTable())
  const campaign = await store.campaign({ totalContacts: people, ...changes })
  for (let i = 0; i < people; i++) await store.contact(campaign, i)
  return { store, campaign, ask: (changed: Partial<DialRules> = {}) => dryRun(store, { ...rules, ...changed })(campaign.id) }
}

describe('a dry run', () => {
  it('says who would be called, who not, and why, and changes nothing', async () => {
    const { store, campaign, ask } = await world(10, { settings: someSettings({ retryCount: 2, maxConcurrentCalls: 2 }) })
    await store.numbers.suppress(aNumber(3), { at: '2026-11-02T15:00:00.000Z', because: 'asked for it' })
    const { estimate } = await ask()
    expect(estimate).toMatchObject({
      ...{ contacts: 10, looked: 10, isSample: false, calledNow: 9, calledLater: [], calls: { least: 9, most: 27 } },
      neverCalled: [{ rule: 'suppressed', contacts: 1 }],
      // Nine calls of a minute on two lines.
      ...{ minutes: 9, durationMs: 270_000, cost: { leastMicros: 9 * 118_000 } },
    })
    expect(await store.campaigns.get(campaign.id)).toMatchObject({
      state: 'draft',
      version: (await store.reread(campaign)).version,
      run: 0,
    })
  })

  it('says from when on those are called who must wait', async () => {
    const { store, ask } = await world(4)
    store.move(12 * 3_600_000)
    const { estimate } = await ask({ windows: 'enforced' })
    expect(estimate).toMatchObject({ calledNow: 0, calledLater: [{ rule: 'window', contacts: 4, from: expect.stringMatching(/Z$/) }] })
  })

  it('is refused for what a start would be refused for', async () => {
    await expect((await world(0)).ask()).rejects.toMatchObject({ code: 'unprocessable' })
    await expect((await world(1)).ask({ consent: 'campaign' })).rejects.toMatchObject({ code: 'consent_required' })
    await expect((await world(1, { state: 'stopping' })).ask()).rejects.toMatchObject({ code: 'conflict' })
  })
})

it('what is true of a sample is scaled to a million, and told to be one', () => {
  const verdicts = [
    ...Array.from({ length: 300 }, () => ({ kind: 'now' }) as const),
    ...Array.from({ length: 100 }, () => ({ kind: 'never', rule: 'suppressed', because: 'the number is on the list' }) as const),
  ]
  const estimate = estimateOf({ verdicts, contacts: 1_000_000, mostAttempts: 2, lines: 100, dialsPerSecond: 1, secondsPerCall: 30 })
  expect(estimate).toMatchObject({ isSample: true, calledNow: 750_000, neverCalled: [{ contacts: 250_000 }], calls: { most: 1_500_000 } })
  // One dial a second is slower than a hundred lines.
  expect(estimate.durationMs).toBe(750_000_000)
})
