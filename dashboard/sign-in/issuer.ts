// The way to whoever signs people in and back: OpenID Connect's authorization code with PKCE, for a page that keeps no secret.
import * as oauth from 'oauth4webapi'
import * as z from 'zod/mini'
import type { Fetch } from '#contract/client.ts'
import { type PageSignIn, SIGNED_IN_PATH, SIGNED_OUT_PATH } from '#contract/sign-in.ts'

/** Kept in the browser tab while its user is at the issuer's. */
export const Begun = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string() })
export type Begun = z.infer<typeof Begun>

/** `refresh`: what gets the next ones, where the issuer gives it. `id`: by which the issuer knows whose session is to end. */
export type Tokens = { shown: string; expiresAt: number; refresh?: string | undefined; id?: string | undefined }

export type Issuer = {
  /** The address that the browser goes to. */
  begin(returnTo: string): Promise<{ url: string; begun: Begun }>
  /** `address`: where the issuer has sent the browser back to. */
  finish(address: URL, begun: Begun): Promise<Tokens>
  /** Undefined: nobody is signed in any more. Throws when that cannot be found out. */
  renew(refresh: string): Promise<Tokens | undefined>
  /** What was given to renew tokens is worth nothing from then on (RFC 7009). Nothing happens where the issuer takes none back. */
  revoke(refresh: string): Promise<void>
  /** The address that ends the issuer's own session and sends the browser back; undefined where the issuer has none. */
  end(idToken: string | undefined): Promise<string | undefined>
}

type Parts = { fetch: Fetch; now: () => number; origin: string }

/** Of an issuer that does not say how long its token is good for. */
const USUAL_SECONDS = 300

export const issuerOf = ({ issuer, clientId, scope, shows, signOutUrl }: PageSignIn, { fetch, now, origin }: Parts): Issuer => {
  const client: oauth.Client = { client_id: clientId }
  const redirectUri = `${origin}${SIGNED_IN_PATH}`
  const over = {
    [oauth.customFetch]: (url: string, { body, ...options }: oauth.CustomFetchOptions<string, BodyInit | undefined>) =>
      fetch(url, { ...options, ...(body === undefined ? {} : { body }) }),
    // Without TLS only where a test plays the issuer on this very machine.
    [oauth.allowInsecureRequests]: new URL(issuer).hostname === '127.0.0.1',
  }
  const discover = async (): Promise<oauth.AuthorizationServer> => {
    const address = new URL(issuer)
    return await oauth.processDiscoveryResponse(address, await oauth.discoveryRequest(address, over))
  }
  const tokensIn = (answer: oauth.TokenEndpointResponse, before?: string): Tokens => {
    const shown = shows === 'id' ? answer.id_token : answer.access_token
    if (shown === undefined) throw new Error('The issuer gave no ID token. The scope must have openid in it.')
    const nowMs = now()
    const seconds = (shows === 'id' ? secondsOf(answer, nowMs) : answer.expires_in) ?? USUAL_SECONDS
    return { shown, expiresAt: nowMs + seconds * 1_000, refresh: answer.refresh_token ?? before, id: answer.id_token }
  }

  return {
    async begin(returnTo) {
      const { authorization_endpoint: endpoint } = await discover()
      if (endpoint === undefined) throw new Error(`${issuer} does not say where people sign in.`)
      const begun = {
        ...{ state: oauth.generateRandomState(), nonce: oauth.generateRandomNonce() },
        ...{ verifier: oauth.generateRandomCodeVerifier(), returnTo },
      }
      const asked = {
        ...{ response_type: 'code', client_id: clientId, redirect_uri: redirectUri, scope, state: begun.state, nonce: begun.nonce },
        ...{ code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier), code_challenge_method: 'S256' },
      }
      return { url: addressWith(endpoint, asked), begun }
    },
    async finish(address, { state, nonce, verifier }) {
      const server = await discover()
      const answered = codeIn(() => oauth.validateAuthResponse(server, client, address, state))
      const response = await oauth.authorizationCodeGrantRequest(server, client, oauth.None(), answered, redirectUri, verifier, over)
      return tokensIn(await oauth.processAuthorizationCodeResponse(server, client, response, { expectedNonce: nonce }))
    },
    async renew(refresh) {
      const server = await discover()
      const response = await oauth.refreshTokenGrantRequest(server, client, oauth.None(), refresh, over)
      try {
        return tokensIn(await oauth.processRefreshTokenResponse(server, client, response), refresh)
      } catch (error) {
        if (error instanceof oauth.ResponseBodyError) return undefined
        throw error
      }
    },
    async revoke(refresh) {
      const server = await discover()
      if (server.revocation_endpoint === undefined) return
      const asked = { ...over, additionalParameters: { token_type_hint: 'refresh_token' } }
      await oauth.processRevocationResponse(await oauth.revocationRequest(server, client, oauth.None(), refresh, asked))
    },
    async end(idToken) {
      const back = `${origin}${SIGNED_OUT_PATH}`
      if (signOutUrl !== undefined) return addressWith(signOutUrl, { client_id: clientId, logout_uri: back })
      const { end_session_endpoint: endpoint } = await discover()
      if (endpoint === undefined) return undefined
      const hint = idToken === undefined ? {} : { id_token_hint: idToken }
      return addressWith(endpoint, { client_id: clientId, post_logout_redirect_uri: back, ...hint })
    },
  }
}

const addressWith = (endpoint: string, asked: Record<string, string>): string => {
  const url = new URL(endpoint)
  for (const [name, value] of Object.entries(asked)) url.searchParams.set(name, value)
  return url.href
}

/** The issuer's own words for why it lets nobody in. */
const codeIn = (read: () => URLSearchParams): URLSearchParams => {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof oauth.AuthorizationResponseError)) throw error
    throw new Error(error.error_description ?? error.error, { cause: error })
  }
}

const secondsOf = (answer: oauth.TokenEndpointResponse, nowMs: number): number | undefined => {
  const claims = oauth.getValidatedIdTokenClaims(answer)
  return claims && claims.exp - Math.floor(nowMs / 1_000)
}
