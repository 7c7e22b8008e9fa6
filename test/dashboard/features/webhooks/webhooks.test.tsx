import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, expect, test } from 'vitest'
import { EventId, WebhookId } from '#contract/ids.ts'
import type { Delivery, Webhook } from '#contract/webhook.ts'
import { openPage } from '../../support/page.tsx'
import { type Answers, problem } from '../../support/server.ts'

afterEach(cleanup)

const AT = '2026-11-03T14:00:00.000Z'
const id = WebhookId.parse('whk_01JD0000000000000000000001')
const SECRET = 'whsec_c2VjcmV0IG9mIHRoZSB0ZXN0cw=='
const aWebhook = (over: Partial<Webhook> = {}): Webhook => ({
  ...{ id, name: 'CRM', url: 'https://crm.example.com/hook', events: ['call.ended'], isActive: true, version: 1 },
  ...{ createdAt: AT, changedAt: AT, createdBy: 'machine' },
  ...over,
})
const aDelivery = (over: Partial<Delivery> = {}): Delivery => ({
  ...{ id: EventId.parse('evt_01JD0000000000000000000001_00000000000000000000000001'), webhookId: id, type: 'call.ended' },
  ...{ state: 'dead', createdAt: AT, tries: 11, deadAt: AT, lastTry: { at: AT, latencyMs: 12, status: 503, answer: 'out for lunch' } },
  ...over,
})
const page = (items: Delivery[]) => ({ items, nextCursor: null })
const open = (answers: Answers = {}, address = '/settings/webhooks') =>
  openPage(address, {
    listWebhooks: () => ({ items: [aWebhook()], nextCursor: null }),
    listDeliveries: () => page([aDelivery()]),
    ...answers,
  })
const region = async (name: string) => within(await screen.findByRole('region', { name }))

test('a webhook is added for what is chosen, and its secret is shown once', async () => {
  const asked = open({ createWebhook: () => ({ ...aWebhook({ name: 'Shop' }), secret: SECRET }) })
  const adding = await region('Add a webhook')
  fireEvent.change(adding.getByLabelText('Address'), { target: { value: 'https://shop.example.com/hook' } })
  fireEvent.click(adding.getByLabelText('a list was imported'))
  fireEvent.click(adding.getByRole('button', { name: 'Add' }))
  const secret = within(await screen.findByRole('dialog', { name: 'The secret of Shop' }))
  expect(secret.getByLabelText('Secret')).toHaveProperty('value', SECRET)
  expect(asked.asked('createWebhook')[0]?.body).toEqual({
    name: 'shop.example.com',
    url: 'https://shop.example.com/hook',
    events: ['call.ended', 'call.updated', 'campaign.state-changed'],
  })
  fireEvent.click(secret.getByRole('button', { name: 'I have copied it' }))
  await waitFor(() => expect(screen.queryByDisplayValue(SECRET)).toBeNull())
})

test('an address that nothing may be sent to is refused with the reason', async () => {
  open({ createWebhook: () => problem('unprocessable', 'Nothing can be sent to this address: it must begin with https://.') })
  const adding = await region('Add a webhook')
  fireEvent.change(adding.getByLabelText('Address'), { target: { value: 'http://crm' } })
  fireEvent.click(adding.getByRole('button', { name: 'Add' }))
  expect((await adding.findByRole('alert')).textContent).toContain('it must begin with https://')
  expect(adding.getByLabelText('Address')).toHaveProperty('value', 'http://crm')
})

test('the list says who is told what, and who fails', async () => {
  const failing = aWebhook({ id: WebhookId.parse('whk_01JD0000000000000000000002'), name: 'Shop', failingSince: AT })
  open({
    listWebhooks: () => ({
      items: [aWebhook(), failing, aWebhook({ id: WebhookId.parse('whk_01JD0000000000000000000003'), isActive: false })],
      nextCursor: null,
    }),
  })
  const list = within(await screen.findByRole('list', { name: 'Webhooks' }))
  expect(list.getByText('active')).toBeTruthy()
  expect(list.getByText(/^failing since 3 Nov/)).toBeTruthy()
  expect(list.getByText('paused')).toBeTruthy()
  expect(list.getAllByText('Told when a call ended.')).toHaveLength(3)
})

test('a test tells what the receiver answered', async () => {
  open({ testWebhook: () => ({ at: AT, latencyMs: 31, status: 404, answer: 'no such hook', isAccepted: false }) })
  fireEvent.click(await screen.findByRole('button', { name: 'Send a test' }))
  expect(await screen.findByText('The test was not accepted: 404 no such hook')).toBeTruthy()
})

test('a new secret is made when asked twice, and a webhook is paused', async () => {
  const asked = open({
    rotateWebhookSecret: () => ({ ...aWebhook(), secret: SECRET }),
    editWebhook: () => aWebhook({ isActive: false }),
  })
  fireEvent.click(await screen.findByRole('button', { name: 'New secret…' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Make a new secret' }))
  expect(await screen.findByDisplayValue(SECRET)).toBeTruthy()
  expect(asked.asked('rotateWebhookSecret')[0]?.body).toEqual({ overlapHours: 24 })
  fireEvent.click(screen.getByRole('button', { name: 'I have copied it' }))
  fireEvent.click(await screen.findByRole('button', { name: 'Pause' }))
  await waitFor(() => expect(asked.asked('editWebhook')[0]?.body).toEqual({ isActive: false }))
})

test('deliveries are shown with what was answered, and the dead are tried again, one or all', async () => {
  let deliveries = [aDelivery()]
  const asked = open(
    {
      listDeliveries: () => page(deliveries),
      replayDelivery: () => aDelivery({ state: 'waiting' }),
      replayDead: () => ({ replayed: 1, isMore: false }),
    },
    `/settings/webhooks?webhook=${id}&state=dead`,
  )
  const shown = await region('Deliveries')
  expect(await shown.findByText('503 out for lunch (12 ms)')).toBeTruthy()
  expect(asked.asked('listDeliveries')[0]?.query).toMatchObject({ state: 'dead' })
  fireEvent.click(shown.getByRole('button', { name: 'Try again: call.ended' }))
  await waitFor(() => expect(asked.asked('replayDelivery')).toHaveLength(1))
  fireEvent.click(shown.getByRole('button', { name: 'Try all again' }))
  expect(await shown.findByText('1 delivery will be tried again.')).toBeTruthy()
  deliveries = []
})

test('what waits is asked for again until it has arrived', async () => {
  let state: Delivery['state'] = 'waiting'
  const asked = open({ listDeliveries: () => page([aDelivery({ state, tries: 1 })]) }, `/settings/webhooks?webhook=${id}`)
  const shown = await region('Deliveries')
  expect(await shown.findByText('waiting')).toBeTruthy()
  state = 'delivered'
  await asked.advance(5_000)
  expect(await shown.findByText('delivered')).toBeTruthy()
})

test('who may only look is offered nothing that changes', async () => {
  open({ whoAmI: () => ({ principal: 'token:vi', role: 'viewer' }) }, `/settings/webhooks?webhook=${id}`)
  const shown = await region('Deliveries')
  expect(await shown.findByText('503 out for lunch (12 ms)')).toBeTruthy()
  const offered = ['Send a test', 'Pause', 'New secret…', 'Delete…', 'Try again: call.ended', 'Add']
  await waitFor(() => expect(offered.filter((name) => screen.queryByRole('button', { name }))).toEqual([]))
})
