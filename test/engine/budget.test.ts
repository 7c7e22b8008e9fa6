// A campaign with a budget: it pauses itself when that is used up, and calls nobody beyond it.
import { beforeEach, describe, expect, it } from 'vitest'
import { CLAIM_LEASE_MS } from '#app/lanes/turn.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { someSettings } from '../support/builders.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

const LINES = 6

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const running = async (budget: { calls?: number; minutes?: number }) => {
  const campaign = await engine.campaign(12, { settings: someSettings({ maxConcurrentCalls: LINES, retryCount: 0, budget }) })
  await engine.plan(campaign.id)
  return { campaign, turn: (k: number) => engine.turn(campaign.id, { k }) }
}
const stateOf = async ({ id }: CampaignRecord) => await engine.ports.campaigns.get(id)
const talked = ({ attemptId, callSid }: Dialled, seconds: number) =>
  engine.tell(attemptId, { kind: 'ended', state: 'completed', callSid, seconds })

describe('a budget of calls', () => {
  it('is used up to the last, and then the campaign is paused and says why', async () => {
    const { campaign, turn } = await running({ calls: 3 })
    for (const k of [0, 1, 2]) {
      await turn(k)
      engine.move(CLAIM_LEASE_MS)
    }
    expect(engine.dialled).toHaveLength(3)
    expect(await turn(3)).toBe('leave')
    expect(engine.dialled).toHaveLength(3)
    expect(await stateOf(campaign)).toMatchObject({ state: 'paused', reason: expect.stringContaining('budget of 3 calls') })
    const [entry] = (await engine.ports.activity.list(campaign.id, { limit: 1 })).items
    expect(entry).toMatchObject({ action: 'paused', by: 'ringmaster', evidence: { rule: 'budget', calls: 3 } })
  })

  it('is not given up while calls that may use up the rest are still being dialled', async () => {
    const { campaign, turn } = await running({ calls: 2 })
    engine.answerWith(() => ({ kind: 'lost', exists: false }))
    await turn(0)
    await turn(1)
    expect(await turn(2)).toMatch(/^wait/)
    expect(await stateOf(campaign)).toMatchObject({ state: 'active' })
    engine.answerWith(() => ({ kind: 'accepted', callSid: '', queueMs: 0 }))
    for (const k of [2, 3]) {
      engine.move(CLAIM_LEASE_MS)
      await turn(k)
    }
    expect(engine.dialled).toHaveLength(4)
    engine.move(CLAIM_LEASE_MS)
    expect(await turn(4)).toBe('leave')
  })

  it('is not exceeded by lanes one after the other, however quickly they come', async () => {
    const { turn } = await running({ calls: 5 })
    for (let k = 0; k < LINES; k++) await turn(k)
    expect(engine.dialled.length).toBeLessThanOrEqual(5)
    engine.move(CLAIM_LEASE_MS)
    for (let k = 0; k < LINES; k++) await turn(k)
    expect(engine.dialled.length).toBeLessThanOrEqual(5)
  })
})

describe('a budget of minutes', () => {
  it('ends the campaign when it is billed', async () => {
    const { campaign, turn } = await running({ minutes: 2 })
    await turn(0)
    const [call] = engine.dialled
    if (call) await talked(call, 130)
    engine.move(11_000)
    expect(await turn(1)).toBe('leave')
    expect(await stateOf(campaign)).toMatchObject({ state: 'paused', reason: expect.stringContaining('budget of 2 minutes') })
  })
})

describe('a campaign without a budget', () => {
  it('is not looked at for it', async () => {
    const { sum } = engine.ports.lanes
    const campaign = await engine.campaign(2, { settings: someSettings({ maxConcurrentCalls: 2 }) })
    await engine.plan(campaign.id)
    engine.ports.lanes.sum = async () => {
      throw new Error('nobody needs to know')
    }
    await engine.turn(campaign.id)
    engine.ports.lanes.sum = sum
    expect(engine.dialled).toHaveLength(1)
  })
})
