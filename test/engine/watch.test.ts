// What a viewer's socket asks for, and what it is answered.
import { beforeEach, describe, expect, it } from 'vitest'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { watch } from '#app/viewers/watch.ts'
import { type ClientMessage, PushedEvent } from '#contract/events.ts'
import { CampaignId } from '#contract/ids.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'
import { playViewers } from '../support/viewers.ts'
import { watchersOf } from '../support/watchers.ts'

tableOfThisFile()

let stage: ReturnType<typeof playViewers>
let campaign: CampaignRecord
let viewer: string
beforeEach(async () => {
  stage = playViewers()
  campaign = await stage.campaign(2)
  viewer = stage.viewer('viewer')
})

const ask = (message: ClientMessage) => watch(stage.ports)({ connectionId: viewer }, message)

describe('subscribing', () => {
  it('to a campaign is answered with its state and its counters, and then watched', async () => {
    await ask({ action: 'subscribe', campaignId: campaign.id })
    expect(stage.heard(viewer)).toEqual(['campaign_update', 'campaign_progress'])
    expect(stage.sent[0]?.event).toMatchObject({ version: campaign.version + 2, data: { id: campaign.id, state: 'active' } })
    expect(stage.last(viewer)).toMatchObject({ data: { campaignId: campaign.id, stats: { totalContacts: 2, waiting: 2 } } })
    expect(await watchersOf(stage.ports.viewers, campaign.id)).toEqual([viewer])
  })

  it('is written before the snapshot is read, so that no change falls between them', async () => {
    const watched: string[][] = []
    const { campaigns, viewers } = stage.ports
    const get: typeof campaigns.get = async (id) => {
      watched.push(await watchersOf(viewers, id))
      return campaigns.get(id)
    }
    await watch({ ...stage.ports, campaigns: { ...campaigns, get } })(
      { connectionId: viewer },
      { action: 'subscribe', campaignId: campaign.id },
    )
    expect(watched[0]).toEqual([viewer])
  })

  it('to all campaigns is answered with those at work', async () => {
    const draft = await stage.campaign(0, { state: 'draft' })
    const paused = await stage.campaign(1, { state: 'paused' })
    await ask({ action: 'subscribe', campaignId: 'all' })
    expect(stage.heard(viewer)).toEqual(['active_campaigns_list'])
    const answer = PushedEvent.parse(stage.last(viewer))
    const listed = answer.event === 'active_campaigns_list' ? answer.data.campaigns.map(({ id }) => id) : []
    expect(listed).toEqual(expect.arrayContaining([campaign.id, paused.id]))
    expect(listed).not.toContain(draft.id)
    expect(await watchersOf(stage.ports.viewers, 'all')).toContain(viewer)
  })

  it('to a campaign that does not exist is answered with nothing', async () => {
    await ask({ action: 'subscribe', campaignId: CampaignId.parse('cmp_01JD0000000000000000000009') })
    expect(stage.heard(viewer)).toEqual([])
  })

  it('of a viewer that has gone in the meantime leaves nothing behind', async () => {
    stage.gone.add(viewer)
    await ask({ action: 'subscribe', campaignId: campaign.id })
    expect(await watchersOf(stage.ports.viewers, campaign.id)).toEqual([])
  })
})

describe('a viewer', () => {
  it('that has enough of a campaign hears no more of it', async () => {
    await ask({ action: 'subscribe', campaignId: campaign.id })
    await ask({ action: 'unsubscribe', campaignId: campaign.id })
    expect(await watchersOf(stage.ports.viewers, campaign.id)).toEqual([])
  })

  it('can ask for the active campaigns without subscribing', async () => {
    await ask({ action: 'active_campaigns' })
    expect(stage.heard(viewer)).toEqual(['active_campaigns_list'])
    expect(await watchersOf(stage.ports.viewers, 'all')).not.toContain(viewer)
  })

  it('that pings is answered', async () => {
    await ask({ action: 'ping' })
    expect(stage.last(viewer)).toEqual({ event: 'pong', version: 0, data: {} })
  })
})
