// The audit log: appended to, read newest first by cursor, and forgotten by the table.
import { expect, it } from 'vitest'
import * as z from 'zod'
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
})
