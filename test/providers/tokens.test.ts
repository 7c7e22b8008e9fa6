// Tokens of an issuer on this machine: which are taken, and what each way to forge one comes to.
import { exportSPKI, generateKeyPair } from 'jose'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { SignIn } from '#contract/sign-in.ts'
import { tokenChecks } from '#providers/tokens.ts'
import { type Claims, startIssuer } from '../support/issuer.ts'

const HOUR = 3_600

let issuer: Awaited<ReturnType<typeof startIssuer>>
let check: (token: string, changes?: Partial<SignIn>) => ReturnType<ReturnType<ReturnType<typeof tokenChecks>>>
beforeEach(async () => {
  issuer = await startIssuer()
  const checkFor = tokenChecks({ machine: Date.now })
  check = (token, changes) => checkFor(issuer.signIn(changes))(token)
})
afterEach(() => {
  vi.useRealTimers()
  issuer.close()
})

const invalid = { kind: 'refused', because: 'invalid-token' }
const seconds = () => Math.floor(Date.now() / 1000)
const encoded = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url')

describe('a token', () => {
  it('of the issuer, meant for us, is its owner with a role, until it expires', async () => {
    const exp = seconds() + HOUR
    const answer = await check(await issuer.token({ exp, name: 'Ana' }))
    expect(answer).toEqual({
      kind: 'admitted',
      principal: 'token:ana',
      name: 'Ana',
      role: 'operator',
      until: new Date(exp * 1000).toISOString(),
    })
  })

  it('that has expired is told so, with five seconds of patience for a clock that is late', async () => {
    expect(await check(await issuer.token({ exp: seconds() - 60 }))).toEqual({ kind: 'refused', because: 'expired-token' })
    expect(await check(await issuer.token({ exp: seconds() - 2 }))).toMatchObject({ kind: 'admitted' })
  })

  const wrong: Record<string, Claims> = {
    'of another issuer': { iss: 'https://elsewhere.example' },
    'that is meant for somebody else': { aud: 'another-client' },
    'that is meant for nobody': { aud: undefined },
    'that never expires': { exp: undefined },
    'that is not good yet': { nbf: Math.floor(Date.now() / 1000) + HOUR },
    'of nobody': { sub: undefined },
  }
  it.each(Object.entries(wrong))('%s is refused', async (_, claims) => {
    expect(await check(await issuer.token(claims))).toEqual(invalid)
  })
})

describe('a forged token', () => {
  it('without a signature is refused', async () => {
    const [, claims = ''] = (await issuer.token()).split('.')
    expect(await check(`${encoded({ alg: 'none', kid: 'one' })}.${claims}.`)).toEqual(invalid)
    expect(await check(`${encoded({ alg: 'none' })}.${claims}.`)).toEqual(invalid)
  })

  it('that is signed with the public key as if it were a password is refused', async () => {
    const secret = new TextEncoder().encode(await exportSPKI(issuer.first.publicKey))
    expect(await check(await issuer.token({ roles: ['admin'] }, { alg: 'HS256', key: secret }))).toEqual(invalid)
  })

  it('that is signed by somebody else under the issuer’s key id is refused', async () => {
    const { privateKey } = await generateKeyPair('RS256')
    expect(await check(await issuer.token({}, { key: privateKey }))).toEqual(invalid)
  })

  it('whose claims were changed after it was signed is refused', async () => {
    const [head, , signature] = (await issuer.token()).split('.')
    const claims = { iss: issuer.issuer, aud: 'ringmaster', sub: 'ana', roles: ['admin'], exp: seconds() + HOUR }
    expect(await check(`${head}.${encoded(claims)}.${signature}`)).toEqual(invalid)
  })

  it.each(['a.b.c', '..', 'eyJhbGciOiJSUzI1NiJ9.e30.'])('that is no token is refused: %s', async (token) => {
    expect(await check(token)).toEqual(invalid)
  })
})

describe('the issuer’s keys', () => {
  it('are fetched once for many tokens', async () => {
    for (const sub of ['ana', 'ben', 'cem']) await check(await issuer.token({ sub }))
    expect(issuer.asked()).toBe(1)
  })

  it('are fetched again for a key that is new, but not for each token that names one that is made up', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    expect(await check(await issuer.token())).toMatchObject({ kind: 'admitted' })
    const { privateKey } = await issuer.addKey('two')
    issuer.dropOldKeys()
    const rotated = await issuer.token({}, { kid: 'two', key: privateKey })
    for (let i = 0; i < 5; i += 1) expect(await check(await issuer.token({}, { kid: `made-up-${i}` }))).toEqual(invalid)
    expect(issuer.asked()).toBe(1)
    vi.setSystemTime(Date.now() + 31_000)
    expect(await check(rotated)).toMatchObject({ kind: 'admitted' })
    expect(await check(await issuer.token())).toEqual(invalid)
    expect(issuer.asked()).toBe(2)
  })

  it('that cannot be had let nobody in, and blame no token; the next request asks again', async () => {
    issuer.goDown()
    const token = await issuer.token()
    await expect(check(token)).rejects.toThrow('answered 500')
    issuer.comeBack()
    expect(await check(token)).toMatchObject({ kind: 'admitted' })
  })

  it('of an issuer that calls itself otherwise are not used', async () => {
    await expect(check(await issuer.token(), { issuer: `${issuer.issuer}/` })).rejects.toThrow('speaks for')
  })
})

describe('the role', () => {
  const roleIn = async (claims: Claims, roleClaim: string) => {
    const answer = await check(await issuer.token({ roles: undefined, ...claims }), { roleClaim })
    return answer.kind === 'admitted' ? answer.role : answer.because
  }

  it.each([
    ['one of a list', { groups: ['staff', 'viewer'] }, 'groups', 'viewer'],
    ['the highest of several', { groups: ['viewer', 'admin', 'operator'] }, 'groups', 'admin'],
    ['a text', { role: 'operator' }, 'role', 'operator'],
    ['one word of a text', { scope: 'openid viewer' }, 'scope', 'viewer'],
    ['in an object', { realm_access: { roles: ['operator'] } }, 'realm_access.roles', 'operator'],
    ['in a claim whose name is an address', { 'https://example.com/roles': ['admin'] }, 'https://example.com/roles', 'admin'],
  ] as const)('is %s', async (_, claims, roleClaim, role) => expect(await roleIn(claims, roleClaim)).toBe(role))

  it.each([[{}], [{ groups: ['administrators', 'ADMIN'] }], [{ groups: 7 }], [{ groups: { admin: true } }], [{ groups: null }]])(
    'is none in %j',
    async (claims) => expect(await roleIn(claims, 'groups')).toBe('no-role'),
  )
})

describe('a token of Cognito', () => {
  const asked = async (claims: Claims) => {
    const cognito = { kind: 'cognito', roleClaim: 'cognito:groups' } as const
    return await check(await issuer.token({ aud: undefined, roles: undefined, 'cognito:groups': ['admin'], ...claims }), cognito)
  }

  it('is an access token of our client', async () => {
    expect(await asked({ token_use: 'access', client_id: 'ringmaster', username: 'ana' })).toMatchObject({ role: 'admin', name: 'ana' })
  })

  it.each([
    ['an identity token', { token_use: 'id', aud: 'ringmaster' }],
    ['an identity token that names the client', { token_use: 'id', client_id: 'ringmaster' }],
    ['of another client', { token_use: 'access', client_id: 'another' }],
    ['of no use', { client_id: 'ringmaster' }],
  ])('is not %s', async (_, claims) => expect(await asked(claims)).toEqual(invalid))
})
