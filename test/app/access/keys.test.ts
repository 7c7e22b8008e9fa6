// Keys made, rotated and revoked, and what each of them opens meanwhile.
import { beforeEach, describe, expect, it } from 'vitest'
import { apiKeys } from '#app/access/keys.ts'
import type { Caller } from '#contract/caller.ts'
import { KeyId } from '#contract/ids.ts'
import { ids } from '#runtime/ids.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { admission } from '../../support/access.ts'
import { openStore, type Store } from '../../support/store.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const admin: Caller = { principal: 'token:ana', role: 'admin' }

let store: Store
let keys: ReturnType<typeof apiKeys>
beforeEach(() => {
  store = openStore(() => memoryTable())
  keys = apiKeys({ ...store, ids })
})
const isAdmitted = async (key: string) => (await admission(store, key)).kind === 'admitted'
const make = (changes: { expiresInDays?: number } = {}) => keys.create({ name: 'CI', scope: 'operate', ...changes }, admin)
const rotate = (id: KeyId, overlapHours: number, expiresInDays?: number) => keys.rotate(id, { overlapHours, expiresInDays })

describe('a new key', () => {
  it('is shown once, and later only how it begins', async () => {
    const { key, ...made } = await make()
    expect(key).toMatch(/^rm_[0-9A-Z]{26}_[\w-]{43}$/)
    const listed = (await keys.list({ limit: 10 })).items
    expect(listed).toEqual([made])
    expect(made).toMatchObject({ name: 'CI', scope: 'operate', createdBy: 'token:ana', shown: `${key.slice(0, 34)}…` })
    expect(JSON.stringify(listed)).not.toContain(key)
    expect(Object.keys(made)).not.toContain('digest')
  })

  it('opens until the day on which it expires', async () => {
    const { key } = await make({ expiresInDays: 2 })
    store.move(2 * DAY - 1)
    expect(await isAdmitted(key)).toBe(true)
    store.move(1)
    expect(await isAdmitted(key)).toBe(false)
  })
})

describe('a rotation', () => {
  it('gives a new key, beside which the old one works for as long as was asked for', async () => {
    const old = await make()
    const { key, ...rotated } = await rotate(old.id, 24)
    expect(rotated.id).toBe(old.id)
    expect(rotated.previous?.shown).toBe(old.shown)
    expect(await Promise.all([isAdmitted(old.key), isAdmitted(key)])).toEqual([true, true])
    store.move(24 * HOUR)
    expect(await Promise.all([isAdmitted(old.key), isAdmitted(key)])).toEqual([false, true])
    expect((await keys.list({ limit: 10 })).items[0]).not.toHaveProperty('previous')
  })

  it('without an overlap refuses the old one at once', async () => {
    const old = await make()
    const { key } = await rotate(old.id, 0)
    expect(await Promise.all([isAdmitted(old.key), isAdmitted(key)])).toEqual([false, true])
  })

  it('that follows another one leaves only the last two', async () => {
    const first = await make()
    const second = await rotate(first.id, 24)
    const third = await rotate(first.id, 24)
    expect(await Promise.all([first, second, third].map(({ key }) => isAdmitted(key)))).toEqual([false, true, true])
  })

  it('keeps the day on which the key expires, unless another one is given', async () => {
    const old = await make({ expiresInDays: 2 })
    expect((await rotate(old.id, 0)).expiresAt).toBe(old.expiresAt)
    expect((await rotate(old.id, 0, 9)).expiresAt).toBe(new Date(store.clock.machine() + 9 * DAY).toISOString())
  })

  it('of a key that works no more is refused, so that nobody revives it', async () => {
    const revoked = await make()
    await keys.revoke(revoked.id)
    await expect(rotate(revoked.id, 24)).rejects.toMatchObject({ code: 'conflict' })
    const expired = await make({ expiresInDays: 1 })
    store.move(DAY)
    await expect(rotate(expired.id, 24)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('is refused to one of two who do it at the same time', async () => {
    const { id } = await make()
    const both = await Promise.allSettled([rotate(id, 24), rotate(id, 24)])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  })
})

describe('revoking', () => {
  it('refuses the key and the one that it replaced at once, for good; it stays in the list', async () => {
    const old = await make()
    const { key } = await rotate(old.id, 24)
    const { revokedAt } = await keys.revoke(old.id)
    expect(await Promise.all([isAdmitted(old.key), isAdmitted(key)])).toEqual([false, false])
    store.move(HOUR)
    expect((await keys.revoke(old.id)).revokedAt).toBe(revokedAt)
    expect((await keys.list({ limit: 10 })).items).toMatchObject([{ id: old.id, revokedAt }])
  })

  it('of a key that does not exist is not found', async () => {
    await expect(keys.revoke(KeyId.parse('key_01JD0000000000000000000009'))).rejects.toMatchObject({ code: 'not_found' })
  })
})
