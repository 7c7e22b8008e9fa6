// The claim: all of it or nothing, and who stood in its way.
import { describe, expect, it } from 'vitest'
import type { AttemptRecord } from '#app/records/attempt.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { attemptKey, numberKey } from '#store/table.ts'
import { claimed, readyToCall } from '../support/claimed.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  describe('a claim', () => {
    it('moves contact, attempt, number and lane together', async () => {
      const { claim, now, attempt } = await readyToCall(openStore())
      expect(await claim()).toEqual({ ok: true })
      const { due, live, over, ...items } = await now()
      expect(items.contact).toMatchObject({ state: 'calling', attempts: 1, n: 1 })
      expect(items.contact).not.toHaveProperty('dueAt')
      expect(items.attempt).toEqual(attempt)
      expect(items.number).toMatchObject({ lockedBy: attempt.id, version: 1, recent: [{ attemptId: attempt.id, at: attempt.claimedAt }] })
      expect(items.lane).toMatchObject({ attemptId: attempt.id, counters: { waiting: -1, live: 1 } })
      expect({ due, live, over }).toEqual({ due: undefined, live: [attempt.id], over: [] })
    })

    it('takes the lane’s reservation, its kept slot and the contact’s hold away', async () => {
      const { claim, now, lanes, contacts, campaign, contact } = await readyToCall(openStore())
      const due = { contactId: contact.id, dueAt: Date.parse(contact.dueAt ?? '') }
      await contacts.hold(campaign.id, due, { by: '0#1', until: due.dueAt + 45_000 })
      const lane = await lanes.get(campaign.id, 0)
      if (!lane) throw new Error('no lane')
      await lanes.keep(campaign.id, lane, { reserved: { contactId: contact.id, dueAt: contact.dueAt ?? '' } })
      await lanes.keep(campaign.id, lane, { slot: { at: contact.dueAt ?? '', kind: 'account' } })
      expect(await claim()).toEqual({ ok: true })
      const items = await now()
      expect(items.lane).not.toHaveProperty('reserved')
      expect(items.lane).not.toHaveProperty('slot')
      expect(items.contact).not.toHaveProperty('heldBy')
    })

    type Ready = Awaited<ReturnType<typeof readyToCall>>
    type Refusal = {
      part: string
      because: string
      when: string
      meanwhile?: (ready: Ready) => Promise<unknown>
      as?: Parameters<Ready['claim']>[0]
    }
    const refusals: Refusal[] = [
      { part: 'contact', because: 'the contact is pending', when: 'is in another state by now', as: { contact: { state: 'retrying' } } },
      { part: 'contact', because: 'the contact is at attempt 0', when: 'was called since', as: { contact: { n: 3 } } },
      {
        part: 'attempt',
        because: 'the attempt is there already',
        when: 'exists already',
        meanwhile: ({ table, attempt }) => table.put({ ...attemptKey(attempt.id), ...attempt }),
      },
      {
        part: 'number',
        because: 'the number has changed since it was read, to version 1',
        when: 'was called for the first time since',
        meanwhile: ({ table, contact }) => table.put({ ...numberKey(contact.phone), version: 1, recent: [] }),
      },
      {
        part: 'number',
        because: 'the number has changed since it was read, to version 2',
        when: 'has changed since the gate read it',
        meanwhile: ({ table, contact }) => table.put({ ...numberKey(contact.phone), version: 2, recent: [] }),
        as: { number: { version: 1, recent: [], suppressed: false } },
      },
      {
        part: 'lane',
        because: 'the lane is of run 2',
        when: 'is of a newer run',
        meanwhile: ({ lanes, campaign }) => lanes.open(campaign.id, { k: 0, run: 2 }),
      },
      {
        part: 'lane',
        because: 'the lane is closed',
        when: 'was sent home',
        meanwhile: ({ lanes, campaign }) => lanes.close(campaign.id, { k: 0, run: 1 }),
      },
      { part: 'lane', because: 'the lane does not exist', when: 'does not exist', as: { attempt: { k: 7 } } },
    ]
    it.each(refusals)('is refused by the $part when it $when, says so, and writes nothing', async ({ part, because, meanwhile, as }) => {
      const ready = await readyToCall(openStore())
      await meanwhile?.(ready)
      const before = await ready.now()
      expect(await ready.claim(as)).toEqual({ ok: false, refused: [part], because: [because] })
      expect(await ready.now()).toEqual(before)
    })

    it('of a contact that was read as finished is nobody’s to ask for', async () => {
      const { claim, now } = await readyToCall(openStore())
      const before = await now()
      await expect(async () => claim({ contact: { state: 'done' } })).rejects.toThrow(
        'The ledger was asked to claim a contact that is done: only one that is pending or retrying can be',
      )
      expect(await now()).toEqual(before)
    })

    it('is refused by the lane while that is busy with another attempt, and names all that refuse', async () => {
      const { claim, attempt } = await claimed(openStore())
      expect(await claim()).toEqual({
        ok: false,
        refused: ['contact', 'attempt', 'number', 'lane'],
        because: [
          'the contact is calling',
          'the contact is at attempt 1',
          'the attempt is there already',
          'the number has changed since it was read, to version 1',
          `the lane holds ${attempt.id}`,
        ],
      })
    })

    it('is won by one of many that reach for the same contact', async () => {
      const { claim, lanes, campaign, now } = await readyToCall(openStore())
      for (let k = 1; k < 6; k++) await lanes.open(campaign.id, { k, run: 1 })
      const claims = await Promise.all([0, 1, 2, 3, 4, 5].map((k) => claim({ attempt: { k } })))
      expect(claims.filter(({ ok }) => ok)).toHaveLength(1)
      expect((await now()).contact).toMatchObject({ attempts: 1, n: 1 })
      const busy = (await lanes.list(campaign.id)).filter(({ attemptId }) => attemptId !== undefined)
      expect(busy).toHaveLength(1)
    })

    const later: { when: string; attempt: Partial<AttemptRecord> }[] = [
      { when: 'a later turn', attempt: { run: 1, turn: 5 } },
      { when: 'a turn of a newer run', attempt: { run: 2, turn: 0 } },
    ]
    it.each(later)('of a turn that was held up leaves the token of $when, which wakes the lane', async ({ attempt: later }) => {
      const { claim, attempts, attempt, lanes, campaign } = await readyToCall(openStore())
      await lanes.open(campaign.id, { k: 0, run: later.run ?? 1 })
      expect(await claim({ attempt: later })).toEqual({ ok: true })
      expect(await claim({ attempt: { run: 1, turn: 3 } })).toEqual({
        ok: false,
        refused: ['lane'],
        because: ['a later turn of the lane has begun'],
      })
      expect(await attempts.tokenOf({ ...attempt, ...later })).toEqual({ token: 'token-1', isOwn: true })
    })

    it('is open to the same turn again, and to the next', async () => {
      const { claim, lanes, campaign } = await readyToCall(openStore())
      await lanes.open(campaign.id, { k: 0, run: 2 })
      for (const turn of [3, 3, 4]) {
        expect(await claim({ attempt: { run: 1, turn } })).toMatchObject({ refused: ['lane'], because: ['the lane is of run 2'] })
      }
      expect(await claim({ attempt: { run: 2, turn: 0 } })).toEqual({ ok: true })
    })

    it('keeps the number’s calls of the last day and forgets older ones', async () => {
      const { claim, now, table, contact, attempt, campaign } = await readyToCall(openStore())
      const call = (n: number, at: string) => ({ attemptId: attemptIdOf(campaign.id, contact.id, 10 + n), at })
      const recent = [call(0, '2026-11-01T14:00:00.000Z'), call(1, '2026-11-01T16:00:00.000Z')]
      await table.put({ ...numberKey(contact.phone), version: 4, recent })
      expect(await claim({ number: { version: 4, recent, suppressed: false } })).toEqual({ ok: true })
      expect((await now()).number).toEqual({
        version: 5,
        suppressed: false,
        lockedBy: attempt.id,
        recent: [recent[1], { attemptId: attempt.id, at: attempt.claimedAt }],
      })
    })
  })
})
