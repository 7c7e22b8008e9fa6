// Google's token endpoint for service accounts: a signed assertion for an access token. https://developers.google.com/identity/protocols/oauth2/service-account
import { type KeyObject, randomBytes, verify } from 'node:crypto'
import * as z from 'zod/mini'
import { type Answer, json } from '../web/answer.ts'

const JWT_GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer'
const SCOPE = 'https://www.googleapis.com/auth/spreadsheets'
const LIFE_SECONDS = 3_599
/** An assertion may be good for an hour, and clocks may differ a little. */
const LONGEST_SECONDS = 3_600
const SKEW_SECONDS = 60

const Header = z.looseObject({ alg: z.literal('RS256') })
const Claims = z.object({ iss: z.string(), scope: z.string(), aud: z.string(), iat: z.int(), exp: z.int() })

export type Account = { email: string; publicKey: KeyObject }
type Options = { account: Account; machine: () => number /** The endpoint's own address. */; audience: () => string }

const refused = (error: string, description: string): Answer => json(400, { error, error_description: description })

const part = (text: string | undefined): unknown => {
  try {
    return JSON.parse(Buffer.from(text ?? '', 'base64url').toString('utf8'))
  } catch {
    // Not JSON: the schema says what is wanted.
    return undefined
  }
}

export const createTokens = ({ account, machine, audience }: Options) => {
  const issued = new Map<string, { email: string; until: number }>()

  const problemWith = (assertion: string): string | undefined => {
    const [header, claims, signature] = assertion.split('.')
    const read = Claims.safeParse(part(claims))
    if (!Header.safeParse(part(header)).success || !read.success || signature === undefined) return 'Invalid JWT: it cannot be read.'
    const { iss, aud, iat, exp, scope } = read.data
    if (iss !== account.email) return 'Invalid grant: account not found'
    const signed = Buffer.from(`${header}.${claims}`)
    if (!verify('RSA-SHA256', signed, account.publicKey, Buffer.from(signature, 'base64url'))) return 'Invalid JWT Signature.'
    const now = machine() / 1_000
    if (aud !== audience()) return `Invalid JWT: its audience must be ${audience()}.`
    if (exp - iat > LONGEST_SECONDS || iat > now + SKEW_SECONDS || exp < now - SKEW_SECONDS)
      return 'Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe.'
    return scope.split(' ').includes(SCOPE) ? undefined : 'Invalid OAuth scope or ID token audience provided.'
  }

  return {
    exchange(body: string): Answer {
      const form = new URLSearchParams(body)
      if (form.get('grant_type') !== JWT_GRANT) return refused('unsupported_grant_type', `Invalid grant_type: ${form.get('grant_type')}`)
      const problem = problemWith(form.get('assertion') ?? '')
      if (problem !== undefined) return refused('invalid_grant', problem)
      const token = `ya29.${randomBytes(32).toString('base64url')}`
      issued.set(token, { email: account.email, until: machine() + LIFE_SECONDS * 1_000 })
      return json(200, { access_token: token, expires_in: LIFE_SECONDS, token_type: 'Bearer' })
    },
    /** Whose token the request carries; undefined when it is none, or over. */
    userOf(authorization: string | undefined): string | undefined {
      const found = issued.get(/^Bearer (.+)$/.exec(authorization ?? '')?.[1] ?? '')
      return found && machine() < found.until ? found.email : undefined
    },
  }
}
