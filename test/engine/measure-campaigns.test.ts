import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { measureCampaigns } from '#app/account/measure-campaigns.ts'
import type { CampaignId } from '#contract/ids.ts'
import { playEngine } from '../support/engine.ts'
import { startTable } from '../support/table.ts'

const MINUTE = 60_000

let table: Awaited<ReturnType<typeof startTable>>
beforeAll(async () => {
  table = await startTable()
})
afterAll(() => table.close())

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

/** Of these campaigns alone: other tests leave theirs in the table. */
const measure = (...ids: CampaignId[]) => {
  const { account, campaigns, clock, contacts, lanes } = engine.ports
  const own = { get: campaigns.get, watched: async () => ids }
  return measureCampaigns({ account, campaigns: { ...campaigns, ...own }, clock, contacts, lanes })()
}

describe('what is measured each minute', () => {
  it('is nothing while no campaign is looked after: each metric that is told is paid for', async () => {
    expect(await measure()).toBeUndefined()
  })

  it('is how many campaigns are at work, and what of them is on the telephone', async () => {
    const { id } = await engine.campaign(2)
    const paused = await engine.campaign(1, { state: 'paused' })
    await engine.plan(id)
    await engine.turn(id)
    expect(await measure(id, paused.id)).toEqual({
      CampaignsActive: 1,
      CampaignsStalled: 0,
      LinesBusy: 1,
      CallsPlaced: 1,
      CallsAnswered: 0,
      BreakersOpen: 0,
    })
  })

  it('calls a campaign stalled when somebody has been due for a quarter of an hour and nobody was called', async () => {
    const { id } = await engine.campaign(1)
    engine.move(14 * MINUTE)
    expect((await measure(id))?.CampaignsStalled).toBe(0)
    engine.move(2 * MINUTE)
    expect((await measure(id))?.CampaignsStalled).toBe(1)
  })

  it('does not call one stalled whose line was busy a little while ago', async () => {
    const { id } = await engine.campaign(2)
    await engine.plan(id)
    await engine.turn(id)
    engine.move(20 * MINUTE)
    const [call] = engine.dialled
    if (!call) throw new Error('nobody was called')
    await engine.tell(call.attemptId, { kind: 'ended', state: 'busy', callSid: call.callSid, seconds: 0 })
    expect((await measure(id))?.CampaignsStalled).toBe(0)
    engine.move(16 * MINUTE)
    expect((await measure(id))?.CampaignsStalled).toBe(1)
  })

  it('blames the provider instead while it is in trouble', async () => {
    const { id } = await engine.campaign(1)
    engine.move(20 * MINUTE)
    const breaker = await engine.ports.breakers.get('twilio')
    await engine.ports.breakers.change(breaker, { state: 'open' })
    expect(await measure(id)).toMatchObject({ CampaignsStalled: 0, BreakersOpen: 1 })
  })
})
