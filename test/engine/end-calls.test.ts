// Stopping in a way that ends live calls, too, and calls that the provider is late to tell of.
import { beforeEach, describe, expect, it } from 'vitest'
import { startCampaign } from '#app/campaigns/start-campaign.ts'
import { stopCampaign } from '#app/campaigns/stop-campaign.ts'
import { suppressNumber } from '#app/contacts/suppressions.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const last = (): Dialled => engine.last()
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

describe('a call whose answer was lost, and which the provider does not list yet', () => {
  /** Seconds until it is listed. */
  const lostFor = async (seconds: number) => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    engine.answerWith(() => ({ kind: 'lost', exists: true }))
    await engine.turn(id)
    const { telephony, clock } = engine.ports
    const listedMs = clock.machine() + seconds * 1_000
    engine.ports.telephony = { ...telephony, find: async (...call) => (clock.machine() < listedMs ? [] : await telephony.find(...call)) }
    return id
  }

  it('is cancelled by the same stop as soon as it is listed', async () => {
    const id = await lostFor(3)
    expect(await stopCampaign(engine.ports)(id)).toMatchObject({ state: 'cancelled' })
    expect(engine.cancelled).toEqual([last().callSid])
    expect(await attempt()).toBe('canceled')
  })

  it('is left to the reconciler when that takes long', async () => {
    const id = await lostFor(20)
    await stopCampaign(engine.ports)(id)
    expect(engine.cancelled).toEqual([])
    engine.move(20_000)
    await engine.reconcile()
    expect(engine.cancelled).toEqual([last().callSid])
  })

  it('is cancelled when its number is suppressed', async () => {
    await lostFor(3)
    const { to, attemptId } = last()
    expect(await suppressNumber(engine.ports)({ phone: to, defaultCountry: 'US', because: 'asked' })).toMatchObject({
      cancelled: attemptId,
    })
  })
})
