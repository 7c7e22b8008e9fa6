// What a start needs, and what it leaves behind of how the campaign had ended.
import { beforeEach, describe, expect, it } from 'vitest'
import { resumeCampaign, startCampaign } from '#app/campaigns/start-campaign.ts'
import type { ConsentRule } from '#app/lanes/turn.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const start = (consent: ConsentRule) => startCampaign(engine.ports, { consent })
const consent = { attestedBy: 'ana@example.com', text: 'Ticked the box when they signed up.' }

describe('consent', () => {
  it('of the campaign is needed where each campaign needs one', async () => {
    const { id } = await engine.campaign(1, { state: 'draft', run: 0 })
    await expect(start('campaign')(id)).rejects.toMatchObject({ code: 'consent_required', message: expect.stringContaining('attestedBy') })
    expect(await engine.ports.campaigns.get(id)).toMatchObject({ state: 'draft', run: 0 })
    expect(engine.started).toEqual([])
  })

  it('of the campaign lets it start', async () => {
    const { id } = await engine.campaign(1, { state: 'draft', run: 0, consent })
    expect(await start('campaign')(id)).toMatchObject({ state: 'active', consent })
  })

  it.each(['deployer', 'contact'] as const)('is not asked of the campaign where the rule is %s', async (rule) => {
    const { id } = await engine.campaign(1, { state: 'draft', run: 0 })
    expect(await start(rule)(id)).toMatchObject({ state: 'active' })
  })

  it('is needed to resume as well, since the rule may have changed meanwhile', async () => {
    const { id } = await engine.campaign(1, { state: 'paused' })
    await expect(resumeCampaign(engine.ports, { consent: 'campaign' })(id)).rejects.toMatchObject({ code: 'consent_required' })
  })
})

describe('a start', () => {
  it('forgets how the campaign had been stopped, and what its runs had failed at', async () => {
    const failed = { runs: 3, nextAt: '2027-01-01T00:00:00.000Z' }
    const ended = { reason: 'no balance', endedAt: '2026-11-02T15:00:00.000Z', hangUpLive: true, fruitless: failed }
    const { id } = await engine.campaign(1, { state: 'cancelled', ...ended })
    await start('deployer')(id)
    const started = await engine.ports.campaigns.get(id)
    for (const trace of Object.keys(ended)) expect(started).not.toHaveProperty(trace)
  })
})
