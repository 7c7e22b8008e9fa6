// The audit log of a busy year: a filter that fits nothing reads a part of it at a time.
import { expect, it } from 'vitest'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { openStore } from '../support/store.ts'

const ENTRIES = 7_000
const START_MS = Date.parse('2026-11-02T15:00:00.000Z')

it('reads only so far for a filter that fits nothing, and says where to go on', async () => {
  const table = memoryTable({ parse: 'once' })
  const { audit } = openStore(() => table)
  const entry = { principal: 'machine', request: 'POST /api/db/keys', outcome: 'done', status: 201, requestId: 'r' } as const
  for (let i = 0; i < ENTRIES; i++) await audit.add({ ...entry, at: new Date(START_MS + i).toISOString() })
  const first = await audit.list({ limit: 50, outcome: 'failed' })
  expect(first.items).toEqual([])
  expect(first.nextCursor).not.toBeNull()
  expect(await audit.list({ limit: 50, outcome: 'failed', cursor: first.nextCursor ?? undefined })).toEqual({ items: [], nextCursor: null })
})
