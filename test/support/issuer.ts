// An OpenID issuer on this machine: its address, its keys, and tokens signed with them.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'
import type { SignIn } from '#contract/sign-in.ts'

/** What is undefined is left out. */
export type Claims = Record<string, unknown>
type Signed = { alg?: string; kid?: string; key?: Parameters<SignJWT['sign']>[0] }

export const startIssuer = async () => {
  let published: JWK[] = []
  let asked = 0
  let isDown = false
  const http = createServer((request, response) => {
    const isKeys = request.url?.endsWith('/jwks.json')
    if (isKeys) asked += 1
    const discovery = { issuer: issuer(), jwks_uri: `${issuer()}/jwks.json` }
    response.writeHead(isDown ? 500 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(isKeys ? { keys: published } : discovery))
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const address = http.address()
  if (address === null || typeof address === 'string') throw new Error('The issuer has no port')
  const issuer = (): string => `http://127.0.0.1:${address.port}`

  const addKey = async (kid: string) => {
    const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), kid, alg: 'RS256', use: 'sig' }
    published = [...published, jwk]
    return { privateKey, publicKey, jwk }
  }
  const first = await addKey('one')

  return {
    issuer: issuer(),
    first,
    addKey,
    /** From now on it publishes only the newest key. */
    dropOldKeys: () => void published.splice(0, published.length - 1),
    /** How often its keys were fetched. */
    asked: () => asked,
    goDown() {
      isDown = true
    },
    comeBack() {
      isDown = false
    },
    signIn: (changes: Partial<SignIn> = {}): SignIn => ({
      ...{ issuer: issuer(), audience: 'ringmaster', roleClaim: 'roles', kind: 'standard' },
      ...changes,
    }),
    /** Good for an hour from the machine's now, unless said otherwise. */
    token(claims: Claims = {}, { alg = 'RS256', kid = 'one', key = first.privateKey }: Signed = {}): Promise<string> {
      const usual = { iss: issuer(), aud: 'ringmaster', sub: 'ana', roles: ['operator'], exp: Math.floor(Date.now() / 1000) + 3_600 }
      const payload: JWTPayload = JSON.parse(JSON.stringify({ ...usual, ...claims }))
      return new SignJWT(payload).setProtectedHeader({ alg, kid }).sign(key)
    },
    close() {
      http.close()
      http.closeAllConnections()
    },
  }
}
