// What a contact's row wishes otherwise than its campaign: who comes first, and when each may be called.
import { beforeEach, describe, expect, it } from 'vitest'
import { addContacts } from '#app/contacts/add-contacts.ts'
import { contactWhy } from '#app/contacts/why.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { ContactRow } from '#contract/contact.ts'
import type { ContactId } from '#contract/ids.ts'
import { partsOf } from '#domain/ids.ts'
import { someSettings } from '../support/builders.ts'
import { playEngine } from '../support/engine.ts'
import { aNumber } from '../support/store.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

const LANES = [0, 1, 2, 3, 4, 5]
const HOUR_MS = 3_600_000
/** Numbers that no other test of this file has called. */
let next = 500

let engine: ReturnType<typeof playEngine>
let campaign: CampaignRecord
beforeEach(async () => {
  engine = playEngine()
  campaign = await engine.campaign(0, { state: 'draft', settings: someSettings({ maxConcurrentCalls: LANES.length }) })
})

const add = async (...wishes: Partial<ContactRow>[]): Promise<ContactId[]> => {
  const rows = wishes.map((wish) => ContactRow.parse({ phone: aNumber(next++), ...wish }))
  const { imported } = await addContacts(engine.ports)(campaign.id, rows)
  expect(imported).toBe(rows.length)
  return rows.map(({ phone }) => engine.ports.ids.contact(campaign, aNumber(Number(phone.slice(-3)) + 100)))
}
const start = async (): Promise<void> => {
  const now = await engine.ports.campaigns.get(campaign.id)
  if (now) await engine.ports.campaigns.change(now, { state: 'active', run: 1 })
  await engine.plan(campaign.id)
}
const called = (): ContactId[] => engine.dialled.map(({ attemptId }) => partsOf(attemptId).contactId)
const read = async (id: ContactId | undefined): Promise<ContactRecord | undefined> =>
  id && (await engine.ports.contacts.get(campaign.id, id))

describe('the priority of a row', () => {
  it('says who of those that were never called comes first, whoever came into the list before', async () => {
    const [last] = await add({ priority: 9 })
    engine.move(1_000)
    const usual = await add({}, { priority: 5 })
    engine.move(1_000)
    const [second] = await add({ priority: 2 })
    engine.move(1_000)
    const [first] = await add({ priority: 1 })
    await start()
    for (const k of LANES) await engine.turn(campaign.id, { k })
    const order = called()
    expect([order[0], order[1], order[4]]).toEqual([first, second, last])
    expect(new Set(order.slice(2, 4))).toEqual(new Set(usual))
  })

  it('holds among contacts whose hours have opened at different times', async () => {
    const east = await add({ priority: 9, callAfter: new Date(engine.clock.now() + HOUR_MS).toISOString() })
    const west = await add({ priority: 1, callAfter: new Date(engine.clock.now() + 3 * HOUR_MS).toISOString() })
    engine.move(4 * HOUR_MS)
    await start()
    for (const k of [0, 1]) await engine.turn(campaign.id, { k })
    expect(called()).toEqual([...west, ...east])
  })

  it('does not put who was never called before a retry', async () => {
    const [missed] = await add({ priority: 9 })
    await start()
    await engine.turn(campaign.id)
    const [call] = engine.dialled
    if (!call) throw new Error('nobody was dialled')
    await engine.tell(call.attemptId, { kind: 'ended', state: 'no-answer', callSid: call.callSid })
    await add({ priority: 1 })
    const now = await engine.ports.campaigns.get(campaign.id)
    engine.move(2 * HOUR_MS)
    await engine.plan(campaign.id, now?.run)
    await engine.turn(campaign.id, { k: 0, run: now?.run ?? 1 })
    expect(called()).toEqual([missed, missed])
  })
})

describe('the times of a row', () => {
  it('make its contact due when the first of them has come, and not before', async () => {
    const callAfter = new Date(engine.clock.now() + HOUR_MS).toISOString()
    const [contact] = await add({ callAfter })
    expect(await read(contact)).toMatchObject({ state: 'pending', dueAt: callAfter, callAfter })
    await start()
    expect(await engine.plan(campaign.id)).toEqual({ next: 'wait', seconds: 900 })
    engine.move(HOUR_MS)
    await engine.plan(campaign.id)
    await engine.turn(campaign.id)
    expect(called()).toEqual([contact])
  })

  it('end a contact that nobody has called by then, with the reason, and the campaign is completed without it', async () => {
    const callBefore = new Date(engine.clock.now() + HOUR_MS).toISOString()
    const [contact] = await add({ callBefore })
    engine.move(HOUR_MS)
    if (!contact) throw new Error('no contact')
    const why = contactWhy(engine.ports, engine.rules)
    expect(await why(campaign.id, contact)).toMatchObject({ callable: false, rule: 'call-before' })
    await start()
    expect(await engine.turn(campaign.id)).toBe('leave')
    expect(engine.dialled).toHaveLength(0)
    const because = `the row says not to call after ${callBefore}, and no moment is left before that`
    expect(await read(contact)).toMatchObject({ state: 'failed', heldBecause: because })
    expect(await why(campaign.id, contact)).toMatchObject({ rule: 'finished', because: `it was given up: ${because}` })
    expect(await engine.ports.campaigns.get(campaign.id)).toMatchObject({ state: 'completed' })
  })
})
