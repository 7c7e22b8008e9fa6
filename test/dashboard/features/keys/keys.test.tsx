import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { ApiKey } from '#contract/access.ts'
import { KeyId } from '#contract/ids.ts'
import { keyStanding } from '../../../../dashboard/features/keys/key-standing.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const AT = '2026-11-03T14:00:00.000Z'
const DAY_MS = 86_400_000
const aKey = (over: Partial<ApiKey> = {}): ApiKey => ({
  ...{ id: KeyId.parse('key_01JD0000000000000000000001'), name: 'CRM', scope: 'operate', shown: 'rm_01JD00…' },
  ...{ createdAt: AT, createdBy: 'machine' },
  ...over,
})
const SECRET = 'rm_01JD0000000000000000000001_of-the-test'
const open = (answers: Answers = {}) => openPage('/settings/keys', { listKeys: () => ({ items: [aKey()], nextCursor: null }), ...answers })
const press = async (name: string) => fireEvent.click(await screen.findByRole('button', { name }))

test('a key is made for what is chosen, and shown once', async () => {
  const page = open({ createKey: () => ({ ...aKey({ name: 'Nightly import' }), key: SECRET }) })
  fireEvent.change(await screen.findByLabelText('Name'), { target: { value: ' Nightly import ' } })
  fireEvent.click(screen.getByLabelText('Read'))
  fireEvent.change(screen.getByLabelText('It expires'), { target: { value: '90' } })
  await press('Make a key')
  const shown = within(await screen.findByRole('dialog', { name: 'The key “Nightly import”' }))
  expect(shown.getByLabelText('Key')).toHaveProperty('value', SECRET)
  expect(page.asked('createKey')[0]?.body).toEqual({ name: 'Nightly import', scope: 'read', expiresInDays: 90 })
  fireEvent.click(shown.getByRole('button', { name: 'I have copied it' }))
  await waitFor(() => expect(screen.queryByDisplayValue(SECRET)).toBeNull())
})

test('a key without a name is not made', async () => {
  const page = open()
  await press('Make a key')
  expect(page.asked('createKey')).toEqual([])
})

test('a key is rotated with the overlap that is chosen, and the new one is shown', async () => {
  const page = open({
    rotateKey: () => ({ ...aKey({ previous: { shown: 'rm_01JD00…', worksUntil: '2026-11-10T14:00:00.000Z' } }), key: SECRET }),
  })
  await press('Rotate CRM')
  fireEvent.change(screen.getByLabelText('The old one works'), { target: { value: '168' } })
  await press('Make a new secret')
  const shown = within(await screen.findByRole('dialog', { name: 'The key “CRM”' }))
  expect(shown.getByText(/The one before works until 10 Nov/)).toBeTruthy()
  expect(page.asked('rotateKey')[0]?.body).toEqual({ overlapHours: 168 })
})

test('a key is revoked after one question, and stays in the list', async () => {
  let key = aKey()
  const page = open({
    listKeys: () => ({ items: [key], nextCursor: null }),
    revokeKey: () => {
      key = aKey({ revokedAt: AT })
      return key
    },
  })
  await press('Revoke CRM')
  expect(screen.getByText(/refused from its next request on/)).toBeTruthy()
  await press('Revoke it')
  expect(await screen.findByText('revoked')).toBeTruthy()
  expect(page.asked('revokeKey')).toHaveLength(1)
  expect(screen.queryByRole('button', { name: 'Revoke CRM' })).toBeNull()
})

test('a refusal says what still holds', async () => {
  open({ revokeKey: () => problem('conflict', 'Somebody else has changed the key in this very moment.') })
  await press('Revoke CRM')
  await press('Revoke it')
  expect((await screen.findByText('The key still works.')).parentElement?.textContent).toContain('Somebody else has changed the key')
})

test('who is no admin is told who makes keys, and nothing is asked', async () => {
  const page = open({ whoAmI: () => ({ principal: 'token:vi', role: 'operator' }) })
  expect(await screen.findByText(/^Keys are made, rotated and revoked by admins/)).toBeTruthy()
  expect(page.asked('createKey')).toEqual([])
})

test('whether a key works follows from when it was revoked and when it expires', () => {
  const now = Date.parse(AT)
  const words = (over: Partial<ApiKey>) => keyStanding(aKey(over), now).words
  const inDays = (days: number) => new Date(now + days * DAY_MS).toISOString()
  expect(words({})).toBe('works')
  expect(words({ expiresAt: inDays(30) })).toBe('works')
  expect(words({ expiresAt: inDays(3) })).toBe('expires soon')
  expect(words({ expiresAt: inDays(-1) })).toBe('expired')
  expect(words({ expiresAt: inDays(30), revokedAt: AT })).toBe('revoked')
})
