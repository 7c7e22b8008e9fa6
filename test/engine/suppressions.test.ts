// Suppressed numbers: nobody calls them from that moment on, whatever was under way.
import { beforeEach, describe, expect, it } from 'vitest'
import { addContacts } from '#app/contacts/add-contacts.ts'
import { suppressNumber, unsuppressNumber } from '#app/contacts/suppressions.ts'
import { ContactRow } from '#contract/contact.ts'
import type { CampaignId } from '#contract/ids.ts'
import { NewSuppression } from '#contract/suppression.ts'
import { type Dialled, playEngine } from '../support/engine.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let engine: ReturnType<typeof playEngine>
beforeEach(() => {
  engine = playEngine()
})

const last = (): Dialled => engine.last()
const suppress = (phone: string, because?: string) => suppressNumber(engine.ports)(NewSuppression.parse({ phone, because }))
const firstContact = async (id: CampaignId) => (await engine.ports.contacts.list({ id, shards: 1 }, { limit: 1 })).items[0]
const numberOf = async (id: CampaignId): Promise<string> => (await firstContact(id))?.phone ?? ''

/** One contact, on the telephone. */
const called = async () => {
  const { id } = await engine.campaign(1)
  await engine.plan(id)
  await engine.turn(id)
  return id
}

describe('a suppressed number', () => {
  it('that is uploaded again is not called', async () => {
    const { id: first } = await engine.campaign(1, { state: 'paused' })
    const phone = await numberOf(first)
    await suppress(phone, 'asked by letter')
    const { id } = await engine.campaign(0)
    await addContacts(engine.ports)(id, [ContactRow.parse({ phone })])
    await engine.plan(id, 2)
    await engine.turn(id, { run: 2 })
    expect(engine.dialled).toEqual([])
    expect(await firstContact(id)).toMatchObject({ phone, state: 'suppressed', attempts: 0 })
  })

  it.each(['queued', 'ringing'] as const)('whose call is %s gets it cancelled', async (state) => {
    const id = await called()
    const { attemptId, callSid } = last()
    await engine.tell(attemptId, { kind: 'progressed', state, callSid })
    expect(await suppress(await numberOf(id))).toMatchObject({ cancelled: attemptId })
    expect(engine.cancelled).toEqual([callSid])
    expect(await engine.ports.attempts.get(attemptId)).toMatchObject({ state: 'canceled' })
  })

  it('that is being spoken with may finish the conversation', async () => {
    const id = await called()
    const { attemptId, callSid } = last()
    engine.change(callSid, { state: 'answered' })
    await engine.tell(attemptId, { kind: 'progressed', state: 'answered', callSid })
    expect(await suppress(await numberOf(id))).not.toHaveProperty('cancelled')
    expect(engine.cancelled).toEqual([])
    expect(engine.ended).toEqual([])
  })

  it('is not dialled when it was claimed a moment before', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    const { ledger } = engine.ports
    engine.ports.ledger = {
      ...ledger,
      async claim(claim) {
        const written = await ledger.claim(claim)
        await suppress(claim.attempt.phone)
        return written
      },
    }
    await engine.turn(id)
    expect(engine.dialled).toEqual([])
    expect(await firstContact(id)).toMatchObject({ state: 'pending', attempts: 0 })
  })

  it('gets a call cancelled that the provider accepts only after the answer', async () => {
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    const { telephony } = engine.ports
    engine.ports.telephony = {
      ...telephony,
      async dial(call) {
        expect(await suppress(call.to)).not.toHaveProperty('cancelled')
        return telephony.dial(call)
      },
    }
    await engine.turn(id)
    expect(engine.cancelled).toEqual([last().callSid])
  })

  it('may be named by a call to it', async () => {
    const id = await called()
    const { attemptId } = last()
    const done = await suppressNumber(engine.ports)(NewSuppression.parse({ callId: attemptId, because: 'said so in the call' }))
    expect(done).toMatchObject({ phone: await numberOf(id), because: 'said so in the call' })
    expect(NewSuppression.safeParse({ callId: attemptId, phone: '+12025550177' }).success).toBe(false)
  })

  it('keeps the reason and the time that it was suppressed for first', async () => {
    const { id } = await engine.campaign(1, { state: 'paused' })
    const phone = await numberOf(id)
    const before = await suppress(phone, 'asked by letter')
    engine.move(1_000)
    expect(await suppress(phone, 'asked again')).toEqual(before)
  })

  it('can be called again once a person takes it off the list', async () => {
    const { id } = await engine.campaign(1)
    const { phone } = await suppress(await numberOf(id))
    await unsuppressNumber(engine.ports)(phone, 'it was a mistake')
    await engine.plan(id)
    await engine.turn(id)
    expect(engine.dialled).toHaveLength(1)
    await expect(unsuppressNumber(engine.ports)(phone, 'again')).rejects.toMatchObject({ code: 'not_found' })
  })
})
