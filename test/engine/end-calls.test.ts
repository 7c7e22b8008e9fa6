// Stopping in a way that ends live calls, too.
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { startCampaign } from '#app/start-campaign.ts'
import { stopCampaign } from '#app/stop-campaign.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { startTable } from '../support/table.ts'

let table: Awaited<ReturnType<typeof startTable>>
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.close())

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const last = (): Dialled => {
  const call = engine.dialled.at(-1)
  if (!call) throw new Error('nobody was dialled')
  return call
}
const attempt = async () => (await engine.ports.attempts.get(last().attemptId))?.state

/** A campaign with one conversation and one call that rings. */
const talking = async () => {
  const { id } = await engine.campaign(2)
  await engine.plan(id)
  await engine.turn(id, { k: 1 })
  const ringing = last()
  await engine.turn(id, { k: 0 })
  const { attemptId, callSid } = last()
  engine.change(callSid, { state: 'answered' })
  await engine.tell(attemptId, { kind: 'progressed', state: 'answered', callSid })
  return { id, callSid, ringing }
}

describe('a stop with hang-up', () => {
  it('cancels what rings and ends what is live', async () => {
    const { id, callSid, ringing } = await talking()
    expect(await stopCampaign(engine.ports)(id, { hangUpLive: true })).toMatchObject({ state: 'cancelled' })
    expect(engine.cancelled).toEqual([ringing.callSid])
    expect(engine.ended).toEqual([callSid])
    expect(await attempt()).toBe('completed')
  })

  it('is repeated by the reconciler until no call is left', async () => {
    const { id, callSid } = await talking()
    const { telephony } = engine.ports
    engine.ports.telephony = { ...telephony, end: () => Promise.reject(new Error('no answer')) }
    await stopCampaign(engine.ports)(id, { hangUpLive: true })
    expect(await attempt()).toBe('answered')
    engine.ports.telephony = telephony
    await engine.reconcile()
    expect(engine.ended).toEqual([callSid])
    expect(await attempt()).toBe('completed')
  })

  it('can follow a stop that had left live calls alone', async () => {
    const { id, callSid } = await talking()
    await stopCampaign(engine.ports)(id)
    await engine.reconcile()
    expect(engine.ended).toEqual([])
    await stopCampaign(engine.ports)(id, { hangUpLive: true })
    expect(engine.ended).toEqual([callSid])
  })

  it('is forgotten when the campaign is started again', async () => {
    const { id } = await engine.campaign(1)
    await stopCampaign(engine.ports)(id, { hangUpLive: true })
    await startCampaign(engine.ports, engine.rules)(id)
    expect(await engine.ports.campaigns.get(id)).not.toHaveProperty('hangUpLive')
  })
})
