import { cleanup, fireEvent, screen, waitFor } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { Caller } from '#contract/caller.ts'
import type { Role } from '#contract/role.ts'
import { openPage } from './support/page.tsx'
import { type Answers, problem } from './support/server.ts'

afterEach(cleanup)

const guarded = (valid: string, role: Role = 'admin'): Answers => ({
  whoAmI: ({ key }) =>
    key === `Bearer ${valid}` ? { principal: 'key:1', name: 'Ana’s key', role } : problem('unauthorized', 'No valid key.'),
  listCampaigns: ({ key }) => (key === `Bearer ${valid}` ? { items: [], nextCursor: null } : problem('unauthorized', 'No valid key.')),
})

const enter = async (key: string): Promise<void> => {
  fireEvent.change(await screen.findByLabelText('API key'), { target: { value: key } })
  fireEvent.click(screen.getByRole('button', { name: 'Enter' }))
}

test('no key is asked for, nor sent, on the machine that runs the API', async () => {
  const page = openPage('/', {})
  await screen.findByRole('heading', { name: 'No campaigns yet' })
  expect(page.requests.every(({ key }) => key === null)).toBe(true)
})

test('elsewhere a key opens the page, and every request shows it', async () => {
  const page = openPage('/', guarded('rm_right'), { access: 'key' })
  await enter(' rm_right ')
  await screen.findByRole('heading', { name: 'No campaigns yet' })
  expect(page.requests.every(({ key }) => key === 'Bearer rm_right')).toBe(true)
})

test('a refused key is said to be refused, and nothing else is shown', async () => {
  openPage('/', guarded('rm_right'), { access: 'key' })
  await enter('rm_wrong')
  expect((await screen.findByRole('alert')).textContent).toContain('refused this key')
  expect(screen.queryByRole('heading', { name: 'Campaigns' })).toBeNull()
})

test('a key that is withdrawn while the page is open leads back to the question', async () => {
  let valid = 'rm_right'
  const page = openPage(
    '/',
    { ...guarded(valid), listCampaigns: (request) => guarded(valid).listCampaigns?.(request) ?? problem('internal', '') },
    { access: 'key' },
  )
  await enter('rm_right')
  await screen.findByRole('heading', { name: 'No campaigns yet' })
  await page.connect()
  valid = 'rm_other'
  await page.push({ event: 'active_campaigns_list', version: 1, data: { campaigns: [] } })
  await waitFor(() => expect(screen.getByRole('alert').textContent).toContain('refused this key'))
  await waitFor(() => expect(page.sockets[0]?.isClosed).toBe(true))
})

test('what the API says while a key is checked is not taken for a refusal of the key', async () => {
  openPage('/', { whoAmI: () => problem('unavailable', 'The table cannot be reached.') }, { access: 'key' })
  await enter('rm_right')
  expect((await screen.findByRole('alert')).textContent).toBe('The table cannot be reached.')
})

test('who one is stands in the bar, and what one may not do is not offered', async () => {
  openPage('/', guarded('rm_right', 'viewer'), { access: 'key' })
  await enter('rm_right')
  await screen.findByText('viewer', { exact: false })
  expect(screen.getByText('Ana’s key', { exact: false })).toBeTruthy()
  await screen.findByRole('heading', { name: 'No campaigns yet' })
  await waitFor(() => expect(screen.queryByRole('link', { name: 'New campaign' })).toBeNull())
})

const asking = () => {
  const { promise, resolve } = Promise.withResolvers<Caller>()
  return { answer: (role: Role) => resolve({ principal: 'token:ana', role }), whoAmI: () => promise }
}
const isOffered = async (name: string): Promise<boolean> => (await screen.findByRole('link', { name })).closest('[inert]') === null

test('until it is known who one is, what only some may do keeps its place and cannot be reached', async () => {
  const { answer, whoAmI } = asking()
  openPage('/', { whoAmI })
  expect(await isOffered('New campaign')).toBe(false)
  answer('operator')
  await waitFor(async () => expect(await isOffered('New campaign')).toBe(true))
})

test('what only admins may read is not asked for before it is known that one is', async () => {
  const { answer, whoAmI } = asking()
  const page = openPage('/settings/audit', { whoAmI })
  await screen.findByRole('heading', { level: 1, name: 'Audit log' })
  answer('operator')
  expect(await screen.findByText('The audit log is read by admins.')).toBeTruthy()
  expect(page.asked('auditLog')).toEqual([])
})

test('whom the API cannot tell is offered what there is, and is refused by the API', async () => {
  openPage('/', { whoAmI: () => problem('internal', 'Something broke.') })
  await screen.findByRole('heading', { name: 'No campaigns yet' })
  await waitFor(async () => expect(await isOffered('New campaign')).toBe(true))
})

test('an operator is offered what an operator may do', async () => {
  openPage('/', guarded('rm_right', 'operator'), { access: 'key' })
  await enter('rm_right')
  await screen.findByText('operator', { exact: false })
  expect(await isOffered('New campaign')).toBe(true)
})
