// The emergency stop: everything is paused, at once and completely.
import { beforeEach, describe, expect, it } from 'vitest'
import { emergencyStop } from '#app/account/emergency-stop.ts'
import { startCampaign, startWhenImported } from '#app/campaigns/start-campaign.ts'
import type { CampaignId } from '#contract/ids.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const last = (): Dialled => engine.last()
const stateOf = async (id: CampaignId) => (await engine.ports.campaigns.get(id))?.state
const stop = () => emergencyStop(engine.ports)()

describe('the emergency stop', () => {
  it('pauses every active campaign with the reason, and answers with them and with what is live', async () => {
    const { id } = await engine.campaign(2)
    const { id: other } = await engine.campaign(1)
    await engine.plan(id)
    await engine.turn(id)
    const { campaigns, live } = await stop()
    expect(campaigns.map((campaign) => campaign.id)).toEqual(expect.arrayContaining([id, other]))
    for (const campaign of campaigns) expect(campaign).toMatchObject({ state: 'paused', reason: expect.stringMatching(/^Emergency stop/) })
    expect(live).toBe(1)
    expect(await engine.turn(id, { k: 1 })).toBe('leave')
    expect(engine.dialled).toHaveLength(1)
    expect(engine.cancelled).toEqual([])
  })

  it('leaves alone what is at rest', async () => {
    await stop()
    const { id } = await engine.campaign(1, { state: 'paused' })
    const { id: draft } = await engine.campaign(1, { state: 'draft' })
    expect((await stop()).campaigns).toEqual([])
    expect(await stateOf(id)).toBe('paused')
    expect(await stateOf(draft)).toBe('draft')
  })

  it('calls off what would have started by itself', async () => {
    const { id: draft } = await engine.campaign(1, { state: 'draft', startWhenImported: true })
    const { id: growing } = await engine.campaign(1, { state: 'completed', openImports: 1 })
    const reopening = { outcomes: ['busy' as const], askedAt: '2026-11-02T15:00:00.000Z', contacts: 0 }
    const { id: reopened } = await engine.campaign(1, { state: 'completed', reopening })
    await stop()
    await startWhenImported(engine.ports, draft)
    expect(await stateOf(draft)).toBe('draft')
    expect(await stateOf(growing)).toBe('paused')
    await engine.reconcile()
    expect(await stateOf(reopened)).toBe('completed')
    expect(engine.started.filter((name) => name.startsWith(draft) || name.startsWith(reopened))).toEqual([])
  })

  it('waits for no dial for long: a campaign that is dialling is paused by that very dial', async () => {
    const { id } = await engine.campaign(2)
    await engine.plan(id)
    const { telephony } = engine.ports
    const answers: { state?: string | undefined; live: number }[] = []
    engine.ports.telephony = {
      ...telephony,
      async dial(call) {
        const { campaigns, live } = await stop()
        answers.push({ state: campaigns.find((campaign) => campaign.id === id)?.state, live })
        return telephony.dial(call)
      },
    }
    await engine.turn(id)
    expect(answers).toEqual([{ state: 'pausing', live: 1 }])
    expect(await stateOf(id)).toBe('paused')
    // It had begun before the stop, and ends by itself.
    expect(engine.cancelled).toEqual([])
    expect(await engine.ports.attempts.get(last().attemptId)).toMatchObject({ state: 'queued' })
  })

  it('means those as well that somebody starts or resumes while it is at work', async () => {
    const { id } = await engine.campaign(1)
    const { id: draft } = await engine.campaign(1, { state: 'draft' })
    const { id: paused } = await engine.campaign(1, { state: 'paused' })
    const { campaigns } = engine.ports
    const begin = startCampaign(engine.ports, engine.rules)
    let halted = 0
    engine.ports.campaigns = {
      ...campaigns,
      // The first that is halted is the last that they saw of it.
      async change(campaign, patch) {
        const changed = await campaigns.change(campaign, patch)
        if (patch.state === 'pausing' && ++halted === 1) await Promise.all([begin(draft), begin(paused)])
        return changed
      },
    }
    await stop()
    expect(await Promise.all([id, draft, paused].map(stateOf))).toEqual(['paused', 'paused', 'paused'])
  })

  it('pauses all others when one cannot be written, and says which it is', async () => {
    const { id: broken } = await engine.campaign(1)
    const { id } = await engine.campaign(1)
    const { campaigns } = engine.ports
    engine.ports.campaigns = {
      ...campaigns,
      change: (campaign, patch) => (campaign.id === broken ? Promise.reject(new Error('no')) : campaigns.change(campaign, patch)),
    }
    await expect(stop()).rejects.toMatchObject({ code: 'unavailable', message: expect.stringContaining(broken) })
    expect(await stateOf(id)).toBe('paused')
  })
})
