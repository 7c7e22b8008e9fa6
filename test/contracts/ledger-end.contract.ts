// What a claim becomes: on its way, settled, void, or never called at all.
import { describe, expect, it } from 'vitest'
import { attemptIdOf } from '#domain/ids.ts'
import { attemptChanged, contactMoved } from '#domain/progress.ts'
import { numberKey } from '#store/table.ts'
import { claimed, readyToCall } from '../support/claimed.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  type Claimed = Awaited<ReturnType<typeof claimed>>
  const NOON = '2026-11-02T15:10:00.000Z'
  const LATER = '2026-11-02T16:10:00.000Z'

  const answered = { state: 'answered', callSid: 'CA1', placed: true, answered: true, wasAnswered: false } as const
  const advance = ({ ledger, attempt }: Claimed, version = 1) =>
    ledger.advance({ ...attempt, version }, { change: answered, at: NOON, leaseMs: 70_000, deltas: attemptChanged(answered) })

  const missed = { state: 'no-answer', outcome: 'no-answer', callSid: 'CA1', placed: true, answered: false, wasAnswered: false } as const
  const settle = ({ ledger, attempt }: Claimed, { version = 1, refund = false } = {}) =>
    ledger.settle(
      { ...attempt, version },
      {
        ...{ change: missed, at: NOON, freedMs: 5_000, seconds: 0, sipCode: 487 },
        next: { state: 'retrying', dueAt: Date.parse(LATER), refund },
        deltas: contactMoved('calling', 'retrying'),
      },
    )

  const undo = async ({ ledger, attempt, numbers }: Claimed, { version = 1 } = {}) =>
    ledger.void(
      { ...attempt, version },
      { at: NOON, dueAt: LATER, freedMs: 5_000, number: await numbers.get(attempt.phone), deltas: contactMoved('calling', 'pending') },
    )

  const never = ({ ledger, contact }: Claimed, lane = { k: 0, run: 1 }) =>
    ledger.never(contact, {
      state: 'suppressed',
      because: 'the number is on the list',
      lane,
      deltas: contactMoved('pending', 'suppressed'),
    })

  describe('an attempt on its way', () => {
    it('is written with the lane’s counters', async () => {
      const here = await claimed(openStore())
      expect(await advance(here)).toEqual({ ok: true })
      const { attempt, lane, live } = await here.now()
      expect(attempt).toMatchObject({ state: 'answered', callSid: 'CA1', answeredAt: NOON, leaseMs: 70_000, version: 2 })
      expect(lane?.counters).toEqual({ waiting: -1, live: 1, callsPlaced: 1, callsAnswered: 1 })
      expect(live).toEqual([here.attempt.id])
    })

    it('never gets a shorter lease', async () => {
      const here = await claimed(openStore())
      const before = { ...here.attempt, leaseMs: 90_000 }
      await here.ledger.advance(before, { change: answered, at: NOON, leaseMs: 70_000, deltas: {} })
      expect((await here.now()).attempt?.leaseMs).toBe(90_000)
    })

    it('is refused when it has changed since it was read', async () => {
      const here = await claimed(openStore())
      expect(await advance(here, 9)).toEqual({
        ok: false,
        refused: ['attempt'],
        because: ['the attempt has changed since it was read, to version 1'],
      })
      expect((await here.now()).attempt).toEqual(here.attempt)
    })

    it('is refused when its lane is no longer busy with it', async () => {
      const here = await claimed(openStore())
      await settle(here)
      const before = await here.now()
      expect(await advance(here, 2)).toEqual({ ok: false, refused: ['lane'], because: ['the lane holds nothing'] })
      expect(await here.now()).toEqual(before)
    })
  })

  describe('a settled attempt', () => {
    it('moves its contact on, unlocks the number, frees the lane and leaves the live calls', async () => {
      const here = await claimed(openStore())
      expect(await settle(here)).toEqual({ ok: true })
      const { contact, attempt, number, lane, due, live, over } = await here.now()
      expect(contact).toMatchObject({ state: 'retrying', attempts: 1, outcome: 'no-answer', dueAt: LATER })
      expect(attempt).toMatchObject({ state: 'no-answer', outcome: 'no-answer', callSid: 'CA1', endedAt: NOON, seconds: 0, sipCode: 487 })
      expect(number).not.toHaveProperty('lockedBy')
      expect(number?.recent).toHaveLength(1)
      expect(lane).toMatchObject({ lastAttemptId: here.attempt.id, freedMs: 5_000, counters: { waiting: -1, retrying: 1, live: 0 } })
      expect(lane).not.toHaveProperty('attemptId')
      expect(due).toBe(Date.parse(LATER))
      expect({ live, over }).toEqual({ live: [], over: [here.attempt.id] })
      expect(await here.contacts.retriesDue(here.campaign.id, Date.parse(LATER))).toHaveLength(1)
    })

    it('that did not count is given back to the contact’s budget, and its ordinal stays used', async () => {
      const here = await claimed(openStore())
      await settle(here, { refund: true })
      expect((await here.now()).contact).toMatchObject({ attempts: 0, n: 1 })
    })

    it('is settled once: the second is refused by everything that the first has moved', async () => {
      const here = await claimed(openStore())
      await settle(here)
      const before = await here.now()
      expect(await settle(here)).toEqual({
        ok: false,
        refused: ['attempt', 'contact', 'number', 'lane'],
        because: [
          'the attempt has changed since it was read, to version 2',
          'the contact is retrying',
          'the number is not locked',
          'the lane holds nothing',
        ],
      })
      expect(await here.now()).toEqual(before)
    })

    it('is refused by the attempt alone when that has changed since it was read', async () => {
      const here = await claimed(openStore())
      await here.attempts.note(here.attempt.id, { agentSpoke: true })
      expect(await settle(here)).toMatchObject({ refused: ['attempt'] })
    })

    it('is refused by the number alone when another attempt has its lock', async () => {
      const here = await claimed(openStore())
      const other = attemptIdOf(here.campaign.id, here.contact.id, 9)
      await here.table.put({ ...numberKey(here.contact.phone), version: 9, recent: [], lockedBy: other })
      const before = await here.now()
      expect(await settle(here)).toEqual({ ok: false, refused: ['number'], because: [`the number is locked by ${other}`] })
      expect(await here.now()).toEqual(before)
    })
  })

  describe('a void attempt', () => {
    it('leaves everything as if it had not been, but for its ordinal', async () => {
      const here = await claimed(openStore())
      expect(await undo(here)).toEqual({ ok: true })
      const { contact, attempt, number, lane, due, live, over } = await here.now()
      expect(contact).toMatchObject({ state: 'pending', attempts: 0, n: 1, dueAt: LATER })
      expect(attempt).toMatchObject({ state: 'void', endedAt: NOON })
      expect(number).toEqual({ version: 2, suppressed: false, recent: [] })
      expect(lane).toMatchObject({ counters: { live: 0, waiting: 0 } })
      expect(lane).not.toHaveProperty('attemptId')
      expect(due).toBe(Date.parse(LATER))
      expect({ live, over }).toEqual({ live: [], over: [here.attempt.id] })
    })

    it('is refused once the provider is known to have the call', async () => {
      const here = await claimed(openStore())
      await advance(here)
      const before = await here.now()
      expect(await undo(here, { version: 2 })).toEqual({
        ok: false,
        refused: ['attempt'],
        because: ['the provider has the attempt as CA1'],
      })
      expect(await here.now()).toEqual(before)
    })
  })

  describe('a contact that is never called', () => {
    it('says why, is due no more, and is counted on the lane that found out', async () => {
      const here = await readyToCall(openStore())
      expect(await never(here)).toEqual({ ok: true })
      const { contact, lane, due } = await here.now()
      expect(contact).toMatchObject({ state: 'suppressed', heldBecause: 'the number is on the list', attempts: 0 })
      expect(lane?.counters).toEqual({ waiting: -1, finished: 1 })
      expect(due).toBeUndefined()
    })

    it('is counted once', async () => {
      const here = await readyToCall(openStore())
      await Promise.all([never(here), never(here), never(here)])
      expect((await here.now()).lane?.counters.finished).toBe(1)
    })

    it('is refused by the contact when that is being called, and by the lane when it is of another run', async () => {
      expect(await never(await claimed(openStore()))).toMatchObject({
        refused: ['contact'],
        because: ['the contact is calling', 'the contact is at attempt 1'],
      })
      const here = await readyToCall(openStore())
      const before = await here.now()
      expect(await never(here, { k: 0, run: 2 })).toEqual({ ok: false, refused: ['lane'], because: ['the lane is of run 1'] })
      expect(await here.now()).toEqual(before)
    })
  })
})
