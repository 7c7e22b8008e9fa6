// Contacts and who of them is due.
import { describe, expect, it } from 'vitest'
import { ContactId } from '#contract/ids.ts'
import { dueSort, retriesPartition } from '#store/table.ts'

import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  const at = (seconds: number): string => new Date(Date.parse('2026-11-02T15:00:00.000Z') + seconds * 1_000).toISOString()
  const ms = (seconds: number): number => Date.parse(at(seconds))
  const nobody = ContactId.parse(`ctc_0${'f'.repeat(25)}`)

  describe('a contact', () => {
    it('is read as it was imported', async () => {
      const store = openStore()
      const campaign = await store.campaign()
      const contact = await store.contact(campaign, 1, { variables: { 'renewal date': '1 May', state: 'CA' } })
      expect(await store.contacts.get(campaign.id, contact.id)).toEqual(contact)
      expect(await store.contacts.get(campaign.id, nobody)).toBeUndefined()
    })

    it('is known to its campaign and to no other', async () => {
      const store = openStore()
      const [campaign, other] = [await store.campaign(), await store.campaign()]
      const contact = await store.contact(campaign, 1)
      expect(await store.contacts.known(campaign.id, [contact.id, nobody])).toEqual(new Map([[contact.id, {}]]))
      expect(await store.contacts.known(other.id, [contact.id])).toEqual(new Map())
      expect(await store.contacts.known(campaign.id, [])).toEqual(new Map())
    })
  })

  describe('who is due', () => {
    it('comes in the order of the due times, none before its time', async () => {
      const store = openStore()
      const campaign = await store.campaign()
      const due = new Map<string, number>()
      for (const [i, seconds] of [30, 10, 20, 40].entries()) {
        due.set((await store.contact(campaign, i, { dueAt: at(seconds) })).id, ms(seconds))
      }
      const found = await store.contacts.freshDue(campaign.id, { shard: 0, priority: 5 }, ms(30))
      expect(found.map(({ dueAt }) => dueAt)).toEqual([ms(10), ms(20), ms(30)])
      for (const { contactId, dueAt } of found) expect(due.get(contactId)).toBe(dueAt)
      expect(await store.contacts.freshDue(campaign.id, { shard: 0, priority: 5 }, ms(9))).toEqual([])
      expect(await store.contacts.nextDue(campaign)).toBe(ms(10))
    })

    it('waits in the queue of its priority, and in no other', async () => {
      const store = openStore()
      const campaign = await store.campaign({ priorities: [2, 5] })
      const urgent = await store.contact(campaign, 1, { dueAt: at(20), priority: 2 })
      const usual = await store.contact(campaign, 2, { dueAt: at(10) })
      const due = (priority: number) => store.contacts.freshDue(campaign.id, { shard: 0, priority }, ms(30))
      expect(await due(2)).toEqual([{ contactId: urgent.id, dueAt: ms(20) }])
      expect(await due(5)).toEqual([{ contactId: usual.id, dueAt: ms(10) }])
      expect(await due(1)).toEqual([])
      expect(await store.contacts.nextDue(campaign)).toBe(ms(10))
      await store.contacts.postpone(urgent, { dueAt: ms(40), because: 'the window is closed' })
      await store.contacts.postpone(usual, { dueAt: ms(50), because: 'the window is closed' })
      expect(await due(2)).toEqual([])
      expect(await store.contacts.nextDue(campaign)).toBe(ms(40))
    })

    it('is a bounded window of the head, however long the queue', async () => {
      const store = openStore()
      const campaign = await store.campaign()
      for (let i = 0; i < 30; i++) await store.contact(campaign, i, { dueAt: at(i) })
      const found = await store.contacts.freshDue(campaign.id, { shard: 0, priority: 5 }, ms(100))
      expect(found).toHaveLength(25)
      expect(found.at(-1)?.dueAt).toBe(ms(24))
    })

    it('is looked for in the shard that is asked for, and retries apart from fresh ones', async () => {
      const store = openStore()
      const campaign = await store.campaign({ shards: 4 })
      const contact = await store.contact(campaign, 1, { dueAt: at(5) })
      const shard = Number.parseInt(contact.id.charAt(4), 16)
      for (let s = 0; s < 4; s++)
        expect(await store.contacts.freshDue(campaign.id, { shard: s, priority: 5 }, ms(9))).toHaveLength(s === shard ? 1 : 0)
      expect(await store.contacts.retriesDue(campaign.id, ms(9))).toEqual([])

      const retry = { dueAt: at(3), duePK: retriesPartition(campaign.id), dueSK: dueSort(at(3), contact.id) }
      await store.table.put({ PK: `CAMPAIGN#${campaign.id}#C${shard}`, SK: `CONTACT#${contact.id}`, ...contact, ...retry })
      expect(await store.contacts.retriesDue(campaign.id, ms(9))).toEqual([{ contactId: contact.id, dueAt: ms(3) }])
      expect(await store.contacts.freshDue(campaign.id, { shard, priority: 5 }, ms(9))).toEqual([])
      expect(await store.contacts.nextDue(campaign)).toBe(ms(3))
    })

    it('is nobody when the index is empty', async () => {
      const store = openStore()
      expect(await store.contacts.nextDue(await store.campaign({ shards: 3 }))).toBeUndefined()
    })
  })

  describe('a contact that has to wait', () => {
    it('is due later, says why, and is held by nobody any more', async () => {
      const store = openStore()
      const campaign = await store.campaign()
      const contact = await store.contact(campaign, 1)
      await store.contacts.hold(campaign.id, { contactId: contact.id, dueAt: ms(0) }, { by: '0#1', until: ms(45) })
      expect(await store.contacts.postpone(contact, { dueAt: ms(600), because: 'the number was called 3 times' })).toBe(true)
      const waiting = await store.contacts.get(campaign.id, contact.id)
      expect(waiting).toMatchObject({ dueAt: at(600), heldBecause: 'the number was called 3 times' })
      expect(waiting).not.toHaveProperty('heldBy')
      expect(await store.contacts.freshDue(campaign.id, { shard: 0, priority: 5 }, ms(599))).toEqual([])
      expect(await store.contacts.freshDue(campaign.id, { shard: 0, priority: 5 }, ms(600))).toHaveLength(1)
    })

    it.each([
      ['in another state', { state: 'retrying' as const }],
      ['called since', { n: 1 }],
    ])('is left alone when it is %s', async (_, seen) => {
      const store = openStore()
      const campaign = await store.campaign()
      const contact = await store.contact(campaign, 1)
      expect(await store.contacts.postpone({ ...contact, ...seen }, { dueAt: ms(600), because: 'later' })).toBe(false)
      expect(await store.contacts.get(campaign.id, contact.id)).toEqual(contact)
    })
  })

  describe('a reservation', () => {
    const reserved = async () => {
      const store = openStore()
      const campaign = await store.campaign()
      const contact = await store.contact(campaign, 1)
      const due = { contactId: contact.id, dueAt: ms(0) }
      return { store, campaign, contact, due }
    }

    it('is given to one lane, and makes the contact due again later in case that lane dies', async () => {
      const { store, campaign, contact, due } = await reserved()
      const held = await Promise.all([0, 1, 2].map((k) => store.contacts.hold(campaign.id, due, { by: `${k}#1`, until: ms(45) })))
      expect(held.filter(Boolean)).toHaveLength(1)
      expect(await store.contacts.get(campaign.id, contact.id)).toMatchObject({ heldBy: `${held.indexOf(true)}#1`, dueAt: at(45) })
      expect(await store.contacts.freshDue(campaign.id, { shard: 0, priority: 5 }, ms(44))).toEqual([])
      expect(await store.contacts.freshDue(campaign.id, { shard: 0, priority: 5 }, ms(45))).toHaveLength(1)
    })

    it('is refused for a contact that is not as the index says', async () => {
      const { store, campaign, contact, due } = await reserved()
      const hold = { by: '0#1', until: ms(45) }
      expect(await store.contacts.hold(campaign.id, { ...due, dueAt: ms(1) }, hold)).toBe(false)
      expect(await store.contacts.hold(campaign.id, { ...due, contactId: nobody }, hold)).toBe(false)
      expect(await store.contacts.get(campaign.id, contact.id)).toEqual(contact)
    })

    it('is refused for a contact that is held, also once it is due again', async () => {
      const { store, campaign, due } = await reserved()
      await store.contacts.hold(campaign.id, due, { by: '0#1', until: ms(45) })
      expect(await store.contacts.hold(campaign.id, { ...due, dueAt: ms(45) }, { by: '1#1', until: ms(90) })).toBe(false)
    })
  })
})
