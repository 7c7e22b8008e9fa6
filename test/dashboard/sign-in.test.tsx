// Signing in on the page: to the issuer, back to where one was, and out again.
import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { type IssuerOptions, signInIssuer } from '../support/sign-in-issuer.ts'
import { openPage } from './support/page.tsx'
import { problem } from './support/server.ts'

afterEach(cleanup)

const answers = { whoAmI: () => ({ principal: 'token:ana', name: 'Ana', role: 'operator' as const }) }

const world = async (options: IssuerOptions = {}) => {
  const issuer = await signInIssuer({ issuer: 'https://issuer.test', ...options })
  return { issuer, options: { access: 'key' as const, signInAt: { page: issuer.page(), answer: issuer.answer } } }
}
type World = Awaited<ReturnType<typeof world>>

/** What the browser does when the page leaves: goes there, and is sent back. */
const throughIssuer = async ({ issuer }: World, [url]: readonly string[]): Promise<string> => {
  const { headers } = await issuer.answer('GET', new URL(url ?? ''), '')
  const { pathname, search } = new URL(headers.get('location') ?? '')
  return pathname + search
}

const signInFrom = async (at: World, address: string) => {
  const before = openPage(address, answers, at.options)
  await waitFor(() => expect(screen.getByRole('button', { name: 'Sign in' }).getAttribute('data-disabled')).toBeNull())
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }))
  await waitFor(() => expect(before.left.length).toBe(1))
  return openPage(await throughIssuer(at, before.left), answers, { ...at.options, storage: before.storage })
}

test('whoever signs in comes back to where they were, and every request shows their token', async () => {
  const page = await signInFrom(await world(), '/settings/suppressions')
  await screen.findByText('Ana', { exact: false })
  expect(page.history.location.pathname).toBe('/settings/suppressions')
  expect(page.requests.every(({ key }) => /^Bearer [\w-]+\.[\w-]+\.[\w-]+$/.test(key ?? ''))).toBe(true)
  // Tokens are in memory only.
  expect(page.storage.getItem('ringmaster-sign-in')).toBeNull()
  expect(page.storage.getItem('ringmaster-signed-in')).toBe('yes')
})

test('a reload goes to the issuer at once, who knows whom it has before it', async () => {
  const at = await world()
  const page = await signInFrom(at, '/')
  await screen.findByText('Ana', { exact: false })
  const reloaded = openPage('/', answers, { ...at.options, storage: page.storage })
  await waitFor(() => expect(reloaded.left.length).toBe(1))
})

const signOut = async (at: World) => {
  const page = await signInFrom(at, '/')
  fireEvent.click(await screen.findByRole('button', { name: 'Sign out' }))
  return page
}

test.each(['standard', 'cognito'] as const)(
  'who signs out is signed out at the issuer as well, and told so on the page: %s',
  async (ends) => {
    const at = await world({ ends })
    const page = await signOut(at)
    await waitFor(() => expect(page.left.length).toBe(1))
    expect(page.storage.getItem('ringmaster-signed-in')).toBeNull()
    const back = openPage(await throughIssuer(at, page.left), answers, { ...at.options, storage: page.storage })
    expect((await screen.findByRole('status')).textContent).toBe('You are signed out.')
    expect(at.issuer.sessionsEnded()).toBe(1)
    // A reload must neither say it again nor go to the issuer.
    expect(back.history.location.pathname).toBe('/')
    expect(back.left).toEqual([])
    expect(screen.getByRole('button', { name: 'Sign in' }).getAttribute('data-disabled')).toBeNull()
  },
)

test.each(['standard', 'cognito', 'never'] as const)(
  'what renews tokens is worth nothing once somebody has signed out: %s',
  async (ends) => {
    const at = await world({ ends })
    await signInFrom(at, '/')
    const signOutButton = await screen.findByRole('button', { name: 'Sign out' })
    expect(at.issuer.renewable()).toBe(1)
    fireEvent.click(signOutButton)
    await waitFor(() => expect(at.issuer.renewable()).toBe(0))
  },
)

test('who is signed out where tokens are not taken back leaves all the same', async () => {
  const at = await world({ revokes: false })
  const page = await signOut(at)
  await waitFor(() => expect(page.left.length).toBe(1))
  expect(at.issuer.renewable()).toBe(1)
})

test('who cannot be signed out at the issuer is told that the session there goes on', async () => {
  const page = await signOut(await world({ ends: 'never' }))
  expect((await screen.findByRole('alert')).textContent).toContain('https://issuer.test does not say how to end your session there')
  expect(page.left).toEqual([])
})

test('an issuer that is away when somebody signs out keeps nobody in', async () => {
  const { issuer, options } = await world()
  let isAway = false
  const answer: typeof issuer.answer = async (...asked) => {
    if (isAway) throw new TypeError('Failed to fetch')
    return await issuer.answer(...asked)
  }
  await signInFrom({ issuer, options: { ...options, signInAt: { page: issuer.page(), answer } } }, '/')
  const signOutButton = await screen.findByRole('button', { name: 'Sign out' })
  isAway = true
  fireEvent.click(signOutButton)
  expect((await screen.findByRole('alert')).textContent).toContain('could not be ended: Failed to fetch')
  expect(screen.queryByText('Ana', { exact: false })).toBeNull()
})

test('the issuer’s reason stands on the page', async () => {
  const at = await world()
  at.issuer.deny('Ana is on leave.')
  await signInFrom(at, '/')
  expect((await screen.findByRole('alert')).textContent).toContain('Ana is on leave.')
})

test('an answer that this tab has not asked for lets nobody in', async () => {
  const { options } = await world()
  openPage('/signed-in?code=stolen&state=guessed', answers, options)
  expect((await screen.findByRole('alert')).textContent).toContain('not begun in this browser tab')
})

test('a key opens the page as well', async () => {
  const { options } = await world()
  const page = openPage('/', { whoAmI: ({ key }) => (key === 'Bearer rm_right' ? answers.whoAmI() : problem('unauthorized', '')) }, options)
  fireEvent.click(await screen.findByRole('button', { name: 'Enter with an API key instead' }))
  fireEvent.change(await screen.findByLabelText('API key'), { target: { value: 'rm_right' } })
  fireEvent.click(screen.getByRole('button', { name: 'Enter' }))
  await screen.findByText('Ana', { exact: false })
  expect(page.requests.at(-1)?.key).toBe('Bearer rm_right')
})
