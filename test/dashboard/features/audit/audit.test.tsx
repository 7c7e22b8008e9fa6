import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { AuditEntry } from '#contract/audit.ts'
import { KeyId } from '#contract/ids.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const AT = '2026-11-03T14:00:00.000Z'
const KEY = KeyId.parse('key_01JD0000000000000000000001')
const entry = (n: number, over: Partial<AuditEntry> = {}): AuditEntry => ({
  ...{ id: `0${n}`, at: AT, principal: `key:${KEY}`, role: 'operator', request: 'POST /api/db/campaigns', outcome: 'done', status: 201 },
  requestId: `r-${n}`,
  ...over,
})
const DENIED = entry(2, {
  principal: 'nobody',
  role: undefined,
  request: 'GET /api/db/me',
  outcome: 'denied',
  status: 401,
  because: 'unknown-key',
})

const open = (answers: Answers = {}, address = '/settings/audit') =>
  openPage(address, {
    listKeys: () => ({
      items: [{ id: KEY, name: 'CRM', scope: 'operate', shown: 'rm_01JD00…', createdAt: AT, createdBy: 'machine' }],
      nextCursor: null,
    }),
    auditLog: ({ query }) => ({
      items: [DENIED, entry(1)].filter(({ outcome }) => query.outcome === undefined || outcome === query.outcome),
      nextCursor: null,
    }),
    ...answers,
  })

const rowOf = async (text: string) => within((await screen.findByText(text)).closest('tr') ?? document.body)

test('an entry says who, by the name of their key, what they asked for, and what came of it', async () => {
  open()
  const made = await rowOf('POST /api/db/campaigns')
  expect(await made.findByText('the key “CRM”')).toBeTruthy()
  expect(made.getByText('201')).toBeTruthy()
  const denied = await rowOf('GET /api/db/me')
  expect(denied.getByText('nobody known')).toBeTruthy()
  expect(denied.getByText('an unknown key')).toBeTruthy()
})

test('what is looked for stands in the address and is asked of the API', async () => {
  const page = open()
  fireEvent.change(await screen.findByLabelText('What came of it'), { target: { value: 'denied' } })
  await waitFor(() => expect(page.asked('auditLog').at(-1)?.query).toMatchObject({ outcome: 'denied' }))
  await waitFor(() => expect(screen.queryByText('POST /api/db/campaigns')).toBeNull())
  expect(page.history.location.search).toBe('?outcome=denied')
})

test('one caller’s entries are a click away, and so is the way back', async () => {
  const page = open()
  fireEvent.click(await screen.findByRole('link', { name: 'the key “CRM”' }))
  await waitFor(() => expect(page.asked('auditLog').at(-1)?.query).toMatchObject({ principal: `key:${KEY}` }))
  fireEvent.click(await screen.findByRole('button', { name: 'Show all, not only: the key “CRM”' }))
  await waitFor(() => expect(page.history.location.search).toBe(''))
})

test('an empty page that is not the last one offers the older entries', async () => {
  const answers = [
    { items: [], nextCursor: 'older' },
    { items: [entry(1)], nextCursor: null },
  ]
  open({ auditLog: ({ query }) => answers[query.cursor === 'older' ? 1 : 0] ?? problem('not_found', '') }, '/settings/audit?outcome=done')
  await screen.findByText('None among the newest entries.')
  fireEvent.click(screen.getByRole('button', { name: 'Older entries' }))
  await screen.findByText('POST /api/db/campaigns')
})

test('without entries it says so, and a log that cannot be read says that instead', async () => {
  open({ auditLog: () => ({ items: [], nextCursor: null }) })
  await screen.findByText(/Nothing yet/)
  open({ auditLog: () => problem('unavailable', 'The table cannot be reached.') })
  await screen.findByText('The table cannot be reached.')
})

test('who is no admin is told who reads it', async () => {
  open({ whoAmI: () => ({ principal: 'token:ana', role: 'operator' }) })
  await screen.findByText('The audit log is read by admins.')
  expect(screen.queryByRole('table')).toBeNull()
})
