// The telephone account and its providers' breakers: items that all campaigns share, changed only by whoever has read the newest.
import { describe, expect, it } from 'vitest'
import { Share } from '#app/records.ts'
import { onEachTable } from './each-table.ts'

const share = Share.parse({ weight: 1, run: 1, wants: 5, lines: 5, callDelay: 0 })

onEachTable((openStore) => {
  describe('the account', () => {
    it('is empty before anybody has used it, and keeps what was learned of it', async () => {
      const { account } = openStore()
      const unused = await account.get()
      expect(unused).toEqual({ version: 0, shares: {} })
      const used = await account.change(unused, { callsPerSecond: 0.5, shares: { cmp_1: share } })
      expect(used).toEqual({ version: 1, callsPerSecond: 0.5, shares: { cmp_1: share } })
      expect(await account.get()).toEqual(used)
    })

    it('is changed by one of those who read the same version; the others are told', async () => {
      const { account } = openStore()
      const seen = await account.get()
      const changes = await Promise.all([1, 2, 3].map((concurrentCalls) => account.change(seen, { concurrentCalls })))
      const winners = changes.filter((changed) => changed !== undefined)
      expect(winners).toHaveLength(1)
      expect(await account.get()).toEqual(winners[0])
    })

    it('forgets what the patch sets to undefined', async () => {
      const { account } = openStore()
      const seen = await account.change(await account.get(), { callsPerSecond: 2, shares: { cmp_1: share } })
      if (!seen) throw new Error('somebody else changed the account')
      const changed = await account.change(seen, { callsPerSecond: undefined, shares: {} })
      expect(changed).not.toHaveProperty('callsPerSecond')
      expect(changed?.shares).toEqual({})
    })

    it('stands together with the breakers of its providers', async () => {
      const { account, breakers } = openStore()
      const opened = await breakers.change(await breakers.get('elevenlabs'), { state: 'open', openedMs: 5, openings: 1 })
      const standing = await account.standing()
      expect(standing).toEqual({ account: await account.get(), breakers: { twilio: await breakers.get('twilio'), elevenlabs: opened } })
    })
  })

  describe('a breaker', () => {
    it('of a provider that was never in trouble is closed', async () => {
      const { breakers } = openStore()
      const untroubled = { provider: 'twilio', version: 0, state: 'closed', failures: 0, successes: 0, openings: 0 }
      expect(await breakers.get('twilio')).toMatchObject(untroubled)
    })

    it('counts together what many saw in the window that it is in', async () => {
      const { breakers } = openStore()
      const begun = await breakers.change(await breakers.get('twilio'), { windowMs: 1_000 })
      if (!begun) throw new Error('no breaker')
      await Promise.all([1, 2, 3].map(() => breakers.count(begun, { failures: 2, successes: 1 })))
      expect(await breakers.get('twilio')).toMatchObject({ failures: 6, successes: 3 })
    })

    it('does not count what belongs to a window that is over', async () => {
      const { breakers } = openStore()
      const seen = await breakers.get('twilio')
      const next = await breakers.change(seen, { windowMs: 2_000, failures: 0, successes: 0 })
      expect(await breakers.count(seen, { failures: 1, successes: 0 })).toBeUndefined()
      expect(await breakers.get('twilio')).toEqual(next)
    })

    it('is changed only as it was read', async () => {
      const { breakers } = openStore()
      const seen = await breakers.get('twilio')
      await breakers.change(seen, { state: 'open' })
      expect(await breakers.change(seen, { state: 'probing' })).toBeUndefined()
      expect(await breakers.get('twilio')).toMatchObject({ state: 'open', version: seen.version + 1 })
    })
  })
})
