// Permission to listen in on one call, as text that fits into a URL: call id, what makes it single, expiry, signature.
import { randomBytes } from 'node:crypto'
import type { Clock } from '#app/ports/clock.ts'
import type { ListeningTokens } from '#app/ports/listening.ts'
import { AttemptId } from '#contract/ids.ts'
import { type SigningSecret, signer } from './signature.ts'

/** The page opens the socket as soon as it has the address. */
const LIFE_MS = 30_000

const TOKEN = /^(?<signed>(?<callId>[\w-]+)\.(?<nonce>[\w-]{22})\.(?<expiry>\d{1,15}))\.(?<signature>[\w-]{43})$/

export const listeningTokens = ({ clock, ...secret }: SigningSecret & { clock: Pick<Clock, 'machine'> }): ListeningTokens => {
  const { signatureOf, isSigned } = signer(secret, { purpose: 'listen', now: clock.machine })
  return {
    sign(callId) {
      const expiresMs = clock.machine() + LIFE_MS
      const signed = `${callId}.${randomBytes(16).toString('base64url')}.${expiresMs}`
      return { token: `${signed}.${signatureOf(signed)}`, expiresMs }
    },
    verify(token) {
      const { signed = '', callId, nonce = '', expiry, signature = '' } = TOKEN.exec(token)?.groups ?? {}
      const expiresMs = Number(expiry)
      if (!isSigned(signed, signature) || clock.machine() >= expiresMs) return undefined
      const known = AttemptId.safeParse(callId)
      return known.success ? { callId: known.data, nonce, expiresMs } : undefined
    },
  }
}
