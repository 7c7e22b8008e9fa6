// The audit log: appended to, read newest first by cursor, and forgotten by the table.
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { AuditEntry } from '#contract/audit.ts'
import { AUDIT_PARTITION } from '#store/table.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  const entry = (at: string, status: number): Omit<AuditEntry, 'id'> => ({
    ...{ at, principal: 'machine', role: 'admin', request: 'POST /api/db/keys', outcome: 'done', status, requestId: `r${status}` },
  })

  it('gives every entry once, newest first, page by page, and forgets it after its days', async () => {
    const { audit, table } = openStore()
    const times = ['2026-11-02T15:00:00.000Z', '2026-11-02T15:00:00.001Z', '2026-11-03T15:00:00.000Z']
    for (const [i, at] of times.entries()) await audit.add(entry(at, 201 + i))
    const first = await audit.list({ limit: 2 })
    const second = await audit.list({ limit: 2, cursor: first.nextCursor ?? undefined })
    expect(first.items.map(({ status }) => status)).toEqual([203, 202])
    expect(second.items.map(({ status }) => status)).toEqual([201])
    const { items } = await table.query({ partition: AUDIT_PARTITION, limit: 1 }, z.object({ at: z.string(), expiresAt: z.number() }))
    expect(items).toEqual([{ at: times[0], expiresAt: Date.parse('2026-11-02T15:00:00.000Z') / 1000 + 365 * 86_400 }])
    await expect(audit.list({ limit: 2, cursor: 'made-up' })).rejects.toMatchObject({ code: 'invalid_request' })
  })

  it('gives only what somebody did, or what came to something, and goes on where the page ended', async () => {
    const { audit } = openStore()
    for (let i = 0; i < 9; i++) {
      const some = i % 3 === 0 ? { principal: 'token:bea', outcome: i === 0 ? ('failed' as const) : ('denied' as const) } : {}
      await audit.add({ ...entry(`2026-11-04T15:00:00.00${i}Z`, 300 + i), ...some })
    }
    const first = await audit.list({ limit: 2, principal: 'token:bea' })
    expect(first.items.map(({ status }) => status)).toEqual([306, 303])
    const rest = await audit.list({ limit: 2, principal: 'token:bea', cursor: first.nextCursor ?? undefined })
    expect(rest).toMatchObject({ items: [{ status: 300 }], nextCursor: null })
    expect((await audit.list({ limit: 9, outcome: 'denied' })).items.map(({ status }) => status)).toEqual([306, 303])
    expect((await audit.list({ limit: 9, outcome: 'failed', principal: 'token:bea' })).items.map(({ status }) => status)).toEqual([300])
    expect(await audit.list({ limit: 9, outcome: 'failed', principal: 'machine' })).toEqual({ items: [], nextCursor: null })
  })
})
