// The engine over the real table: who is called, how often, and what is counted.
import { beforeEach, describe, expect, it } from 'vitest'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { viewStats } from '#app/views.ts'
import { openTable } from '#store/dynamo.ts'
import { someSettings } from '../support/builders.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const answered = (call: Dialled) => engine.tell(call.attemptId, { kind: 'progressed', state: 'answered', callSid: call.callSid })
const hungUp = (call: Dialled, seconds = 30) =>
  engine.tell(call.attemptId, { kind: 'ended', state: 'completed', callSid: call.callSid, seconds })
const missed = (call: Dialled) => engine.tell(call.attemptId, { kind: 'ended', state: 'no-answer', callSid: call.callSid })
const last = (): Dialled => engine.last()
const stats = async ({ id }: CampaignRecord) => {
  const campaign = await engine.ports.campaigns.get(id)
  return campaign && { ...viewStats(campaign, await engine.ports.lanes.list(id)), state: campaign.state }
}
const attemptOf = async (call: Dialled): Promise<AttemptRecord> => {
  const attempt = await engine.ports.attempts.get(call.attemptId)
  if (!attempt) throw new Error('no attempt')
  return attempt
}

describe('one contact', () => {
  it('is claimed, dialled, answered and done, and the campaign is complete', async () => {
    const campaign = await engine.campaign(1)
    expect(await engine.plan(campaign.id)).toEqual({ next: 'run', lines: 1 })
    expect(await engine.turn(campaign.id, { token: 'mine' })).toBeUndefined()
    expect(await stats(campaign)).toMatchObject({ waiting: 0, live: 1, callsPlaced: 1 })

    await answered(last())
    await hungUp(last(), 42)
    expect(engine.ends.get('mine')).toBe('again')
    expect(await engine.turn(campaign.id)).toBe('leave')
    expect(await stats(campaign)).toMatchObject({
      ...{ state: 'completed', totalContacts: 1, waiting: 0, live: 0, retrying: 0, finished: 1, successRate: 1 },
      ...{ callsPlaced: 1, callsAnswered: 1, callsCompleted: 1, callsFailed: 0, averageDuration: 42, outcomes: { human: 1 } },
    })
  })

  it('is called again when the wait is over, not before, and never more often than the budget', async () => {
    const campaign = await engine.campaign(1)
    await engine.plan(campaign.id)
    await engine.turn(campaign.id)
    await missed(last())
    expect(await engine.turn(campaign.id)).toBe('leave')
    expect(await stats(campaign)).toMatchObject({ retrying: 1, state: 'active' })

    engine.move(3_600_000)
    expect(await engine.turn(campaign.id, { run: 1 })).toBe('leave')
    await engine.ports.campaigns.change((await engine.ports.campaigns.get(campaign.id)) ?? campaign, { run: 2 })
    expect(await engine.plan(campaign.id, 2)).toEqual({ next: 'run', lines: 1 })
    await engine.turn(campaign.id, { run: 2 })
    await missed(last())
    expect(await engine.turn(campaign.id, { run: 2 })).toBe('leave')
    expect(engine.dialled).toHaveLength(2)
    expect(await stats(campaign)).toMatchObject({ state: 'completed', finished: 1, callsFailed: 2, successRate: 0 })
  })

  it('is settled once, however often and in whatever order its callbacks come', async () => {
    const campaign = await engine.campaign(1)
    await engine.plan(campaign.id)
    await engine.turn(campaign.id)
    const call = last()
    await Promise.all([hungUp(call), answered(call), hungUp(call), answered(call), hungUp(call)])
    await answered(call)
    expect(await stats(campaign)).toMatchObject({ live: 0, finished: 1, callsPlaced: 1, callsAnswered: 1, callsCompleted: 1 })
    expect((await attemptOf(call)).state).toBe('completed')
  })

  it('is not dialled twice when its turn is invoked twice', async () => {
    const campaign = await engine.campaign(2)
    await engine.plan(campaign.id)
    await engine.turn(campaign.id, { token: 'same' })
    expect(await engine.turn(campaign.id, { token: 'same' })).toBeUndefined()
    expect(engine.dialled).toHaveLength(1)
  })

  it('is not dialled twice, nor its turn ended, when the turn is invoked twice at the same moment', async () => {
    const campaign = await engine.campaign(2)
    await engine.plan(campaign.id)
    await Promise.all([engine.turn(campaign.id, { token: 'same' }), engine.turn(campaign.id, { token: 'same' })])
    expect(engine.dialled).toHaveLength(1)
    expect(engine.ends.get('same')).toBeUndefined()
  })

  it('in two campaigns is never on the telephone for both at once', async () => {
    const [first, second] = [await engine.campaign(1), await engine.campaign(1)]
    await Promise.all([engine.plan(first.id), engine.plan(second.id)])
    await engine.turn(first.id)
    expect(await engine.turn(second.id)).toMatch(/^wait/)
    expect(engine.dialled).toHaveLength(1)
    const [held] = (await engine.ports.contacts.list(second, { limit: 10 })).items
    expect(held?.heldBecause).toContain('another campaign')

    await hungUp(last())
    engine.move(40_000)
    await engine.turn(second.id)
    expect(engine.dialled).toHaveLength(2)
  })

  it('whose number was suppressed is never called, and says why', async () => {
    const campaign = await engine.campaign(1)
    const [contact] = (await engine.ports.contacts.list(campaign, { limit: 1 })).items
    if (!contact) throw new Error('no contact')
    const raw = openTable('ringmaster-test', { clock: engine.clock, random: Math.random })
    await raw.put({ PK: `NUMBER#${contact.phone}`, SK: 'NUMBER', version: 100, suppressed: true, recent: [] })
    await engine.plan(campaign.id)
    expect(await engine.turn(campaign.id)).toBe('leave')
    expect(engine.dialled).toHaveLength(0)
    expect(await stats(campaign)).toMatchObject({ state: 'completed', finished: 1 })
    await raw.put({ PK: `NUMBER#${contact.phone}`, SK: 'NUMBER', version: 101, recent: [] })
  })
})

describe('many lanes', () => {
  it('that claim at the same moment call everybody exactly once', async () => {
    const campaign = await engine.campaign(12, {
      settings: someSettings({ callDelay: 0, maxConcurrentCalls: 12, retryCount: 0, retryDelay: 60_000 }),
    })
    expect(await engine.plan(campaign.id)).toEqual({ next: 'run', lines: 12 })
    for (let round = 0; round < 6; round++) {
      await Promise.all(Array.from({ length: 12 }, (_, k) => engine.turn(campaign.id, { k })))
      await Promise.all(engine.dialled.map((call) => missed(call)))
      engine.move(2_000)
    }
    expect(new Set(engine.dialled.map(({ to }) => to)).size).toBe(12)
    expect(engine.dialled).toHaveLength(12)
    expect(await stats(campaign)).toMatchObject({ state: 'completed', finished: 12, callsPlaced: 12, waiting: 0, live: 0 })
  })

  it('keep the campaign’s delay between two dials', async () => {
    const campaign = await engine.campaign(2, {
      settings: someSettings({ callDelay: 5_000, maxConcurrentCalls: 2, retryCount: 0, retryDelay: 60_000 }),
    })
    await engine.plan(campaign.id)
    await engine.turn(campaign.id, { k: 0 })
    expect(await engine.turn(campaign.id, { k: 1 })).toBe('wait 5000')
    expect(engine.dialled).toHaveLength(1)
    engine.move(5_000)
    await engine.turn(campaign.id, { k: 1 })
    expect(engine.dialled).toHaveLength(2)
  })

  it('sleep rather than leave while another lane is on the telephone', async () => {
    const campaign = await engine.campaign(1, {
      settings: someSettings({ callDelay: 0, maxConcurrentCalls: 2, retryCount: 1, retryDelay: 3_600_000 }),
    })
    await engine.plan(campaign.id)
    await engine.ports.lanes.open(campaign.id, { k: 1, run: 1 })
    await engine.turn(campaign.id, { k: 0 })
    expect(await engine.turn(campaign.id, { k: 1 })).toMatch(/^wait/)
  })

  it('reserve a retry that is due within a minute, one lane each, and call it on the second', async () => {
    const campaign = await engine.campaign(1, {
      settings: someSettings({ callDelay: 0, maxConcurrentCalls: 2, retryCount: 1, retryDelay: 60_000 }),
    })
    await engine.plan(campaign.id)
    await engine.ports.lanes.open(campaign.id, { k: 1, run: 1 })
    await engine.turn(campaign.id, { k: 0 })
    await missed(last())
    expect(await engine.turn(campaign.id, { k: 0 })).toBe('wait 60000')
    expect(await engine.turn(campaign.id, { k: 1 })).toMatch(/^wait (?!60000)/)
    engine.move(60_000)
    await engine.turn(campaign.id, { k: 0 })
    expect(engine.dialled).toHaveLength(2)
  })
})
