// What becomes of dials that are refused, or whose fate is not known.
import { beforeEach, describe, expect, it } from 'vitest'
import { viewStats } from '#app/views.ts'
import type { CampaignId } from '#contract/ids.ts'
import { someSettings } from '../support/builders.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const last = (): Dialled => engine.last()
const stats = async (id: CampaignId) => {
  const campaign = await engine.ports.campaigns.get(id)
  return campaign && { ...viewStats(campaign, await engine.ports.lanes.list(id)), state: campaign.state, reason: campaign.reason }
}
const attemptState = async () => (await engine.ports.attempts.get(last().attemptId))?.state
const MINUTE = 60_000

describe('a dial whose answer was lost', () => {
  const lose = async (exists: boolean) => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    engine.answerWith(() => ({ kind: 'lost', exists }))
    expect(await engine.turn(id, { token: 'mine' })).toBeUndefined()
    expect(await attemptState()).toBe('unknown')
    return id
  }

  it('keeps its contact and its number, and is not dialled again', async () => {
    const id = await lose(false)
    expect(await engine.turn(id, { turn: 1 })).toBeUndefined()
    engine.move(30_000)
    await engine.reconcile()
    expect(await attemptState()).toBe('unknown')
    expect(engine.dialled).toHaveLength(1)
  })

  it('is resolved by the first callback that carries its id', async () => {
    await lose(true)
    await engine.tell(last().attemptId, { kind: 'progressed', state: 'ringing', callSid: 'CA1' })
    expect(await attemptState()).toBe('ringing')
  })

  it('is found by number when no callback comes', async () => {
    const id = await lose(true)
    engine.change(last().callSid, { state: 'completed', seconds: 12 })
    engine.move(20_000)
    await engine.reconcile()
    expect(await attemptState()).toBe('completed')
    // Whoever answered heard nobody: without a callback the call was never connected to the agent.
    expect(await stats(id)).toMatchObject({ retrying: 1, callsPlaced: 1, callsAnswered: 1, outcomes: { 'media-failure': 1 } })
  })

  it('is void once its absence is proven, and then its contact is called under a new id', async () => {
    const id = await lose(false)
    engine.move(15_000 + MINUTE + 1_000)
    await engine.reconcile()
    expect(await attemptState()).toBe('void')
    expect(engine.ends.get('mine')).toBe('again')
    expect(await stats(id)).toMatchObject({ live: 0, waiting: 1, callsPlaced: 0 })
    engine.answerWith(() => ({ kind: 'accepted', callSid: '', queueMs: 0 }))
    await engine.turn(id)
    expect(new Set(engine.dialled.map(({ attemptId }) => attemptId)).size).toBe(2)
  })

  it('cancels the call that turns up after all', async () => {
    await lose(false)
    engine.move(2 * MINUTE)
    await engine.reconcile()
    await engine.tell(last().attemptId, { kind: 'progressed', state: 'ringing', callSid: 'CA9' })
    expect(engine.cancelled).toEqual(['CA9'])
  })

  it('does not take another attempt’s call to the number for its own', async () => {
    const { id } = await engine.campaign(1, {
      settings: someSettings({ callDelay: 0, maxConcurrentCalls: 1, retryCount: 1, retryDelay: 60_000 }),
    })
    await engine.plan(id)
    await engine.turn(id)
    engine.change(last().callSid, { state: 'busy' })
    await engine.tell(last().attemptId, { kind: 'ended', state: 'busy', callSid: last().callSid })
    engine.move(60_000)
    engine.answerWith(() => ({ kind: 'lost', exists: false }))
    engine.change('CA1', { createdAt: engine.clock.now() })
    await engine.turn(id)
    engine.move(20_000)
    await engine.reconcile()
    expect(await attemptState()).toBe('unknown')
  })
})

describe('a second call for one attempt', () => {
  it('is cancelled, and does not end the first', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    await engine.turn(id)
    await engine.tell(last().attemptId, { kind: 'ended', state: 'busy', callSid: 'CA9' })
    expect(engine.cancelled).toEqual(['CA9'])
    expect(await attemptState()).toBe('queued')
  })
})

describe('a call that nobody hears of any more', () => {
  it('is settled from what the provider says', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    await engine.turn(id, { token: 'mine' })
    engine.change(last().callSid, { state: 'no-answer' })
    engine.move(2 * MINUTE)
    await engine.reconcile()
    expect(await attemptState()).toBe('no-answer')
    expect(engine.ends.get('mine')).toBe('again')
  })

  it('is left alone while the provider says that it goes on', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    await engine.turn(id)
    engine.change(last().callSid, { state: 'answered' })
    engine.move(2 * MINUTE)
    await engine.reconcile()
    expect(await attemptState()).toBe('answered')
    expect(engine.cancelled).toEqual([])
  })

  it('gets its token sent again when the first one was lost', async () => {
    const { id } = await engine.campaign(2)
    await engine.plan(id)
    await engine.turn(id, { token: 'mine' })
    await engine.tell(last().attemptId, { kind: 'ended', state: 'busy', callSid: last().callSid })
    engine.ends.clear()
    engine.move(MINUTE)
    await engine.reconcile()
    expect(engine.ends.get('mine')).toBe('again')
  })

  it('gets it also when the lane has been taken away since: its child would keep the whole run from ending', async () => {
    const { id } = await engine.campaign(2)
    await engine.plan(id)
    await engine.turn(id, { token: 'mine' })
    await engine.tell(last().attemptId, { kind: 'ended', state: 'busy', callSid: last().callSid })
    await engine.ports.lanes.close(id, { k: 0, run: 1 })
    engine.ends.clear()
    engine.move(MINUTE)
    await engine.reconcile()
    expect(engine.ends.get('mine')).toBe('again')
  })
})

describe('a refused dial', () => {
  const refuse = async (outcome: Parameters<typeof engine.answerWith>[0]) => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    engine.answerWith(outcome)
    const end = await engine.turn(id, { token: 'mine' })
    return { id, end }
  }

  it('ends the contact when the number is the reason', async () => {
    const { id } = await refuse(() => ({ kind: 'refused', by: 'contact', outcome: 'invalid-number', code: 21211 }))
    expect(await stats(id)).toMatchObject({ finished: 1, callsPlaced: 0, callsFailed: 1, outcomes: { 'invalid-number': 1 } })
    expect(engine.ends.get('mine')).toBe('again')
  })

  it('pauses the campaign and burns no contact when the account is the reason', async () => {
    const { id, end } = await refuse(() => ({ kind: 'refused', by: 'account', code: 20003, message: 'Authenticate' }))
    expect(end).toBe('leave')
    expect(await stats(id)).toMatchObject({
      state: 'paused',
      reason: expect.stringContaining('20003'),
      waiting: 1,
      live: 0,
      callsFailed: 0,
    })
  })

  it('uses nothing up when it came too fast', async () => {
    const { id, end } = await refuse(() => ({ kind: 'refused', by: 'rate', code: 20429 }))
    expect(end).toMatch(/^wait/)
    const [contact] = (await engine.ports.contacts.list({ id, shards: 1 }, { limit: 1 })).items
    expect(contact).toMatchObject({ state: 'pending', attempts: 0 })
    expect((await engine.ports.numbers.get(last().to))?.recent).toEqual([])
  })
})
