// Permission to open the media stream of one attempt, as text that fits into a URL: attempt id, expiry, signature.
import type { StreamTokens } from '#app/ports/bridge.ts'
import type { Clock } from '#app/ports/clock.ts'
import { AttemptId } from '#contract/ids.ts'
import { type SigningSecret, signer } from './signature.ts'

/** Twilio opens the stream as soon as it has read the answer that carries the token. */
const LIFE_MS = 120_000

const TOKEN = /^(?<signed>(?<attemptId>[\w-]+)\.(?<expiry>\d{1,15}))\.(?<signature>[\w-]{43})$/

export const streamTokens = ({ clock, ...secret }: SigningSecret & { clock: Pick<Clock, 'machine'> }): StreamTokens => {
  const { signatureOf, isSigned } = signer(secret, { purpose: 'stream', now: clock.machine })
  return {
    sign(attemptId) {
      const signed = `${attemptId}.${clock.machine() + LIFE_MS}`
      return `${signed}.${signatureOf(signed)}`
    },
    verify(token) {
      const { signed = '', attemptId, expiry, signature = '' } = TOKEN.exec(token)?.groups ?? {}
      if (!isSigned(signed, signature)) return undefined
      return clock.machine() < Number(expiry) ? AttemptId.safeParse(attemptId).data : undefined
    },
  }
}
