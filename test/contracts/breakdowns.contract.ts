// What campaigns' calls came to, as it is kept: whoever has seen an older record does not overwrite a newer one.
import { expect, it } from 'vitest'
import type { BreakdownRecord } from '#app/ports/breakdowns.ts'
import { nothingCounted } from '#domain/breakdown/counting.ts'
import { breakdownsIn } from '#store/breakdowns.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  const asOf = '2026-11-02T15:00:00.000Z'
  const counting: NonNullable<BreakdownRecord['counting']> = {
    ...{ counted: nothingCounted(), stand: '1', asOf, beganMs: 1, touchedMs: 1, isHeld: false },
  }

  it('of those who begin at once, one does, and is read back', async () => {
    const store = openStore()
    const { id: campaignId } = await store.campaign()
    const breakdowns = breakdownsIn(store.table, store.clock)
    const begun = await Promise.all(Array.from({ length: 5 }, () => breakdowns.replace(undefined, { campaignId, counting })))
    expect(begun.filter((record) => record !== undefined)).toHaveLength(1)
    expect(await breakdowns.get(campaignId)).toEqual({ campaignId, version: 1, counting })
  })

  it('of those who go on from the same record, one does, and what it leaves out is gone', async () => {
    const store = openStore()
    const { id: campaignId } = await store.campaign()
    const breakdowns = breakdownsIn(store.table, store.clock)
    const first = await breakdowns.replace(undefined, { campaignId, counting })
    expect(await breakdowns.replace(first, { campaignId })).toEqual({ campaignId, version: 2 })
    expect(await breakdowns.replace(first, { campaignId, counting })).toBeUndefined()
    expect(await breakdowns.get(campaignId)).toEqual({ campaignId, version: 2 })
  })

  it('contacts come with their calls, to the last one', async () => {
    const store = openStore()
    const campaign = await store.campaign({ shards: 2 })
    const breakdowns = breakdownsIn(store.table, store.clock)
    for (const i of [0, 1, 2]) await store.contact(campaign, i)
    const phones: string[] = []
    let cursor: string | undefined
    do {
      const { items, nextCursor } = await breakdowns.contacts(campaign, cursor)
      phones.push(...items.map(({ contact }) => contact.phone))
      cursor = nextCursor ?? undefined
    } while (cursor !== undefined)
    expect(phones).toHaveLength(3)
  })
})
