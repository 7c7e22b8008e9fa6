// Tokens of whoever signs people in (OpenID Connect): signature, issuer, audience and expiry are checked, then the role is read.
import { createRemoteJWKSet, errors, type JWTPayload, type JWTVerifyGetKey, jwtVerify } from 'jose'
import * as z from 'zod/mini'
import { type Admission, refused } from '#app/access/admission.ts'
import type { Clock } from '#app/ports/clock.ts'
import { SomeText } from '#contract/parts.ts'
import { Role } from '#contract/role.ts'
import type { SignIn } from '#contract/sign-in.ts'

/** Signatures by a private key only: whoever has the public key could make the others up. */
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA']
/** Clocks differ. */
const TOLERANCE_SECONDS = 5
const DEADLINE_MS = 5_000

const Discovered = z.object({ issuer: z.string(), jwks_uri: z.url() })
const Subject = z.object({ sub: SomeText, exp: z.number() })
const Names = z.partial(z.object({ name: z.string(), preferred_username: z.string(), username: z.string() }))

const discover = async ({ issuer }: SignIn): Promise<JWTVerifyGetKey> => {
  const address = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`
  const response = await fetch(address, { redirect: 'error', signal: AbortSignal.timeout(DEADLINE_MS) })
  if (!response.ok) throw new Error(`${address} answered ${response.status}: no token can be checked`)
  const found = Discovered.parse(await response.json())
  if (found.issuer !== issuer) throw new Error(`${address} speaks for ${found.issuer}: the configured issuer must be written the same way`)
  return createRemoteJWKSet(new URL(found.jwks_uri), { timeoutDuration: DEADLINE_MS })
}

const within = (claims: unknown, [name = '', ...rest]: readonly string[]): unknown => {
  const value: unknown = new Map(Object.entries(Object(claims))).get(name)
  return rest.length === 0 ? value : within(value, rest)
}

/** Names of claims may have points in them, too. */
const claimOf = (payload: JWTPayload, claim: string): unknown => payload[claim] ?? within(payload, claim.split('.'))

/** The highest of those that are named, in a text with spaces or in a list. */
const roleIn = (claim: unknown): Role | undefined => {
  const named = (Array.isArray(claim) ? claim : [claim]).flatMap((value) => (typeof value === 'string' ? value.split(' ') : []))
  return Role.options.findLast((role) => named.includes(role))
}

/** What says that the token is no good. Everything else says that we could not find out. */
const isTokensFault = (error: unknown): error is errors.JOSEError =>
  error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout) && error.code !== errors.JOSEError.code

type TokenCheck = (token: string) => Promise<Admission>
type MachineClock = Pick<Clock, 'machine'>

/** One check for each way of signing in, kept as long as the process: the issuer's keys are in it. */
export const tokenChecks = (clock: MachineClock): ((signIn: SignIn) => TokenCheck) => {
  const kept = new Map<string, TokenCheck>()
  return (signIn) => {
    const key = JSON.stringify(signIn)
    const check = kept.get(key) ?? tokenCheck(signIn, clock)
    kept.set(key, check)
    return check
  }
}

const tokenCheck = (signIn: SignIn, clock: MachineClock): TokenCheck => {
  /** The issuer's keys are kept for ten minutes, and asked for again when a token names one that is not among them. */
  let keys: Promise<JWTVerifyGetKey> | undefined
  const keysOnce = (): Promise<JWTVerifyGetKey> => {
    keys ??= discover(signIn).catch((error: unknown) => {
      keys = undefined
      throw error
    })
    return keys
  }

  const isMeantForUs = (payload: JWTPayload): boolean =>
    signIn.kind === 'standard' || (payload.token_use === 'access' && payload.client_id === signIn.audience)

  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, await keysOnce(), {
        ...{ issuer: signIn.issuer, algorithms: ALGORITHMS, requiredClaims: ['exp', 'sub'] },
        ...{ clockTolerance: TOLERANCE_SECONDS, currentDate: new Date(clock.machine()) },
        ...(signIn.kind === 'standard' ? { audience: signIn.audience } : {}),
      })
      return isMeantForUs(payload) ? admitted(payload, signIn) : refused('invalid-token')
    } catch (error) {
      if (!isTokensFault(error)) throw error
      return refused(error instanceof errors.JWTExpired ? 'expired-token' : 'invalid-token')
    }
  }
}

const admitted = (payload: JWTPayload, { roleClaim }: SignIn): Admission => {
  const { sub, exp } = Subject.parse(payload)
  const { preferred_username, username, name } = Names.safeParse(payload).data ?? {}
  const principal = `token:${sub}`
  const role = roleIn(claimOf(payload, roleClaim))
  if (!role) return refused('no-role', principal)
  const called = name ?? preferred_username ?? username
  return { kind: 'admitted', principal, role, until: new Date(exp * 1000).toISOString(), ...(called === undefined ? {} : { name: called }) }
}
