// Who is let in by what they show, over a table in memory.
import { beforeEach, describe, expect, it } from 'vitest'
import { admit } from '#app/access/admit.ts'
import { digestOf, keyIdIn, keyText } from '#app/access/key-text.ts'
import type { ApiKeys } from '#app/ports/access.ts'
import { ids } from '#runtime/ids.ts'
import { log } from '#runtime/log.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { admission, aKey, DEPLOYMENT_KEY } from '../../support/access.ts'
import { captureOutput } from '../../support/output.ts'
import { openStore, type Store } from '../../support/store.ts'

const HOUR = 3_600_000
const MINUTE = 60_000

let store: Store
beforeEach(() => {
  store = openStore(() => memoryTable())
})
const inMs = (ms: number): string => new Date(store.clock.machine() + ms).toISOString()
const shown = (key?: string) => admission(store, key)

describe('a key', () => {
  it.each([
    ['read', 'viewer'],
    ['operate', 'operator'],
    ['admin', 'admin'],
  ] as const)('of the scope %s is the role %s', async (scope, role) => {
    const id = ids.key(store.clock.machine())
    const key = await aKey(store, { id, scope, name: 'CI' })
    expect(await shown(key)).toEqual({ kind: 'admitted', principal: `key:${id}`, name: 'CI', role })
  })

  it('is good until it expires, and says until when', async () => {
    const expiresAt = inMs(HOUR)
    const key = await aKey(store, { expiresAt })
    store.move(HOUR - 1)
    expect(await shown(key)).toMatchObject({ kind: 'admitted', until: expiresAt })
    store.move(1)
    expect(await shown(key)).toMatchObject({ kind: 'refused', because: 'expired-key' })
  })

  it('that was revoked is refused, and its owner is known', async () => {
    const key = await aKey(store, { revokedAt: inMs(0) })
    expect(await shown(key)).toEqual({ kind: 'refused', because: 'revoked-key', principal: `key:${keyIdIn(key)}` })
  })

  it('that was replaced works until the overlap is over, and no longer than it would have by itself', async () => {
    const worksUntil = inMs(HOUR)
    const id = ids.key(store.clock.machine())
    const replaced = keyText(id, ids.secret())
    const previous = { digest: digestOf(replaced), shown: 'rm_…', worksUntil }
    const key = await aKey(store, { id, previous, expiresAt: inMs(2 * HOUR) })
    expect(await shown(replaced)).toMatchObject({ kind: 'admitted', until: worksUntil })
    store.move(HOUR)
    expect(await shown(replaced)).toMatchObject({ kind: 'refused', because: 'expired-key' })
    expect(await shown(key)).toMatchObject({ kind: 'admitted' })
  })

  it('notes when it was used, at most once in five minutes', async () => {
    const key = await aKey(store)
    const usedAt = async () => (await store.apiKeys.list({ limit: 1 })).items[0]?.lastUsedAt
    const first = inMs(0)
    await shown(key)
    store.move(5 * MINUTE - 1)
    await shown(key)
    expect(await usedAt()).toBe(first)
    store.move(1)
    await shown(key)
    expect(await usedAt()).toBe(inMs(0))
  })

  it('is let in though its use cannot be noted', async () => {
    const output = captureOutput()
    const key = await aKey(store)
    const noteUse: ApiKeys['noteUse'] = async () => {
      throw new Error('throttled')
    }
    const asked = admit({ ...store, log, apiKeys: { ...store.apiKeys, noteUse }, deploymentKeys: async () => [] })
    expect(await asked(`Bearer ${key}`)).toMatchObject({ kind: 'admitted' })
    expect(output.lines()).toEqual([expect.objectContaining({ message: 'key.use-not-noted' })])
    expect(output.text()).not.toContain(key)
  })

  it('is not in the table, nor can it be found out from there', async () => {
    const key = await aKey(store)
    const kept = JSON.stringify(await store.apiKeys.list({ limit: 10 }))
    expect(kept).toContain(digestOf(key))
    expect(kept).not.toContain(key.slice(-39))
  })
})

describe('nobody is let in', () => {
  const ask = (authorization: string | undefined) => admit({ ...store, log, deploymentKeys: async () => [DEPLOYMENT_KEY] })(authorization)

  it.each([
    ['nothing', undefined, 'nothing-shown'],
    ['an empty header', ' ', 'nothing-shown'],
    ['the word alone', 'Bearer ', 'not-understood'],
    ['another scheme', `Basic ${DEPLOYMENT_KEY}`, 'not-understood'],
    ['a key without its scheme', DEPLOYMENT_KEY, 'not-understood'],
    ['two keys', `Bearer ${DEPLOYMENT_KEY} ${DEPLOYMENT_KEY}`, 'not-understood'],
    ['a word that is no key', 'Bearer key-of-somebody-else-0003', 'unknown-key'],
    ['a part of a key', `Bearer ${DEPLOYMENT_KEY.slice(0, -1)}`, 'unknown-key'],
    ['a key and more', `Bearer ${DEPLOYMENT_KEY}1`, 'unknown-key'],
    ['a token where none are taken', 'Bearer a.b.c', 'invalid-token'],
  ])('who shows %s', async (_, authorization, because) => {
    expect(await ask(authorization)).toEqual({ kind: 'refused', because })
  })

  it('who knows the id of a key, and not the key', async () => {
    const key = await aKey(store, { scope: 'admin' })
    const forged = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`
    expect(await shown(forged)).toEqual({ kind: 'refused', because: 'unknown-key' })
  })

  it('who shows a key of another deployment', async () => {
    const elsewhere = openStore(() => memoryTable())
    expect(await shown(await aKey(elsewhere, { scope: 'admin' }))).toEqual({ kind: 'refused', because: 'unknown-key' })
  })
})

describe('a key of the deployment', () => {
  it('may do everything, and is told by its digest', async () => {
    const answer = await shown(DEPLOYMENT_KEY)
    expect(answer).toMatchObject({ kind: 'admitted', role: 'admin', principal: `secret:${digestOf(DEPLOYMENT_KEY).slice(0, 8)}` })
  })
})
