// "Call only the failed again": which contacts come back, once each, whatever is cut off.
import { beforeEach, describe, expect, it } from 'vitest'
import { finishIfDone, isFinished } from '#app/campaigns/finish-campaign.ts'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import { continueReopening, reopenCampaign } from '#app/campaigns/reopen-campaign.ts'
import { startCampaign } from '#app/campaigns/start-campaign.ts'
import { stopCampaign } from '#app/campaigns/stop-campaign.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { viewStats } from '#app/views.ts'
import type { CampaignId } from '#contract/ids.ts'
import type { Outcome, ReopenedOutcome } from '#contract/outcome.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { contactMoved } from '#domain/progress.ts'
import { aCampaign, aContact, anAttempt, someSettings } from '../support/builders.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { aNumber } from '../support/store.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const reopen = async (id: CampaignId, ...outcomes: ReopenedOutcome[]) =>
  (await reopenCampaign(engine.ports, engine.rules)(id, outcomes)).campaign
const contactsOf = async ({ id }: Pick<CampaignRecord, 'id'>) =>
  (await engine.ports.contacts.list({ id, shards: 1 }, { limit: 1_000 })).items
const stats = async ({ id }: Pick<CampaignRecord, 'id'>) => {
  const campaign = await engine.ports.campaigns.get(id)
  return campaign && { state: campaign.state, ...viewStats(campaign, await engine.ports.lanes.list(id)) }
}
const last = (): Dialled => engine.last()

/** A completed campaign whose calls came to these outcomes, one contact each. */
const ended = async (...ends: Outcome[]): Promise<CampaignRecord> => {
  const campaign = await engine.campaign(ends.length, { settings: someSettings({ retryCount: 0 }) })
  await engine.plan(campaign.id)
  for (const end of ends) {
    await engine.turn(campaign.id)
    const { attemptId, callSid } = last()
    if (end === 'human') await engine.tell(attemptId, { kind: 'ended', state: 'completed', callSid, seconds: 9 })
    if (end === 'busy' || end === 'no-answer') await engine.tell(attemptId, { kind: 'ended', state: end, callSid })
    if (end === 'unresolved') await engine.tell(attemptId, { kind: 'given-up' })
  }
  await finishIfDone(engine.ports, campaign)
  return campaign
}

/** So many contacts that were given up after one busy call, more than one transaction takes. */
const manyFailed = async (size: number, changes: Partial<CampaignRecord> = {}): Promise<CampaignRecord> => {
  const settings = someSettings({ retryCount: 0 })
  const campaign = await engine.campaign(0, { state: 'completed', totalContacts: size, settings, ...changes })
  await engine.ports.lanes.open(campaign.id, { k: 0, run: 1 })
  const contacts = Array.from({ length: size }, (_, i): ContactRecord => {
    const phone = aNumber(200 + i)
    const id = engine.ports.ids.contact(campaign, phone)
    return aContact({ id, campaignId: campaign.id, phone, state: 'failed', outcome: 'busy', attempts: 1, n: 1 })
  })
  for (let i = 0; i < size; i += 90) {
    const seen = await engine.ports.campaigns.get(campaign.id)
    if (seen) await engine.ports.ledger.importSlice({ campaign: seen, patch: {}, contacts: contacts.slice(i, i + 90) })
  }
  return campaign
}

/** The n-th slice is the last that is written; then whoever writes them is gone. */
const cutOffAfter = (slices: number): (() => void) => {
  const { ledger } = engine.ports
  let written = 0
  engine.ports.ledger = {
    ...ledger,
    reopen: (slice) => (++written > slices ? Promise.reject(new Error('cut off')) : ledger.reopen(slice)),
  }
  return () => {
    engine.ports.ledger = ledger
  }
}

describe('a reopened campaign', () => {
  it('calls those again whose last call meant one of the outcomes, with a fresh budget, and nobody else', async () => {
    const campaign = await ended('busy', 'human', 'no-answer', 'unresolved')
    const { run } = await reopen(campaign.id, 'busy', 'no-answer')
    expect(await stats(campaign)).toMatchObject({ state: 'active', retrying: 2, finished: 2, waiting: 0, successRate: 0.5 })
    expect(engine.started).toContain(`${campaign.id}-${run}`)
    const back = (await contactsOf(campaign)).filter(({ state }) => state === 'retrying')
    expect(back.map(({ outcome, attempts }) => ({ outcome, attempts }))).toEqual(
      expect.arrayContaining([
        { outcome: 'busy', attempts: 0 },
        { outcome: 'no-answer', attempts: 0 },
      ]),
    )

    await engine.plan(campaign.id, run)
    await engine.turn(campaign.id, { run })
    await engine.tell(last().attemptId, { kind: 'ended', state: 'completed', callSid: last().callSid, seconds: 5 })
    expect(await stats(campaign)).toMatchObject({ retrying: 1, finished: 3 })
  })

  it('calls whoever was reached, or may have been, only when that is named', async () => {
    const campaign = await ended('human', 'unresolved')
    await reopen(campaign.id, 'human')
    expect(await stats(campaign)).toMatchObject({ retrying: 1, finished: 1, successRate: 0 })
  })

  it('never calls who has opted out or is suppressed, and stays as it is when nobody else is left', async () => {
    const campaign = await engine.campaign(0, { state: 'completed', totalContacts: 2 })
    await engine.ports.lanes.open(campaign.id, { k: 0, run: 1 })
    const one = (i: number, changes: Partial<ContactRecord>) =>
      aContact({ id: engine.ports.ids.contact(campaign, aNumber(i)), campaignId: campaign.id, phone: aNumber(i), n: 1, ...changes })
    const contacts = [one(1, { state: 'failed', outcome: 'opted-out' }), one(2, { state: 'suppressed', outcome: 'busy' })]
    await engine.ports.ledger.importSlice({ campaign, patch: {}, contacts })
    const reopened = await reopen(campaign.id, 'busy', 'human', 'voicemail')
    expect(reopened).toMatchObject({ state: 'completed', run: 1 })
    expect(reopened.reopening).toBeUndefined()
    expect(engine.started).toEqual([])
  })

  it('needs consent where a start does', async () => {
    const campaign = await ended('busy')
    const request = reopenCampaign(engine.ports, { consent: 'campaign' })(campaign.id, ['busy'])
    await expect(request).rejects.toMatchObject({ code: 'consent_required' })
    expect(await stats(campaign)).toMatchObject({ state: 'completed', retrying: 0 })
  })

  it('says so while it is being reopened for something else', async () => {
    const campaign = await manyFailed(150)
    const goOn = cutOffAfter(0)
    await expect(reopen(campaign.id, 'busy')).rejects.toThrow('cut off')
    goOn()
    await expect(reopen(campaign.id, 'no-answer')).rejects.toMatchObject({ code: 'conflict' })
    expect(await reopen(campaign.id, 'busy')).toMatchObject({ state: 'active' })
  })
})

describe('reopening a long list', () => {
  it('takes all of it, each contact once, whoever does it at the same time', async () => {
    const campaign = await manyFailed(250)
    await Promise.all([
      reopen(campaign.id, 'busy'),
      reopen(campaign.id, 'busy'),
      continueReopening(engine.ports, campaign, { patienceMs: 9 }),
    ])
    const contacts = await contactsOf(campaign)
    expect(contacts.filter(({ state, attempts }) => state === 'retrying' && attempts === 0)).toHaveLength(250)
    // The counters began at nothing here: what counts is how far each has moved.
    expect(await stats(campaign)).toMatchObject({ state: 'active', retrying: 250, finished: -250 })
    expect((await engine.ports.campaigns.get(campaign.id))?.reopening).toBeUndefined()
  })

  it('goes on where it was cut off, and gives nobody back who was called in between', async () => {
    const campaign = await manyFailed(150)
    const goOn = cutOffAfter(1)
    await expect(reopen(campaign.id, 'busy')).rejects.toThrow('cut off')
    goOn()
    const half = await engine.ports.campaigns.get(campaign.id)
    expect(half).toMatchObject({ state: 'active', run: 2, reopening: { outcomes: ['busy'], contacts: expect.any(Number) } })

    await engine.plan(campaign.id, 2)
    await engine.turn(campaign.id, { run: 2 })
    const again = last()
    await engine.tell(again.attemptId, { kind: 'ended', state: 'busy', callSid: again.callSid })
    await engine.reconcile()

    const contacts = await contactsOf(campaign)
    expect(contacts.filter(({ state }) => state === 'retrying')).toHaveLength(149)
    expect(contacts.filter(({ state }) => state === 'failed')).toMatchObject([{ phone: again.to, attempts: 1, n: 2 }])
    // The run that waits for a later hour hears of those that came after it.
    expect(engine.started).toContain(`${campaign.id}-3`)
  })

  it('does not call somebody again whom the campaign has called since, whose turn in the list came later', async () => {
    const campaign = await manyFailed(150, { state: 'cancelled' })
    const goOn = cutOffAfter(1)
    await expect(reopen(campaign.id, 'busy')).rejects.toThrow('cut off')
    goOn()
    const later = (await contactsOf(campaign)).findLast(({ state }) => state === 'failed')
    if (!later) throw new Error('the whole list was reopened')
    // It had been waiting for its turn when the campaign was stopped; now it is called, in vain.
    engine.move(1_000)
    await engine.plan(campaign.id, 2)
    const { id: contactId, phone } = later
    const waiting: ContactRecord = { ...later, state: 'retrying' }
    const seen = await engine.ports.campaigns.get(campaign.id)
    if (!seen) throw new Error('no campaign')
    const claimedAt = new Date(engine.clock.now()).toISOString()
    await engine.ports.ledger.reopen({ campaign: seen, patch: {}, contacts: [later], dueAt: claimedAt, deltas: {} })
    const id = attemptIdOf(campaign.id, contactId, 2)
    const attempt = anAttempt({ id, campaignId: campaign.id, contactId, phone, n: 2, run: 2, claimedAt, cameFrom: 'retrying' })
    await engine.ports.ledger.claim({ attempt, token: 'token', contact: waiting, number: undefined, deltas: {} })
    await engine.tell(id, { kind: 'ended', state: 'busy', callSid: 'CA1' })

    await engine.reconcile()
    expect((await engine.ports.campaigns.get(campaign.id))?.reopening).toBeUndefined()
    const contacts = await contactsOf(campaign)
    expect(contacts.filter(({ state }) => state === 'failed')).toMatchObject([{ id: contactId, attempts: 1, n: 2 }])
  })

  it('is not over, and neither is its campaign, before the list is through', () => {
    const done = { counters: { finished: 5 }, busy: 0, dialling: 0 }
    const campaign = aCampaign({ totalContacts: 5 })
    const reopening = { outcomes: ['busy' as const], askedAt: '2026-11-02T15:00:00.000Z', contacts: 0 }
    expect(isFinished(campaign, done)).toBe(true)
    expect(isFinished({ ...campaign, reopening }, done)).toBe(false)
  })

  it('goes on without setting a campaign going that was paused meanwhile', async () => {
    const campaign = await manyFailed(150)
    const goOn = cutOffAfter(1)
    await expect(reopen(campaign.id, 'busy')).rejects.toThrow('cut off')
    goOn()
    await pauseCampaign(engine.ports)(campaign.id)
    await engine.reconcile()
    expect(await stats(campaign)).toMatchObject({ state: 'paused', retrying: 150 })
  })

  it('is called off by a stop', async () => {
    const campaign = await manyFailed(150)
    const goOn = cutOffAfter(1)
    await expect(reopen(campaign.id, 'busy')).rejects.toThrow('cut off')
    goOn()
    await stopCampaign(engine.ports)(campaign.id)
    await engine.reconcile()
    const { retrying = 0, state } = (await stats(campaign)) ?? {}
    expect(state).toBe('cancelled')
    expect(retrying).toBeLessThan(150)
    expect(await startCampaign(engine.ports, engine.rules)(campaign.id)).not.toHaveProperty('reopening')
  })

  it('waits for a contact of which something is learned at that moment', async () => {
    const campaign = await manyFailed(3)
    const { contacts } = engine.ports
    let reads = 0
    engine.ports.contacts = {
      ...contacts,
      async list(of, page) {
        const read = await contacts.list(of, page)
        const [first] = read.items
        // One is moved on between the look and the write, the first time.
        if (++reads === 1 && first) {
          const seen = await engine.ports.campaigns.get(campaign.id)
          const deltas = contactMoved('failed', 'retrying')
          if (seen)
            await engine.ports.ledger.reopen({ campaign: seen, patch: {}, contacts: [first], dueAt: '2026-11-02T15:00:00.000Z', deltas })
        }
        return read
      },
    }
    await reopen(campaign.id, 'busy')
    expect(reads).toBe(2)
    expect(await stats(campaign)).toMatchObject({ retrying: 3 })
  })
})
