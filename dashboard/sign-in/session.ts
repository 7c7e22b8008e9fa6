// The tokens of whoever is signed in: in memory only, renewed in time, shown with every request.
import type { Fetch } from '#contract/client.ts'
import type { Timing } from '../connection/line.ts'
import type { Issuer, Tokens } from './issuer.ts'

export type Session = {
  fetch: Fetch
  /** Calls back after each renewal: what an older token has opened ends with that token. */
  onRenewed(listener: () => void): () => void
  /** The newest tokens, once no renewal is under way. */
  last(): Promise<Tokens>
  close(): void
}

type Parts = { issuer: Pick<Issuer, 'renew'>; fetch: Fetch; timing: Timing; onOver: () => void }

/** Before a token ends, so that no request meets its end on the way. */
const EARLY_MS = 60_000
/** When the issuer could not be reached. */
const AGAIN_MS = 15_000

export const openSession = (first: Tokens, { issuer, fetch, timing, onOver }: Parts): Session => {
  const listeners = new Set<() => void>()
  let tokens = first
  let renewing: Promise<void> | undefined
  let cancelTimer = () => {}

  const wait = (ms: number): void => {
    cancelTimer()
    cancelTimer = timing.after(Math.max(0, ms), renew)
  }
  const renewWith = async (refresh: string): Promise<void> => {
    try {
      const renewed = await issuer.renew(refresh)
      if (renewed === undefined) return onOver()
      tokens = { ...renewed, id: renewed.id ?? tokens.id }
      wait(tokens.expiresAt - EARLY_MS - timing.now())
      for (const listener of listeners) listener()
    } catch {
      // The issuer cannot be reached: what there is may still be good, and the API says when it is not.
      wait(AGAIN_MS)
    } finally {
      renewing = undefined
    }
  }
  function renew(): void {
    if (tokens.refresh !== undefined) renewing ??= renewWith(tokens.refresh)
  }

  wait(tokens.expiresAt - EARLY_MS - timing.now())
  return {
    async fetch(url, init) {
      // A machine that was asleep has missed its timer.
      if (timing.now() >= tokens.expiresAt) renew()
      await renewing
      const headers = new Headers(init.headers)
      headers.set('authorization', `Bearer ${tokens.shown}`)
      return await fetch(url, { ...init, headers })
    },
    onRenewed(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async last() {
      await renewing
      return tokens
    },
    close: () => cancelTimer(),
  }
}
