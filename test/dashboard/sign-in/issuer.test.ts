// The way to an issuer and back, over real sockets, to a token that the authorizer takes.
import { afterEach, beforeEach, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { tokenChecks } from '#providers/tokens.ts'
import { type Begun, issuerOf } from '../../../dashboard/sign-in/issuer.ts'
import { serveSignIn } from '../../support/serve-sign-in.ts'

let double: Awaited<ReturnType<typeof serveSignIn>>
beforeEach(async () => {
  double = await serveSignIn()
})
afterEach(() => double.close())

const world = (shows: 'access' | 'id' = 'access') =>
  issuerOf(double.page({ shows }), { fetch, now: Date.now, origin: 'https://ringmaster.test' })

/** Where the issuer sends the browser back to. */
const visit = async (url: string): Promise<URL> => {
  const { headers } = await fetch(url, { redirect: 'manual' })
  return new URL(headers.get('location') ?? '')
}

it('ends with a token that the API takes for its owner’s', async () => {
  const issuer = world()
  const { url, begun } = await issuer.begin('/campaigns/new?step=people')
  const back = await visit(url)
  expect(back.origin + back.pathname).toBe('https://ringmaster.test/signed-in')
  expect(begun.returnTo).toBe('/campaigns/new?step=people')
  const { shown } = await issuer.finish(back, begun)
  const admitted = await tokenChecks({ machine: Date.now })(double.signIn())(shown)
  expect(admitted).toMatchObject({ kind: 'admitted', principal: 'token:ana', role: 'operator', name: 'Ana' })
})

it('shows the ID token where that is the one that can be checked', async () => {
  const issuer = world('id')
  const { url, begun } = await issuer.begin('/')
  const { shown, expiresAt } = await issuer.finish(await visit(url), begun)
  const check = tokenChecks({ machine: Date.now })({ ...double.signIn(), audience: 'ringmaster-page' })
  expect(await check(shown)).toMatchObject({ kind: 'admitted', role: 'operator' })
  const { exp } = z.object({ exp: z.int() }).parse(JSON.parse(Buffer.from(shown.split('.')[1] ?? '', 'base64url').toString()))
  expect(Math.floor(expiresAt / 1_000)).toBe(exp)
})

it.each<[string, Partial<Begun>]>([
  ['whoever did not begin it: another state', { state: 'another' }],
  ['a stolen code: another verifier', { verifier: 'x'.repeat(43) }],
  ['a token of another sign-in: another nonce', { nonce: 'another' }],
])('lets nobody in for %s', async (_, changes) => {
  const issuer = world()
  const { url, begun } = await issuer.begin('/')
  const back = await visit(url)
  await expect(issuer.finish(back, { ...begun, ...changes })).rejects.toThrow()
})

it('takes a code once', async () => {
  const issuer = world()
  const { url, begun } = await issuer.begin('/')
  const back = await visit(url)
  await issuer.finish(back, begun)
  await expect(issuer.finish(back, begun)).rejects.toThrow()
})

it('says in the issuer’s words why somebody is not let in', async () => {
  const issuer = world()
  double.deny('Ana is on leave.')
  const { url, begun } = await issuer.begin('/')
  const back = await visit(url)
  await expect(issuer.finish(back, begun)).rejects.toThrow('Ana is on leave.')
})

it('renews without a question, until the issuer says that nobody is signed in', async () => {
  const issuer = world()
  const { url, begun } = await issuer.begin('/')
  const first = await issuer.finish(await visit(url), begun)
  const second = await issuer.renew(first.refresh ?? '')
  expect(second?.shown).not.toBe(first.shown)
  double.signEverybodyOut()
  expect(await issuer.renew(second?.refresh ?? '')).toBeUndefined()
})

it('does not take an issuer that is away for one that says no', async () => {
  const issuer = world()
  double.close()
  await expect(issuer.renew('refresh-1')).rejects.toThrow()
})

it('has the refresh token taken back, of which then no other is made', async () => {
  const issuer = world()
  const { url, begun } = await issuer.begin('/')
  const { refresh = '' } = await issuer.finish(await visit(url), begun)
  await issuer.revoke(refresh)
  expect(await issuer.renew(refresh)).toBeUndefined()
})
