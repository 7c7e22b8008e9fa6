// Attempts: single items that several writers meet at.
import { describe, expect, it } from 'vitest'
import type { AttemptRecord } from '#app/records/attempt.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { attemptKey, callsPartition } from '#store/table.ts'
import { anAttempt } from '../support/builders.ts'
import { claimed } from '../support/claimed.ts'
import type { Store } from '../support/store.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  const put = ({ table }: Pick<Store, 'table'>, attempt: AttemptRecord, endedAt?: string) =>
    table.put({
      ...attemptKey(attempt.id),
      ...attempt,
      ...(endedAt ? { callsPK: callsPartition(attempt.campaignId), callsSK: `${endedAt}#${attempt.n}` } : {}),
    })

  const anOwnAttempt = async (changes: Partial<AttemptRecord> = {}) => {
    const store = openStore()
    const campaign = await store.campaign()
    const contact = await store.contact(campaign, 1)
    const own = { id: attemptIdOf(campaign.id, contact.id, 1), campaignId: campaign.id, contactId: contact.id }
    const attempt = anAttempt({ ...own, ...changes })
    await put(store, attempt)
    const now = async () => {
      const found = await store.attempts.get(attempt.id)
      if (!found) throw new Error('no attempt')
      return found
    }
    return { ...store, campaign, contact, attempt, now }
  }

  describe('an attempt', () => {
    it('keeps the latest lease that anybody gave it', async () => {
      const { attempts, attempt, now } = await anOwnAttempt({ leaseMs: 20_000 })
      await attempts.extendLease(attempt.id, 60_000)
      expect((await now()).leaseMs).toBe(60_000)
      await attempts.extendLease(attempt.id, 30_000)
      expect((await now()).leaseMs).toBe(60_000)
    })

    it('is not made by a lease or a note that comes for one that does not exist', async () => {
      const { attempts, campaign, contact } = await anOwnAttempt()
      const id = attemptIdOf(campaign.id, contact.id, 2)
      await attempts.extendLease(id, 1)
      await attempts.note(id, { agentSpoke: true })
      expect(await attempts.openStream(anAttempt({ id }), { openedMs: 1 })).toBe(false)
      expect(await attempts.get(id)).toBeUndefined()
    })

    it('keeps what the bridge noted, and counts it as a change', async () => {
      const { attempts, attempt, now } = await anOwnAttempt()
      await attempts.note(attempt.id, { conversationId: 'conv_1', closedFirst: 'caller', agentSpoke: true })
      expect(await now()).toMatchObject({ conversationId: 'conv_1', closedFirst: 'caller', agentSpoke: true, version: 2 })
      expect(await now()).not.toHaveProperty('mediaFailure')
    })

    it('has one stream, whoever comes first', async () => {
      const { attempts, attempt } = await anOwnAttempt()
      const opened = await Promise.all([1, 2, 3].map((ms) => attempts.openStream(attempt, { openedMs: ms })))
      expect(opened.filter(Boolean)).toHaveLength(1)
      expect(await attempts.openStream(attempt, { openedMs: 4 })).toBe(false)
    })

    it('takes the time of another call as long as it is not over', async () => {
      const [at, later] = ['2026-11-02T16:00:00.000Z', '2026-11-02T17:00:00.000Z']
      const { attempts, attempt, now } = await anOwnAttempt()
      expect(await attempts.callBackAt(attempt.id, at)).toBe(true)
      expect(await attempts.callBackAt(attempt.id, later)).toBe(true)
      expect(await now()).toMatchObject({ callbackAt: later, version: 3 })

      const over = await anOwnAttempt({ state: 'completed', endedAt: '2026-11-02T15:01:00.000Z' })
      expect(await over.attempts.callBackAt(over.attempt.id, at)).toBe(false)
      expect(await over.now()).not.toHaveProperty('callbackAt')
    })

    it('that is over opens no stream', async () => {
      const { attempts, attempt } = await anOwnAttempt({ state: 'completed', endedAt: '2026-11-02T15:01:00.000Z' })
      expect(await attempts.openStream(attempt, { openedMs: 1 })).toBe(false)
    })
  })

  describe('the token of an attempt', () => {
    it('is known until a later turn of its lane has claimed another one', async () => {
      const { attempts, attempt } = await claimed(openStore())
      expect(await attempts.tokenOf(attempt)).toEqual({ token: 'token-1', isOwn: true })
      for (const other of [{ turn: 1 }, { run: 2 }, { k: 1 }]) {
        expect(await attempts.tokenOf({ ...attempt, ...other })).toBeUndefined()
      }
    })

    it('is that of a later turn which waits for it, and of nobody else', async () => {
      const { attempts, attempt } = await claimed(openStore())
      const later = { campaignId: attempt.campaignId, k: attempt.k, run: attempt.run + 1, turn: 0, token: 'later' }
      expect(await attempts.waitFor(attempt, later)).toEqual({ kind: 'waits', instead: 'token-1' })
      expect(await attempts.waitFor(attempt, later)).toEqual({ kind: 'waits' })
      expect(await attempts.tokenOf(attempt)).toEqual({ token: 'later', isOwn: false })
      const other = attemptIdOf(attempt.campaignId, attempt.contactId, attempt.n + 1)
      expect(await attempts.tokenOf({ ...attempt, id: other, run: later.run, turn: later.turn })).toBeUndefined()
    })

    it('stays that of the latest turn when an earlier one is invoked again', async () => {
      const { attempts, attempt } = await claimed(openStore())
      const { campaignId, k, run } = attempt
      const second = { campaignId, k, run: run + 1, turn: 2, token: 'second' }
      await attempts.waitFor(attempt, second)
      for (const earlier of [
        { ...second, turn: 1 },
        { ...second, run },
      ]) {
        expect(await attempts.waitFor(attempt, { ...earlier, token: 'earlier' })).toEqual({ kind: 'superseded' })
      }
      expect((await attempts.tokenOf(attempt))?.token).toBe('second')
    })
  })

  describe('the calls of a campaign', () => {
    it('that are over are listed newest first, page by page', async () => {
      const { attempts, attempt, campaign, contact, table } = await anOwnAttempt()
      for (let n = 2; n <= 4; n++) {
        await put({ table }, { ...attempt, id: attemptIdOf(campaign.id, contact.id, n), n }, `2026-11-02T15:0${n}:00.000Z`)
      }
      const over = await attempts.list(campaign.id, { live: false, limit: 2 })
      expect(over.items.map(({ n }) => n)).toEqual([4, 3])
      const rest = await attempts.list(campaign.id, { live: false, limit: 2, cursor: over.nextCursor ?? undefined })
      expect(rest.items.map(({ n }) => n)).toEqual([2])
    })

    it('that are live are those that the lanes hold, so many lanes to a page', async () => {
      const { attempts, campaign, attempt, lanes, ...store } = await claimed(openStore())
      await lanes.open(campaign.id, { k: 1, run: 1 })
      const first = await attempts.list(campaign.id, { live: true, limit: 1 })
      expect(first.items.map(({ id }) => id)).toEqual([attempt.id])
      expect(await attempts.list(campaign.id, { live: true, limit: 1, cursor: first.nextCursor ?? undefined })).toEqual({
        items: [],
        nextCursor: expect.any(String),
      })
      expect((await store.now()).over).toEqual([])
    })

    it('refuse the cursor of another list', async () => {
      const { attempts, campaign, lanes } = await anOwnAttempt()
      for (const k of [0, 1]) await lanes.open(campaign.id, { k, run: 1 })
      const live = await attempts.list(campaign.id, { live: true, limit: 1 })
      expect(live.nextCursor).not.toBeNull()
      const list = { live: false, limit: 1, cursor: live.nextCursor ?? undefined }
      await expect(attempts.list(campaign.id, list)).rejects.toMatchObject({ code: 'invalid_request' })
    })
  })
})
