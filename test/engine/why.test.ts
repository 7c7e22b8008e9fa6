// "Why is this contact not being called?", asked of a campaign that is really at work.
import { beforeEach, describe, expect, it } from 'vitest'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import { suppressNumber } from '#app/contacts/suppressions.ts'
import { campaignWhy, contactWhy } from '#app/contacts/why.ts'
import type { CampaignId } from '#contract/ids.ts'
import { NewSuppression } from '#contract/suppression.ts'
import { CampaignWhy, ContactWhy } from '#contract/why.ts'
import { someSettings } from '../support/builders.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const last = (): Dialled => engine.last()
const iso = (ms: number): string => new Date(ms).toISOString()
const whyCampaign = async (id: CampaignId) => CampaignWhy.parse(await campaignWhy(engine.ports, engine.rules)(id))
/** Of the contact in that state, of which there is one. */
const whyContact = async (id: CampaignId, state: string) => {
  const { items } = await engine.ports.contacts.list({ id, shards: 1 }, { limit: 20 })
  const contact = items.find((one) => one.state === state)
  if (!contact) throw new Error(`no contact is ${state}`)
  return ContactWhy.parse(await contactWhy(engine.ports, engine.rules)(id, contact.id))
}
const endBusy = () => engine.tell(last().attemptId, { kind: 'ended', state: 'busy', callSid: last().callSid })

describe('a campaign', () => {
  it('is limited by its lines when all are busy', async () => {
    const { id } = await engine.campaign(3, { settings: someSettings({ maxConcurrentCalls: 2 }) })
    await engine.plan(id)
    await engine.turn(id, { k: 0 })
    expect(await whyCampaign(id)).toMatchObject({ limit: 'none', lines: 2, linesOpen: 2, linesBusy: 1, linesAllotted: 2 })
    await engine.turn(id, { k: 1 })
    expect(await whyCampaign(id)).toMatchObject({ limit: 'lines', linesOpen: 2, linesBusy: 2, because: 'all 2 lines are busy' })
    expect(await whyContact(id, 'pending')).toMatchObject({ callable: true, rule: 'lines' })
  })

  it('is limited by its own delay, until its next slot', async () => {
    const { id } = await engine.campaign(2, { settings: someSettings({ callDelay: 20_000 }) })
    await engine.plan(id)
    const now = engine.clock.now()
    await engine.turn(id, { k: 0 })
    expect(await whyCampaign(id)).toMatchObject({ limit: 'call-delay', until: iso(now + 20_000), nextSlotAt: iso(now + 20_000) })
    expect(await whyContact(id, 'pending')).toMatchObject({ callable: true, rule: 'call-delay', until: iso(now + 20_000) })
  })

  it('has nobody due while all wait for their retry', async () => {
    const { id } = await engine.campaign(1, { settings: someSettings({ retryDelay: 600_000 }) })
    await engine.plan(id)
    await engine.turn(id)
    expect(await whyCampaign(id)).toMatchObject({ limit: 'nothing-due' })
    await endBusy()
    const dueAt = iso(engine.clock.now() + 600_000)
    expect(await whyCampaign(id)).toMatchObject({ limit: 'nothing-due', until: dueAt, nextDueAt: dueAt })
    expect(await whyContact(id, 'retrying')).toMatchObject({ callable: false, rule: 'due-later', until: dueAt })
  })

  it('is held by the hour when everybody sleeps', async () => {
    // 15:00 UTC on a Monday; the campaign calls from 20:00 to 21:00, which is another day in Washington.
    const { id } = await engine.campaign(1, { settings: someSettings({ window: { from: '20:00', to: '20:30' } }) })
    await engine.plan(id)
    await engine.turn(id)
    expect(engine.dialled).toEqual([])
    const why = await whyCampaign(id)
    expect(why).toMatchObject({ limit: 'window', nextDueAt: expect.any(String) })
    expect(await whyContact(id, 'pending')).toMatchObject({ callable: false, rule: 'window', until: why.until })
  })

  it('is held by a provider in trouble, until that is tried again', async () => {
    const { id } = await engine.campaign(1)
    const breaker = await engine.ports.breakers.get('elevenlabs')
    const probeMs = engine.clock.machine() + 30_000
    await engine.ports.breakers.change(breaker, { state: 'open', probeMs })
    expect(await whyCampaign(id)).toMatchObject({
      limit: 'breaker',
      until: iso(engine.clock.now() + 30_000),
      because: expect.stringContaining('ElevenLabs'),
    })
    expect(await whyContact(id, 'pending')).toMatchObject({ callable: false, rule: 'breaker' })
  })

  it('is held by the account when others have its lines', async () => {
    const { id } = await engine.campaign(2, { settings: someSettings({ maxConcurrentCalls: 2 }) })
    const account = await engine.ports.account.get()
    const share = { weight: 1, run: 1, wants: 2, lines: 0, over: 0, callDelay: 0 }
    await engine.ports.account.change(account, { shares: { [id]: share } })
    expect(await whyCampaign(id)).toMatchObject({ limit: 'account-lines', linesAllotted: 0, linesOpen: 0 })
  })

  it('is held by its budget', async () => {
    const { id } = await engine.campaign(2, { settings: someSettings({ budget: { calls: 1 } }) })
    await engine.plan(id)
    await engine.turn(id)
    expect(await whyCampaign(id)).toMatchObject({ limit: 'budget' })
    expect(await whyContact(id, 'pending')).toMatchObject({ callable: false, rule: 'budget' })
  })

  it('that is paused says why', async () => {
    const { id } = await engine.campaign(1)
    await pauseCampaign(engine.ports)(id, { reason: 'no balance' })
    expect(await whyCampaign(id)).toMatchObject({ limit: 'not-active', state: 'paused', because: expect.stringContaining('no balance') })
  })
})

describe('a contact', () => {
  it('that is on the telephone is told with its call', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    await engine.turn(id)
    expect(await whyContact(id, 'calling')).toMatchObject({ rule: 'being-called', attemptId: last().attemptId })
  })

  it('whose number is suppressed is told so before its turn comes', async () => {
    const { id } = await engine.campaign(1)
    const [contact] = (await engine.ports.contacts.list({ id, shards: 1 }, { limit: 1 })).items
    await suppressNumber(engine.ports)(NewSuppression.parse({ phone: contact?.phone }))
    expect(await whyContact(id, 'pending')).toMatchObject({ callable: false, rule: 'suppressed' })
  })

  it('whose number another campaign is calling waits for that', async () => {
    const { id: other } = await engine.campaign(1)
    await engine.plan(other)
    await engine.turn(other)
    const { id } = await engine.campaign(1)
    expect(await whyContact(id, 'pending')).toMatchObject({ callable: false, rule: 'locked' })
  })

  it('that has used up its calls is finished', async () => {
    const { id } = await engine.campaign(1, { settings: someSettings({ retryCount: 0 }) })
    await engine.plan(id)
    await engine.turn(id)
    await endBusy()
    expect(await whyContact(id, 'failed')).toMatchObject({ callable: false, rule: 'finished', because: expect.stringContaining('busy') })
  })
})
