// Permission to listen in on one call, as text that fits into a URL: call id, what makes it single, expiry, signature.
import { randomBytes } from 'node:crypto'
import type { ListeningTokens } from '#app/listening-port.ts'
import type { Clock } from '#app/ports/clock.ts'
import { AttemptId } from '#contract/ids.ts'
import { signer } from './signature.ts'

/** The page opens the socket as soon as it has the address. */
const LIFE_MS = 30_000

const TOKEN = /^(?<signed>(?<callId>[\w-]+)\.(?<nonce>[\w-]{22})\.(?<expiry>\d{1,15}))\.(?<signature>[\w-]{43})$/

export const listeningTokens = ({ key, clock }: { key: string; clock: Pick<Clock, 'machine'> }): ListeningTokens => {
  const { signatureOf, isSigned } = signer({ key, purpose: 'listen' })
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
