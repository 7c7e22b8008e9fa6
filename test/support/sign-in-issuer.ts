// An OpenID issuer that people sign in at, as its answers to requests: authorization code with PKCE, renewal, and the end of a session, for one client.
import { exportJWK, generateKeyPair, jwtVerify, SignJWT } from 'jose'
import type { PageSignIn, SignIn } from '#contract/sign-in.ts'

const CLIENT = 'ringmaster-page'

type Asked = { challenge: string; redirectUri: string; nonce: string }

const digestOf = async (text: string): Promise<string> => {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}

const cors = { 'access-control-allow-origin': '*', 'access-control-allow-headers': 'content-type' }
const answer = (body: object, status = 200): Response => Response.json(body, { status, headers: cors })
const refusal = (error: string): Response => answer({ error }, 400)

/** As a page that sends the browser on: the browser of the tests does not follow a redirect to a page that a test plays. */
const sendTo = (url: URL): Response => {
  const page = `<meta http-equiv="refresh" content="0;url=${url.href.replaceAll('&', '&amp;')}">`
  return new Response(page, { headers: { 'content-type': 'text/html', location: url.href } })
}

export type IssuerOptions = {
  /** How long a token is good for. */
  seconds?: number
  /** How it ends its own sessions: as OpenID Connect has it, in Cognito's way, or not at all. */
  ends?: 'standard' | 'cognito' | 'never'
  /** Whether it says where tokens are taken back. */
  revokes?: boolean
}

/** Every token is Ana's, who is an operator. */
export const signInIssuer = async ({ issuer, seconds = 900, ends = 'standard', revokes = true }: IssuerOptions & { issuer: string }) => {
  const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
  const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }
  const codes = new Map<string, Asked>()
  const refreshable = new Set<string>()
  let made = 0
  let denied: string | undefined
  let sessionsEnded = 0

  const signed = (audience: string, claims: object): Promise<string> => {
    const now = Math.floor(Date.now() / 1_000)
    const usual = { iss: issuer, aud: audience, sub: 'ana', name: 'Ana', roles: ['operator'], iat: now, exp: now + seconds }
    return new SignJWT({ ...usual, ...claims }).setProtectedHeader({ alg: 'RS256', kid: 'one' }).sign(privateKey)
  }
  const tokens = async (nonce?: string): Promise<Response> => {
    made += 1
    const refresh = `refresh-${made}`
    refreshable.add(refresh)
    const idToken = await signed(CLIENT, nonce === undefined ? {} : { nonce })
    const access = await signed('ringmaster', { jti: String(made) })
    return answer({ token_type: 'Bearer', access_token: access, id_token: idToken, expires_in: seconds, refresh_token: refresh })
  }

  const authorize = ({ searchParams: asked }: URL): Response => {
    const redirect = new URL(asked.get('redirect_uri') ?? '')
    redirect.searchParams.set('state', asked.get('state') ?? '')
    if (denied !== undefined) {
      redirect.searchParams.set('error', 'access_denied')
      redirect.searchParams.set('error_description', denied)
    } else {
      const code = `code-${codes.size + 1}`
      const nonce = asked.get('nonce') ?? ''
      codes.set(code, { challenge: asked.get('code_challenge') ?? '', redirectUri: redirect.origin + redirect.pathname, nonce })
      redirect.searchParams.set('code', code)
    }
    return sendTo(redirect)
  }

  const logout = async ({ searchParams: asked }: URL): Promise<Response> => {
    if (ends === 'never' || asked.get('client_id') !== CLIENT) return refusal('invalid_request')
    // Without the token the issuer would have to ask whose session is meant.
    if (ends === 'standard') await jwtVerify(asked.get('id_token_hint') ?? '', publicKey, { issuer, audience: CLIENT })
    sessionsEnded += 1
    return sendTo(new URL(asked.get(ends === 'cognito' ? 'logout_uri' : 'post_logout_redirect_uri') ?? ''))
  }

  const grant = async (form: URLSearchParams): Promise<Response> => {
    if (form.get('client_id') !== CLIENT) return refusal('invalid_client')
    if (form.get('grant_type') === 'refresh_token')
      return refreshable.delete(form.get('refresh_token') ?? '') ? tokens() : refusal('invalid_grant')
    const code = form.get('code') ?? ''
    const asked = codes.get(code)
    // A code is good once.
    codes.delete(code)
    if (asked?.redirectUri !== form.get('redirect_uri')) return refusal('invalid_grant')
    if (asked?.challenge !== (await digestOf(form.get('code_verifier') ?? ''))) return refusal('invalid_grant')
    return await tokens(asked.nonce)
  }

  /** As RFC 7009 has it: a token that is not known is as good as taken back. */
  const revoke = (form: URLSearchParams): Response => {
    if (form.get('client_id') !== CLIENT || form.get('token_type_hint') !== 'refresh_token') return refusal('invalid_request')
    refreshable.delete(form.get('token') ?? '')
    return new Response(null, { status: 200, headers: cors })
  }

  return {
    page: (changes: Partial<PageSignIn> = {}): PageSignIn => ({
      ...{ issuer, clientId: CLIENT, scope: 'openid profile', shows: 'access' },
      ...(ends === 'cognito' ? { signOutUrl: `${issuer}/logout` } : {}),
      ...changes,
    }),
    /** As the authorizer is told of it. */
    signIn: (): SignIn => ({ issuer, audience: 'ringmaster', roleClaim: 'roles', kind: 'standard' }),
    /** From now on it lets nobody in, for this reason. */
    deny: (why: string) => {
      denied = why
    },
    /** Nobody's tokens are renewed any more. */
    signEverybodyOut: () => refreshable.clear(),
    /** Tokens that can still be renewed. */
    renewable: () => refreshable.size,
    /** How many of its own sessions it has ended because it was asked to. */
    sessionsEnded: () => sessionsEnded,
    async answer(method: string, address: URL, body: string): Promise<Response> {
      if (method === 'OPTIONS') return new Response(null, { status: 204, headers: cors })
      if (address.pathname === '/authorize') return authorize(address)
      if (address.pathname === '/logout') return await logout(address)
      if (address.pathname === '/token') return await grant(new URLSearchParams(body))
      if (address.pathname === '/revoke') return revokes ? revoke(new URLSearchParams(body)) : refusal('invalid_request')
      if (address.pathname === '/jwks.json') return answer({ keys: [jwk] })
      return answer({
        ...{ issuer, jwks_uri: `${issuer}/jwks.json`, authorization_endpoint: `${issuer}/authorize`, token_endpoint: `${issuer}/token` },
        ...{ response_types_supported: ['code'], subject_types_supported: ['public'], id_token_signing_alg_values_supported: ['RS256'] },
        ...(revokes ? { revocation_endpoint: `${issuer}/revoke` } : {}),
        ...(ends === 'standard' ? { end_session_endpoint: `${issuer}/logout` } : {}),
      })
    },
  }
}
