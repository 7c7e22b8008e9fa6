// An access token for a service account: https://developers.google.com/identity/protocols/oauth2/service-account
import { createSign } from 'node:crypto'
import * as z from 'zod/mini'
import type { Clock } from '#app/ports/clock.ts'
import { SomeText } from '#contract/parts.ts'

/** The key file of a service account, as Google gives it; what else stands in it is not used. */
export const GoogleSecret = z.object({ client_email: z.string(), private_key: z.string(), token_uri: z.url() })
export type GoogleSecret = z.infer<typeof GoogleSecret>

const SCOPE = 'https://www.googleapis.com/auth/spreadsheets'
const DEADLINE_MS = 10_000
/** The longest that Google allows. */
const ASSERTION_SECONDS = 3_600
/** A token is not used in its last minute: a request takes its time. */
const EARLY_MS = 60_000

const Answer = z.object({ access_token: SomeText, expires_in: z.number() })

const encoded = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')

const assertion = ({ client_email: iss, private_key, token_uri: aud }: GoogleSecret, nowMs: number): string => {
  const iat = Math.floor(nowMs / 1_000)
  const text = `${encoded({ alg: 'RS256', typ: 'JWT' })}.${encoded({ iss, scope: SCOPE, aud, iat, exp: iat + ASSERTION_SECONDS })}`
  return `${text}.${createSign('RSA-SHA256').update(text).sign(private_key, 'base64url')}`
}

/** Gives a token that is good for a while yet; another key gets another token. Real time: Google's clock knows no other. */
export const googleTokens = (clock: Pick<Clock, 'machine'>) => {
  let kept: { of: string; token: string; until: number } | undefined
  return async (secret: GoogleSecret): Promise<string> => {
    const of = `${secret.client_email} ${secret.private_key}`
    if (kept && kept.of === of && clock.machine() < kept.until) return kept.token
    const grant = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', assertion: assertion(secret, clock.machine()) }
    const signal = AbortSignal.timeout(DEADLINE_MS)
    const response = await fetch(secret.token_uri, { method: 'POST', body: new URLSearchParams(grant), signal })
    if (!response.ok) throw new Error(`Google gave no token: HTTP ${response.status}`)
    const { access_token: token, expires_in: seconds } = Answer.parse(await response.json())
    kept = { of, token, until: clock.machine() + seconds * 1_000 - EARLY_MS }
    return token
  }
}
