// Tokens are renewed before they end, and every request shows the newest.
import { expect, it } from 'vitest'
import type { Fetch } from '#contract/client.ts'
import type { Tokens } from '../../../dashboard/sign-in/issuer.ts'
import { openSession } from '../../../dashboard/sign-in/session.ts'
import { manualTiming } from '../support/timing.ts'

const MINUTE_MS = 60_000
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve))

const world = (renew: (refresh: string) => Promise<Tokens | undefined>) => {
  const timing = manualTiming({ start: 0 })
  const shown: (string | null)[] = []
  const fetch: Fetch = async (_, { headers }) => {
    shown.push(new Headers(headers).get('authorization'))
    return new Response()
  }
  const happened: string[] = []
  const renewals: string[] = []
  const issuer = {
    renew: async (refresh: string) => {
      renewals.push(refresh)
      return await renew(refresh)
    },
  }
  const first: Tokens = { shown: 'one', expiresAt: 15 * MINUTE_MS, refresh: 'r1' }
  const session = openSession(first, { issuer, fetch, timing, onOver: () => void happened.push('over') })
  session.onRenewed(() => void happened.push('renewed'))
  const ask = () => session.fetch('/api/db/me', {})
  return { timing, session, ask, shown, happened, renewals }
}

const second: Tokens = { shown: 'two', expiresAt: 30 * MINUTE_MS, refresh: 'r2' }

it('renews a minute before a token ends, and tells whoever holds something that the old one opened', async () => {
  const { timing, ask, shown, happened, renewals } = world(async () => second)
  await ask()
  timing.advance(14 * MINUTE_MS)
  await settled()
  await ask()
  expect(shown).toEqual(['Bearer one', 'Bearer two'])
  expect(happened).toEqual(['renewed'])
  timing.advance(15 * MINUTE_MS)
  await settled()
  expect(renewals).toEqual(['r1', 'r2'])
})

it('lets requests wait for a renewal that is under way, and renews once for all of them', async () => {
  const { promise, resolve } = Promise.withResolvers<Tokens>()
  const { timing, ask, shown, renewals } = world(() => promise)
  timing.advance(14 * MINUTE_MS)
  const asked = [ask(), ask()]
  await settled()
  expect(shown).toEqual([])
  resolve(second)
  await Promise.all(asked)
  expect(shown).toEqual(['Bearer two', 'Bearer two'])
  expect(renewals).toEqual(['r1'])
})

it('gives its newest tokens when it is asked for the last ones, also of a renewal that is under way', async () => {
  const { promise, resolve } = Promise.withResolvers<Tokens>()
  const { timing, session } = world(() => promise)
  timing.advance(14 * MINUTE_MS)
  const last = session.last()
  resolve(second)
  expect(await last).toMatchObject({ refresh: 'r2' })
})

it('is over when the issuer renews no more', async () => {
  const { timing, happened } = world(async () => undefined)
  timing.advance(14 * MINUTE_MS)
  await settled()
  expect(happened).toEqual(['over'])
})

it('goes on with what it has while the issuer cannot be reached, and asks again soon', async () => {
  let isAway = true
  const { timing, ask, shown, happened } = world(async () => {
    if (isAway) throw new TypeError('Failed to fetch')
    return second
  })
  timing.advance(14 * MINUTE_MS)
  await settled()
  await ask()
  isAway = false
  timing.advance(15_000)
  await settled()
  await ask()
  expect(shown).toEqual(['Bearer one', 'Bearer two'])
  expect(happened).toEqual(['renewed'])
})

it('asks nobody any more once it is closed', async () => {
  const { timing, session, renewals } = world(async () => second)
  session.close()
  timing.advance(60 * MINUTE_MS)
  await settled()
  expect(renewals).toEqual([])
})
