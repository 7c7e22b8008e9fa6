// The activity log: what happened, newest first, for each campaign and for the account.
import { describe, expect, it } from 'vitest'
import type { CampaignId } from '#contract/ids.ts'
import { onEachTable } from './each-table.ts'

const at = (minute: number): string => new Date(Date.UTC(2026, 10, 2, 15, minute)).toISOString()

onEachTable((openStore) => {
  const happened = (campaignId: CampaignId, minute: number) =>
    ({ campaignId, at: at(minute), by: 'person', action: 'paused', because: `minute ${minute}`, evidence: { live: minute } }) as const

  describe('the log', () => {
    it('keeps what happened as it was told, newest first', async () => {
      const { activity, ...store } = openStore()
      const { id } = await store.campaign()
      for (const minute of [2, 1, 3]) await activity.add(happened(id, minute))
      const { items, nextCursor } = await activity.list(id, { limit: 10 })
      expect(items).toEqual([3, 2, 1].map((minute) => ({ ...happened(id, minute), id: expect.any(String) })))
      expect(nextCursor).toBeNull()
    })

    it('has each entry once, page by page', async () => {
      const { activity, ...store } = openStore()
      const { id } = await store.campaign()
      for (let minute = 0; minute < 5; minute++) await activity.add(happened(id, minute))
      const first = await activity.list(id, { limit: 3 })
      const rest = await activity.list(id, { limit: 3, cursor: first.nextCursor ?? undefined })
      expect([...first.items, ...rest.items].map((entry) => entry.because)).toEqual([4, 3, 2, 1, 0].map((minute) => `minute ${minute}`))
    })

    it('of a campaign is its own, and what concerns the account stands apart', async () => {
      const { activity, ...store } = openStore()
      const [one, other] = [await store.campaign(), await store.campaign()]
      await activity.add(happened(one.id, 1))
      await activity.add({ at: at(2), by: 'ringmaster', action: 'breaker-opened' })
      expect((await activity.list(other.id, { limit: 10 })).items).toEqual([])
      expect((await activity.list(undefined, { limit: 10 })).items[0]).toMatchObject({ action: 'breaker-opened' })
      const ofOne = await activity.list(one.id, { limit: 10 })
      expect(ofOne.items).toHaveLength(1)
    })

    it('refuses the cursor of another log', async () => {
      const { activity, ...store } = openStore()
      const [one, other] = [await store.campaign(), await store.campaign()]
      for (const minute of [1, 2]) await activity.add(happened(one.id, minute))
      const { nextCursor } = await activity.list(one.id, { limit: 1 })
      const elsewhere = activity.list(other.id, { limit: 1, cursor: nextCursor ?? undefined })
      await expect(elsewhere).rejects.toMatchObject({ code: 'invalid_request' })
    })
  })
})
