// The telephone account: its limits and shares, and a breaker for each provider.
import { describe, expect, it } from 'vitest'
import { accountIn } from '#store/account.ts'
import { breakersIn } from '#store/breakers.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  const open = () => {
    const { table } = openStore()
    return { account: accountIn(table), breakers: breakersIn(table) }
  }
  const share = { weight: 1, run: 1, wants: 5, lines: 5, over: 0, callDelay: 0 }

  describe('an account that was never used', () => {
    it('knows no limits and no shares, and trusts both providers', async () => {
      const { account } = open()
      expect(await account.get()).toEqual({ version: 0, shares: {} })
      const { breakers } = await account.standing()
      expect([breakers.twilio, breakers.elevenlabs]).toMatchObject([
        { provider: 'twilio', state: 'closed', version: 0 },
        { provider: 'elevenlabs', state: 'closed', version: 0 },
      ])
    })
  })

  describe('an account', () => {
    it('is changed by whoever has seen how it is, and by nobody else', async () => {
      const { account } = open()
      const seen = await account.get()
      const changed = await account.change(seen, { callsPerSecond: 0.7, callsPerSecondMs: 5, shares: { one: share } })
      expect(changed).toMatchObject({ callsPerSecond: 0.7, shares: { one: share }, version: seen.version + 1 })
      expect(await account.change(seen, { callsPerSecond: 9 })).toBeUndefined()
      expect(await account.get()).toEqual(changed)
    })

    it('forgets what becomes undefined', async () => {
      const { account } = open()
      const learned = await account.change(await account.get(), { concurrentCalls: 3 })
      if (!learned) throw new Error('somebody else was here')
      const forgotten = await account.change(learned, { concurrentCalls: undefined, shares: {} })
      expect(forgotten).not.toHaveProperty('concurrentCalls')
      expect(forgotten?.shares).toEqual({})
    })
  })

  describe('a breaker', () => {
    it('begins with its first change, which only one of two makes', async () => {
      const { breakers } = open()
      const seen = await breakers.get('twilio')
      const window = { windowMs: 1_000, failures: 1, successes: 0 }
      const changes = await Promise.all([breakers.change(seen, window), breakers.change(seen, window)])
      expect(changes.filter((changed) => changed !== undefined)).toHaveLength(1)
      expect(await breakers.get('twilio')).toMatchObject({ ...window, provider: 'twilio', state: 'closed', version: seen.version + 1 })
    })

    it('counts in the window that was seen, also for many at once, and not in another one', async () => {
      const { breakers } = open()
      const begun = await breakers.change(await breakers.get('elevenlabs'), { windowMs: 2_000, failures: 1, successes: 0 })
      if (!begun) throw new Error('somebody else was here')
      await Promise.all(Array.from({ length: 5 }, () => breakers.count(begun, { failures: 1, successes: 0 })))
      expect(await breakers.count(begun, { failures: 0, successes: 1 })).toMatchObject({ failures: 6, successes: 1 })
      expect(await breakers.count({ ...begun, windowMs: 1 }, { failures: 1, successes: 0 })).toBeUndefined()
      expect(await breakers.get('elevenlabs')).toMatchObject({ failures: 6, successes: 1 })
    })
  })

  describe('one look', () => {
    it('sees limits, shares and breakers together', async () => {
      const { account, breakers } = open()
      await account.change(await account.get(), { callsPerSecond: 2, shares: { one: share } })
      await breakers.change(await breakers.get('twilio'), { state: 'open', probeMs: 9, openings: 1 })
      expect(await account.standing()).toMatchObject({
        account: { callsPerSecond: 2, shares: { one: share } },
        breakers: { twilio: { state: 'open', probeMs: 9 } },
      })
    })
  })
})
