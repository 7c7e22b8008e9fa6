import { describe, expect, it } from 'vitest'
import { contactId } from '../support/builders.ts'
import { claimed } from '../support/claimed.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  const aLane = async (k = 0) => {
    const store = openStore()
    const { id } = await store.campaign()
    const lane = async () => {
      const found = await store.lanes.get(id, k)
      if (!found) throw new Error('no lane')
      return found
    }
    return { ...store.lanes, id, lane }
  }

  describe('a lane', () => {
    it('is opened by its run, again by the same run, and by a newer one', async () => {
      const { open, lane, id } = await aLane()
      expect(await open(id, { k: 0, run: 2 })).toBe(true)
      expect(await open(id, { k: 0, run: 2 })).toBe(true)
      expect(await open(id, { k: 0, run: 3 })).toBe(true)
      expect(await lane()).toMatchObject({ k: 0, run: 3, open: true })
    })

    it('is not opened by an older run', async () => {
      const { open, lane, id } = await aLane()
      await open(id, { k: 0, run: 2 })
      expect(await open(id, { k: 0, run: 1 })).toBe(false)
      expect(await lane()).toMatchObject({ run: 2, open: true })
    })

    it('is not opened again by a run that was sent home', async () => {
      const { open, close, lane, id } = await aLane()
      await open(id, { k: 0, run: 1 })
      await close(id, { k: 0, run: 1 })
      expect(await open(id, { k: 0, run: 1 })).toBe(false)
      expect(await lane()).toMatchObject({ open: false })
      expect(await open(id, { k: 0, run: 2 })).toBe(true)
    })

    it('is not closed on behalf of an older run, and not closed into being', async () => {
      const { open, close, get, list, lane, id } = await aLane()
      await open(id, { k: 0, run: 2 })
      await close(id, { k: 0, run: 1 })
      expect(await lane()).toMatchObject({ open: true, run: 2 })
      await close(id, { k: 7, run: 2 })
      expect(await get(id, 7)).toBeUndefined()
      expect(await list(id)).toHaveLength(1)
    })

    it('forgets a kept dial slot when a run opens or closes it, for its time is over', async () => {
      const { open, keep, close, lane, id } = await aLane()
      await open(id, { k: 0, run: 1 })
      expect(await keep(id, await lane(), { slot: { at: '2026-11-02T15:00:00.000Z', kind: 'account' } })).toBe(true)
      expect((await lane()).slot).toBeDefined()
      await open(id, { k: 0, run: 2 })
      expect((await lane()).slot).toBeUndefined()
      await keep(id, await lane(), { slot: { at: '2026-11-02T15:00:00.000Z', kind: 'campaign' } })
      await close(id, { k: 0, run: 2 })
      expect((await lane()).slot).toBeUndefined()
    })

    it('keeps a reservation only while it is open and of the run that asks', async () => {
      const { open, close, keep, lane, id } = await aLane()
      const reserved = { contactId, dueAt: '2026-11-02T15:00:00.000Z' }
      await open(id, { k: 0, run: 1 })
      const old = await lane()
      await open(id, { k: 0, run: 2 })
      expect(await keep(id, old, { reserved })).toBe(false)
      expect(await keep(id, await lane(), { reserved })).toBe(true)
      expect((await lane()).reserved).toEqual(reserved)
      await close(id, { k: 0, run: 2 })
      expect(await keep(id, await lane(), { reserved })).toBe(false)
    })

    it('has a version that grows with each change', async () => {
      const { open, close, lane, id } = await aLane()
      await open(id, { k: 0, run: 1 })
      const { version } = await lane()
      await close(id, { k: 0, run: 1 })
      expect((await lane()).version).toBe(version + 1)
    })
  })

  describe('the lanes of a campaign', () => {
    it('are listed by number, also beyond nine', async () => {
      const { open, list, id } = await aLane()
      for (const k of [10, 2, 0, 9]) await open(id, { k, run: 1 })
      expect((await list(id)).map(({ k }) => k)).toEqual([0, 2, 9, 10])
    })

    it('are summed over all pages, with how many are busy, and a sum is read again once it is too old', async () => {
      const store = openStore()
      const here = await claimed(store)
      const { id } = here.campaign
      await here.lanes.open(id, { k: 1, run: 1 })
      const sum = { counters: { waiting: -1, live: 1 }, busy: 1 }
      expect(await here.lanes.sum(id, { maxAgeMs: 10_000 })).toMatchObject(sum)
      const deltas = { waiting: -1, finished: 1 } as const
      const other = await store.contact(here.campaign, 50)
      await here.ledger.never(other, { state: 'failed', because: 'no consent', lane: { k: 1, run: 1 }, deltas })
      expect(await here.lanes.sum(id, { maxAgeMs: 10_000 })).toMatchObject(sum)
      here.move(10_000)
      expect(await here.lanes.sum(id, { maxAgeMs: 10_000 })).toMatchObject({ counters: { waiting: -2, live: 1, finished: 1 }, busy: 1 })
    })
  })

  describe('lanes that are closed together', () => {
    it('belong to the run that closes them, keep what they hold, and forget their kept slots', async () => {
      const store = openStore()
      const here = await claimed(store)
      const { id } = here.campaign
      await store.lanes.open(id, { k: 1, run: 1 })
      const [, idle] = await store.lanes.list(id)
      if (!idle) throw new Error('no lane')
      await store.lanes.keep(id, idle, { slot: { at: '2026-11-02T15:00:00.000Z', kind: 'account' } })
      expect(await store.ledger.closeLanes(id, { lanes: await store.lanes.list(id), run: 2 })).toEqual({ ok: true })
      const [busy, other] = await store.lanes.list(id)
      expect(busy).toMatchObject({ open: false, run: 2, attemptId: here.attempt.id, counters: { live: 1 } })
      expect(other).toMatchObject({ open: false, run: 2 })
      expect(other).not.toHaveProperty('slot')
    })

    it('are all left open when one of them is not as it was read', async () => {
      const store = openStore()
      const { id } = await store.campaign()
      for (const k of [0, 1]) await store.lanes.open(id, { k, run: 1 })
      const lanes = await store.lanes.list(id)
      await store.lanes.open(id, { k: 1, run: 2 })
      expect(await store.ledger.closeLanes(id, { lanes, run: 3 })).toEqual({
        ok: false,
        refused: ['lane'],
        because: ['the lane is of run 2'],
      })
      expect((await store.lanes.list(id)).map(({ open }) => open)).toEqual([true, true])
    })
  })
})
