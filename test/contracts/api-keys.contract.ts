// API keys as the table keeps them.
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ids } from '#runtime/ids.ts'
import { apiKeyKey } from '#store/table.ts'
import { aKey } from '../support/access.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  const AT = '2026-11-02T15:00:00.000Z'

  it('come back as they were written, with their expiry, by which the table deletes nothing', async () => {
    const store = openStore()
    const id = ids.key(store.clock.machine())
    await aKey(store, { id, name: 'CI', scope: 'admin', expiresAt: AT })
    expect(await store.apiKeys.get(id)).toMatchObject({ id, name: 'CI', scope: 'admin', expiresAt: AT, version: 1 })
    const item = await store.table.get(apiKeyKey(id), z.record(z.string(), z.unknown()))
    expect(item).not.toHaveProperty('expiresAt')
  })

  it('are changed only by whoever has seen the last change; a use is none', async () => {
    const store = openStore()
    const id = ids.key(store.clock.machine())
    await aKey(store, { id, previous: { digest: 'd', shown: 's', worksUntil: AT } })
    const seen = await store.apiKeys.get(id)
    if (!seen) throw new Error('The key is not there')
    await store.apiKeys.noteUse(id, AT)
    const changed = await store.apiKeys.change(seen, { revokedAt: AT, previous: undefined })
    expect(changed).toMatchObject({ revokedAt: AT, lastUsedAt: AT, version: 2 })
    expect(changed).not.toHaveProperty('previous')
    expect(await store.apiKeys.change(seen, { name: 'too late' })).toBeUndefined()
  })

  it('that do not exist are not made by being used', async () => {
    const { apiKeys, clock } = openStore()
    const id = ids.key(clock.machine())
    await apiKeys.noteUse(id, AT)
    expect(await apiKeys.get(id)).toBeUndefined()
  })
})
