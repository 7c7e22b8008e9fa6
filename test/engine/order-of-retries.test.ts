// Of many retries the one that has waited longest comes first, or those who are unlucky wait for ever longer than the others.
import { beforeEach, describe, expect, it } from 'vitest'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactId } from '#contract/ids.ts'
import { partsOf } from '#domain/ids.ts'
import { someSettings } from '../support/builders.ts'
import { playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

const PEOPLE = 12
const LANES = [0, 1, 2, 3, 4, 5]
const HOUR_MS = 3_600_000

let engine: ReturnType<typeof playEngine>
let campaign: CampaignRecord
/** As they were missed, and so as they are due. */
let people: ContactId[]

const called = (): ContactId[] => engine.dialled.map(({ attemptId }) => partsOf(attemptId).contactId)

/** Everybody is called and missed by the first lane, one after another. */
const missAll = async (apartMs: number): Promise<void> => {
  for (let i = 0; i < PEOPLE; i++) {
    await engine.turn(campaign.id)
    const call = engine.dialled[i]
    if (!call) throw new Error('nobody was dialled')
    engine.move(apartMs)
    await engine.tell(call.attemptId, { kind: 'ended', state: 'no-answer', callSid: call.callSid })
  }
  people = called()
}

beforeEach(async () => {
  engine = playEngine()
  campaign = await engine.campaign(PEOPLE, {
    settings: someSettings({ callDelay: 0, maxConcurrentCalls: LANES.length, retryCount: 1, retryDelay: HOUR_MS }),
  })
  await engine.plan(campaign.id)
})

describe('retries that are overdue', () => {
  it('are called in the order in which they became due', async () => {
    await missAll(5_000)
    engine.move(HOUR_MS)
    for (const k of LANES) await engine.turn(campaign.id, { k })
    expect(called().slice(PEOPLE)).toEqual(people.slice(0, LANES.length))
  })

  it('are taken at random by a lane that has lost the first one to another, or a crowd would lose every one together', async () => {
    await missAll(5_000)
    engine.move(HOUR_MS)
    const { ledger } = engine.ports
    const { claim } = ledger
    ledger.claim = async () => {
      ledger.claim = claim
      return { ok: false, refused: ['contact'], because: ['contact: another lane was faster'] }
    }
    engine.ports.random = () => 0.99
    await engine.turn(campaign.id)
    expect(called().slice(PEOPLE)).toEqual(people.slice(-1))
  })
})

describe('idle lanes', () => {
  it('reserve those who are due next, so that nobody is due while all sleep', async () => {
    await missAll(5_000)
    engine.move(HOUR_MS - PEOPLE * 5_000 + 4_000)
    for (const k of LANES) expect(await engine.turn(campaign.id, { k })).toMatch(/^wait/)
    const lanes = await engine.ports.lanes.list(campaign.id)
    expect(lanes.map(({ reserved }) => reserved?.contactId)).toEqual(people.slice(0, LANES.length))
  })

  it('do not reach for what other lanes have reserved', async () => {
    await missAll(15_000)
    // The first four are due within a minute.
    engine.move(HOUR_MS - PEOPLE * 15_000 + 13_000)
    for (const k of LANES.slice(0, 4)) await engine.turn(campaign.id, { k })
    const { hold } = engine.ports.contacts
    let tries = 0
    engine.ports.contacts.hold = (...asked) => {
      tries += 1
      return hold(...asked)
    }
    expect(await engine.turn(campaign.id, { k: 4 })).toMatch(/^wait/)
    engine.ports.contacts.hold = hold
    const lanes = await engine.ports.lanes.list(campaign.id)
    expect(lanes.map(({ reserved }) => reserved?.contactId)).toEqual([...people.slice(0, 4), undefined, undefined])
    expect(tries).toBe(0)
  })
})
