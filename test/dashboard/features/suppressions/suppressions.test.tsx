import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import type { PushedEvent } from '#contract/events.ts'
import { E164, ImportId } from '#contract/ids.ts'
import type { SuppressionImport } from '#contract/suppression-import.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const phone = E164.parse('+12025550142')
const listed = { phone, at: '2026-11-03T14:00:00.000Z', because: 'asked by letter' }
const anImport = (over: Partial<SuppressionImport> = {}): SuppressionImport => ({
  ...{ id: ImportId.parse('imp_0123456789AB'), fileName: 'registry.csv', because: 'a list', createdAt: '2026-11-03T14:00:00.000Z' },
  ...{ state: 'importing', rows: 10, suppressed: 7, alreadySuppressed: 2, rejected: 1, cancelledCalls: 0, rejects: [] },
  ...over,
})
const open = (answers: Answers = {}) =>
  openPage('/settings/suppressions', {
    listSuppressions: () => ({ items: [listed], nextCursor: null }),
    listSuppressionImports: () => ({ items: [], nextCursor: null }),
    ...answers,
  })
const told = (over: Partial<SuppressionImport>): PushedEvent => {
  const { rejects: _, ...data } = anImport(over)
  return { event: 'suppression_import_update', version: 1, data }
}
const region = async (name: string) => within(await screen.findByRole('region', { name }))
const fill = (field: HTMLElement, value: string) => fireEvent.change(field, { target: { value } })

test('the list shows each number, since when and why, and goes on when asked', async () => {
  open({
    listSuppressions: ({ query }) =>
      query.cursor === undefined
        ? { items: [listed], nextCursor: 'next' }
        : { items: [{ ...listed, phone: E164.parse('+12025550143') }], nextCursor: null },
  })
  const numbers = await region('Numbers')
  expect(await numbers.findByText('asked by letter')).toBeTruthy()
  fireEvent.click(await numbers.findByRole('button', { name: 'Older numbers' }))
  expect(await numbers.findByText('+12025550143')).toBeTruthy()
  expect(numbers.getByText(phone)).toBeTruthy()
})

test('a number is added as people write it, and the list is read again', async () => {
  const page = open({ suppressNumber: () => listed })
  const adding = await region('Add a number')
  fill(adding.getByLabelText('Number'), '(202) 555-0142')
  fill(adding.getByLabelText('Reason'), 'asked by letter')
  fireEvent.click(adding.getByRole('button', { name: 'Add' }))
  expect(await adding.findByText(`${phone} is called no more.`)).toBeTruthy()
  expect(page.asked('suppressNumber')[0]?.body).toEqual({ phone: '(202) 555-0142', defaultCountry: 'US', because: 'asked by letter' })
  await waitFor(() => expect(page.asked('listSuppressions').length).toBeGreaterThan(1))
})

test('what is no number is said, and stays to be put right', async () => {
  open({ suppressNumber: () => problem('unprocessable', 'This cannot be a number to call: it is too short.') })
  const adding = await region('Add a number')
  fill(adding.getByLabelText('Number'), '12')
  fireEvent.click(adding.getByRole('button', { name: 'Add' }))
  expect((await adding.findByRole('alert')).textContent).toContain('it is too short')
  expect(adding.getByLabelText('Number')).toHaveProperty('value', '12')
})

test('a number is checked, however it is spaced', async () => {
  const page = open({ checkSuppression: () => ({ phone, isSuppressed: true, because: 'asked by letter' }) })
  const checking = await region('Check a number')
  fill(checking.getByLabelText('Number to check'), '+1 (202) 555-0142')
  fireEvent.click(checking.getByRole('button', { name: 'Check' }))
  expect(await checking.findByText(`${phone} is on the list: asked by letter.`)).toBeTruthy()
  expect(decodeURIComponent(page.asked('checkSuppression')[0]?.params.phone ?? '')).toBe(phone)
})

test('a number is removed only with a reason', async () => {
  const page = open({ unsuppressNumber: () => ({ phone }) })
  fireEvent.click(await screen.findByRole('button', { name: `Remove ${phone}` }))
  const asking = within(await screen.findByRole('dialog', { name: `Let ${phone} be called again?` }))
  fireEvent.click(asking.getByRole('button', { name: 'Let it be called' }))
  expect(asking.getByLabelText('Reason').getAttribute('aria-invalid')).toBe('true')
  expect(page.asked('unsuppressNumber')).toEqual([])
  fill(asking.getByLabelText('Reason'), 'a mistake')
  fireEvent.click(asking.getByRole('button', { name: 'Let it be called' }))
  await waitFor(() => expect(page.asked('unsuppressNumber')[0]?.query).toEqual({ because: 'a mistake' }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})

test('a list of numbers is sent, and followed by what is pushed until it is read', async () => {
  let item = anImport({ state: 'importing', rows: 3 })
  const page = open({
    createSuppressionImport: () => ({
      ...{ importId: ImportId.parse('imp_0123456789AB'), url: 'https://bucket.test/numbers', contentType: 'text/csv' },
      expiresAt: '2026-11-03T14:05:00.000Z',
    }),
    listSuppressionImports: () => ({ items: [item], nextCursor: null }),
  })
  fireEvent.change(await screen.findByLabelText('File of numbers'), { target: { files: [new File(['phone\n'], 'registry.csv')] } })
  await waitFor(() => expect(page.puts).toEqual(['https://bucket.test/numbers']))
  expect(await screen.findByText('reading…')).toBeTruthy()
  await page.connect()
  const asked = page.asked('listSuppressionImports').length
  await page.push(told({ state: 'importing', rows: 200, suppressed: 180 }))
  expect(await screen.findByText(/^200 rows/)).toBeTruthy()
  await page.push(told({ state: 'importing', rows: 100 }))
  expect(screen.getByText(/^200 rows/)).toBeTruthy()
  expect(page.asked('listSuppressionImports')).toHaveLength(asked)
  item = anImport({ state: 'imported', rows: 240 })
  await page.push(told({ state: 'imported', rows: 240 }))
  expect(await screen.findByText('read')).toBeTruthy()
})
