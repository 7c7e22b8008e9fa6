// Pause, stop, the run's fence, and what becomes of dials whose fate is not known.
import { beforeEach, describe, expect, it } from 'vitest'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import { resumeCampaign, startCampaign } from '#app/campaigns/start-campaign.ts'
import { stopCampaign } from '#app/campaigns/stop-campaign.ts'
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

describe('a paused campaign', () => {
  it('dials nobody, keeps its live call, and goes on where it stood', async () => {
    const { id } = await engine.campaign(2)
    await engine.plan(id)
    await engine.turn(id, { k: 0 })
    expect((await pauseCampaign(engine.ports)(id)).state).toBe('paused')
    expect(await engine.turn(id, { k: 1 })).toBe('leave')
    expect(await stats(id)).toMatchObject({ live: 1, waiting: 1 })

    await engine.tell(last().attemptId, { kind: 'ended', state: 'completed', callSid: last().callSid, seconds: 9 })
    expect(await stats(id)).toMatchObject({ live: 0, finished: 1, callsCompleted: 1 })
    const resumed = await resumeCampaign(engine.ports, engine.rules)(id)
    expect(engine.started).toContain(`${id}-${resumed.run}`)
    await engine.plan(id, resumed.run)
    await engine.turn(id, { run: resumed.run })
    expect(engine.dialled).toHaveLength(2)
  })

  it('answers a second pause with what it is', async () => {
    const { id } = await engine.campaign(1)
    await pauseCampaign(engine.ports)(id)
    expect((await pauseCampaign(engine.ports)(id)).state).toBe('paused')
  })

  it('voids a claim that was made before the pause and not dialled yet', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    const { lanes } = engine.ports
    // The pause comes between the claim and the last look before the dial.
    engine.ports.lanes = {
      ...lanes,
      async get(campaignId, k) {
        const lane = await lanes.get(campaignId, k)
        if (lane?.attemptId) await pauseCampaign({ ...engine.ports, lanes })(id)
        return lanes.get(campaignId, k)
      },
    }
    await engine.turn(id)
    expect(engine.dialled).toHaveLength(0)
    expect(await stats(id)).toMatchObject({ live: 0, waiting: 1, callsPlaced: 0 })
    const [contact] = (await engine.ports.contacts.list({ id, shards: 1 }, { limit: 1 })).items
    expect(contact).toMatchObject({ state: 'pending', attempts: 0, n: 1 })
  })
})

describe('a stopped campaign', () => {
  it('cancels what rings, and lets what was answered end by itself', async () => {
    const { id } = await engine.campaign(2)
    await engine.plan(id)
    await engine.turn(id, { k: 0 })
    const live = last()
    engine.change(live.callSid, { state: 'answered' })
    await engine.tell(live.attemptId, { kind: 'progressed', state: 'answered', callSid: live.callSid })
    await engine.turn(id, { k: 1 })
    const ringing = last()
    expect((await stopCampaign(engine.ports)(id)).state).toBe('cancelled')
    expect(engine.cancelled).toEqual([ringing.callSid])
    expect(await stats(id)).toMatchObject({ live: 1, retrying: 1, outcomes: { canceled: 1 } })

    await engine.tell(live.attemptId, { kind: 'ended', state: 'completed', callSid: live.callSid, seconds: 60 })
    expect(await stats(id)).toMatchObject({ live: 0, finished: 1, state: 'cancelled' })
  })

  it('finds and cancels a call whose answer was lost', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    engine.answerWith(() => ({ kind: 'lost', exists: true }))
    await engine.turn(id)
    await stopCampaign(engine.ports)(id)
    expect(engine.cancelled).toEqual([last().callSid])
    expect(await attemptState()).toBe('canceled')
  })
})

describe('the run', () => {
  it('sends home whoever works for an older one', async () => {
    const { id } = await engine.campaign(2)
    await engine.plan(id)
    await pauseCampaign(engine.ports)(id)
    const { run } = await resumeCampaign(engine.ports, engine.rules)(id)
    await engine.plan(id, run)
    expect(await engine.turn(id, { run: 1 })).toBe('leave')
    expect(await engine.plan(id, 1)).toEqual({ next: 'end' })
    expect(engine.dialled).toHaveLength(0)
  })

  it('is started once by two starts at the same moment', async () => {
    const { id } = await engine.campaign(1, { state: 'draft', run: 0 })
    await Promise.all([startCampaign(engine.ports, engine.rules)(id), startCampaign(engine.ports, engine.rules)(id)])
    expect(new Set(engine.started)).toEqual(new Set([`${id}-1`]))
  })

  it('is not started without contacts', async () => {
    const { id } = await engine.campaign(0, { state: 'draft', run: 0 })
    await expect(startCampaign(engine.ports, engine.rules)(id)).rejects.toMatchObject({ code: 'unprocessable' })
  })

  it('is started again by the reconciler when its execution is gone', async () => {
    const { id } = await engine.campaign(1)
    await engine.reconcile()
    expect(engine.started).toContain(`${id}-1`)
  })
})

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
