// Permission to open the media stream of one attempt, as text that fits into a URL: attempt id, expiry, signature.
import { createHmac, timingSafeEqual } from 'node:crypto'
import type { StreamTokens } from '#app/bridge-ports.ts'
import type { Clock } from '#app/ports.ts'
import { AttemptId } from '#contract/ids.ts'

/** Twilio opens the stream as soon as it has read the answer that carries the token. */
const LIFE_MS = 120_000

const TOKEN = /^(?<signed>(?<attemptId>[\w-]+)\.(?<expiry>\d{1,15}))\.(?<signature>[\w-]{43})$/

export const streamTokens = ({ key, clock }: { key: string; clock: Pick<Clock, 'machine'> }): StreamTokens => {
  // The same key signs other things; the prefix keeps their signatures from passing for a stream's.
  const signatureOf = (signed: string): string => createHmac('sha256', key).update(`stream:${signed}`).digest('base64url')
  return {
    sign(attemptId) {
      const signed = `${attemptId}.${clock.machine() + LIFE_MS}`
      return `${signed}.${signatureOf(signed)}`
    },
    verify(token) {
      const { signed = '', attemptId, expiry, signature = '' } = TOKEN.exec(token)?.groups ?? {}
      const expected = Buffer.from(signatureOf(signed))
      const shown = Buffer.from(signature)
      if (shown.length !== expected.length || !timingSafeEqual(shown, expected)) return undefined
      return clock.machine() < Number(expiry) ? AttemptId.safeParse(attemptId).data : undefined
    },
  }
}
