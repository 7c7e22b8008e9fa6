// A deleted campaign: nobody is called any more, and what was under way comes to its end.
import { beforeEach, describe, expect, it } from 'vitest'
import { campaignReport } from '#app/campaigns/campaign-report.ts'
import { deleteCampaign } from '#app/campaigns/delete-campaign.ts'
import { startCampaign } from '#app/campaigns/start-campaign.ts'
import { addContacts } from '#app/contacts/add-contacts.ts'
import { campaignEvents } from '#app/viewers/push-changes.ts'
import { ContactRow } from '#contract/contact.ts'
import type { CampaignId } from '#contract/ids.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { aList, playImports } from '../support/imports.ts'
import { aNumber } from '../support/store.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const last = (): Dialled => engine.last()
const attemptOf = ({ attemptId }: Dialled) => engine.ports.attempts.get(attemptId)
const isWatched = async (id: CampaignId) => (await engine.ports.campaigns.watched()).includes(id)

describe('a deleted campaign', () => {
  it('dials nobody any more, cancels what rings, and lets a conversation end by itself', async () => {
    const { id } = await engine.campaign(3)
    await engine.plan(id)
    await engine.turn(id, { k: 0 })
    const live = last()
    engine.change(live.callSid, { state: 'answered' })
    await engine.tell(live.attemptId, { kind: 'progressed', state: 'answered', callSid: live.callSid })
    await engine.turn(id, { k: 1 })
    const ringing = last()

    expect(await deleteCampaign(engine.ports)(id)).toMatchObject({ state: 'cancelled', deletedAt: expect.any(String) })
    expect(engine.cancelled).toEqual([ringing.callSid])
    expect(await engine.turn(id, { k: 2 })).toBe('leave')
    expect(engine.dialled).toHaveLength(2)

    await engine.tell(live.attemptId, { kind: 'ended', state: 'completed', callSid: live.callSid, seconds: 30 })
    expect(await attemptOf(live)).toMatchObject({ state: 'completed', outcome: 'human', seconds: 30 })
  })

  it('is not there for whoever asks, from the answer on', async () => {
    const { id } = await engine.campaign(1)
    await deleteCampaign(engine.ports)(id)
    const gone = { code: 'not_found' }
    await expect(campaignReport(engine.ports).get(id)).rejects.toMatchObject(gone)
    await expect(startCampaign(engine.ports, engine.rules)(id)).rejects.toMatchObject(gone)
    await expect(deleteCampaign(engine.ports)(id)).rejects.toMatchObject(gone)
    await expect(addContacts(engine.ports)(id, [ContactRow.parse({ phone: aNumber(1) })])).rejects.toMatchObject(gone)
    expect((await campaignReport(engine.ports).list({ limit: 50 })).items.map((campaign) => campaign.id)).not.toContain(id)
    expect(await campaignEvents(engine.ports, id)).toBeUndefined()
  })

  it('cancels a call that the provider accepts only after the answer', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    const { telephony } = engine.ports
    const answered: (string | undefined)[] = []
    engine.ports.telephony = {
      ...telephony,
      async dial(call) {
        // It takes longer than whoever deletes has patience for.
        answered.push((await deleteCampaign(engine.ports)(id)).state)
        return telephony.dial(call)
      },
    }
    await engine.turn(id)
    expect(answered).toEqual(['stopping'])
    expect(engine.cancelled).toEqual([last().callSid])
    expect(await attemptOf(last())).toMatchObject({ state: 'canceled' })
    expect(await engine.ports.campaigns.get(id)).toMatchObject({ state: 'cancelled', deletedAt: expect.any(String) })
  })

  it('is watched until its last call is over', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    await engine.turn(id)
    engine.change(last().callSid, { state: 'answered' })
    await engine.tell(last().attemptId, { kind: 'progressed', state: 'answered', callSid: last().callSid })
    await deleteCampaign(engine.ports)(id)
    await engine.reconcile()
    expect(await isWatched(id)).toBe(true)
    await engine.tell(last().attemptId, { kind: 'ended', state: 'completed', callSid: last().callSid, seconds: 5 })
    await engine.reconcile()
    expect(await isWatched(id)).toBe(false)
  })

  it('that was cut off in the middle is brought to rest by the reconciler', async () => {
    const { id } = await engine.campaign(2)
    await engine.plan(id)
    await engine.turn(id)
    const { lanes } = engine.ports
    engine.ports.lanes = { ...lanes, list: () => Promise.reject(new Error('cut off')) }
    await expect(deleteCampaign(engine.ports)(id)).rejects.toThrow('cut off')
    engine.ports.lanes = lanes
    await engine.reconcile()
    expect(await engine.ports.campaigns.get(id)).toMatchObject({ state: 'cancelled' })
    expect(engine.cancelled).toEqual([last().callSid])
  })

  it.each(['completed', 'cancelled'] as const)('may have been %s before', async (state) => {
    const { id } = await engine.campaign(1, { state })
    expect(await deleteCampaign(engine.ports)(id)).toMatchObject({ state, deletedAt: expect.any(String) })
  })
})

describe('an import into a campaign that is deleted meanwhile', () => {
  it('ends without a word, and holds nothing open', async () => {
    const bucket = playImports()
    const campaign = await bucket.campaign()
    const upload = await bucket.upload(campaign, aList(3))
    await deleteCampaign(bucket.ports)(campaign.id)
    await upload.arrive()
    expect(await upload.report()).toMatchObject({ state: 'awaiting-upload', rows: 0 })
    expect(await bucket.phones(await bucket.now(campaign))).toEqual([])
  })

  it('that was cut off does not keep the campaign watched', async () => {
    const { id } = await engine.campaign(0, { state: 'draft', openImports: 1 })
    await deleteCampaign(engine.ports)(id)
    await engine.reconcile()
    await engine.reconcile()
    expect(await isWatched(id)).toBe(false)
  })
})
