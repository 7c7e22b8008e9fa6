// Pause, stop, and the run's fence.
import { beforeEach, describe, expect, it } from 'vitest'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import { resumeCampaign, startCampaign } from '#app/campaigns/start-campaign.ts'
import { stopCampaign } from '#app/campaigns/stop-campaign.ts'
import { viewStats } from '#app/views.ts'
import type { CampaignId } from '#contract/ids.ts'
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
