// Webhooks and their deliveries as the table keeps them.
import { expect, it } from 'vitest'
import * as z from 'zod/mini'
import { ids } from '#runtime/ids.ts'
import { deliveryKey } from '#store/table.ts'
import type { Store } from '../support/store.ts'
import { aDelivery, aWebhook, eventOf } from '../support/webhooks.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  const AT = '2026-11-02T15:00:00.000Z'
  const atMs = Date.parse(AT)
  const made = async (store: Store, changes = {}) => {
    const webhook = aWebhook({ id: ids.webhook(store.clock.machine()), ...changes })
    await store.webhooks.create(webhook)
    return webhook
  }
  const minutes = (count: number): string => new Date(atMs + count * 60_000).toISOString()

  it('webhooks come back as they were written, newest first, and go when they are removed', async () => {
    const store = openStore()
    const [older, newer] = [await made(store), await made({ ...store, clock: { ...store.clock, machine: () => atMs + 5 } })]
    expect(await store.webhooks.get(older.id)).toEqual(older)
    const listed = (await store.webhooks.list({ limit: 50 })).items.map(({ id }) => id)
    expect(listed.indexOf(newer.id)).toBeLessThan(listed.indexOf(older.id))
    expect((await store.webhooks.all()).map(({ id }) => id)).toEqual(listed)
    expect(await store.webhooks.remove(older.id)).toEqual(older)
    expect(await store.webhooks.get(older.id)).toBeUndefined()
  })

  it('webhooks are changed only by whoever has seen the last change; being sent to is none', async () => {
    const { webhooks, clock, ...store } = openStore()
    const webhook = await made({ ...store, webhooks, clock })
    const held = await webhooks.hold(webhook.id, 1_000)
    if (held) await webhooks.release(held, { failingSince: AT })
    expect(await webhooks.change(webhook, { name: 'Shop' })).toMatchObject({ name: 'Shop', version: 2, failingSince: AT })
    expect(await webhooks.change(webhook, { name: 'too late' })).toBeUndefined()
  })

  it('webhooks are held by one sender at a time, for so long, and only while they are active', async () => {
    const { webhooks, clock, move, ...store } = openStore()
    const webhook = await made({ ...store, webhooks, clock, move })
    const held = await webhooks.hold(webhook.id, 1_000)
    expect(held).toBeDefined()
    expect(await webhooks.hold(webhook.id, 1_000)).toBeUndefined()
    move(1_000)
    const next = await webhooks.hold(webhook.id, 1_000)
    expect(next).toBeDefined()
    // Who was too slow lets go of nothing.
    if (held) await webhooks.release(held, { failingSince: AT })
    expect(await webhooks.get(webhook.id)).toMatchObject({ heldUntilMs: next?.heldUntilMs })
    if (next) await webhooks.release(next, { failingSince: undefined })
    await webhooks.change(webhook, { isActive: false })
    expect(await webhooks.hold(webhook.id, 1_000)).toBeUndefined()
    expect(await webhooks.hold(ids.webhook(1), 1_000)).toBeUndefined()
  })

  it('webhooks whose receiver wants to be left alone are held by nobody until then', async () => {
    const { webhooks, clock, move, ...store } = openStore()
    const webhook = await made({ ...store, webhooks, clock, move })
    const held = await webhooks.hold(webhook.id, 1_000)
    if (held) await webhooks.release(held, { failingSince: AT, restUntilMs: clock.machine() + 5_000 })
    move(4_999)
    expect(await webhooks.hold(webhook.id, 1_000)).toBeUndefined()
    move(1)
    expect(await webhooks.hold(webhook.id, 1_000)).toBeDefined()
  })

  it('an address that takes the place of one that fails has not failed', async () => {
    const { webhooks, ...store } = openStore()
    const webhook = await made({ ...store, webhooks })
    const held = await webhooks.hold(webhook.id, 1_000)
    await webhooks.change(webhook, { url: 'https://other.example.com' })
    if (held) await webhooks.release(held, { failingSince: AT })
    expect(await webhooks.get(webhook.id)).not.toHaveProperty('failingSince')
    expect(await webhooks.hold(webhook.id, 1_000)).toBeDefined()
  })

  it('a delivery that is there already stays as it is, and is forgotten after a month', async () => {
    const { deliveries, table, ...store } = openStore()
    const { id: webhookId } = await made({ ...store, deliveries, table })
    const delivery = aDelivery({ webhookId })
    await deliveries.add(delivery)
    await deliveries.add({ ...delivery, body: 'told again' })
    expect(await deliveries.get(webhookId, delivery.id)).toEqual(delivery)
    const item = await table.get(deliveryKey(webhookId, delivery.id), z.looseObject({ expiresAt: z.number() }))
    expect(item?.expiresAt).toBe(Math.floor(store.clock.machine() / 1_000) + 30 * 86_400)
  })

  it('deliveries are due when their time has come, the longest overdue first, and no longer when they are done', async () => {
    const { deliveries, ...store } = openStore()
    const { id: webhookId } = await made({ ...store, deliveries })
    const [early, late, future] = ['a', 'b', 'c'].map((call, i) => aDelivery({ webhookId, id: eventOf(call, 1), dueAt: minutes(i) }))
    if (!early || !late || !future) throw new Error('There are three')
    for (const delivery of [future, late, early]) await deliveries.add(delivery)
    expect(await deliveries.due(webhookId, { nowMs: atMs + 60_000, limit: 9 })).toEqual([early.id, late.id])
    expect(await deliveries.due(webhookId, { nowMs: atMs + 60_000, limit: 1 })).toEqual([early.id])

    await deliveries.change(early, { state: 'delivered', tries: 1, dueAt: undefined, deliveredAt: AT })
    await deliveries.change(late, { tries: 1, dueAt: minutes(9) })
    expect(await deliveries.due(webhookId, { nowMs: atMs + 60_000, limit: 9 })).toEqual([])
    expect(await deliveries.due(webhookId, { nowMs: atMs + 9 * 60_000, limit: 9 })).toEqual([future.id, late.id])
    expect(await deliveries.change(early, { tries: 2 })).toBeUndefined()
  })

  it('of those that wait about the same, the first is found; what is done or about something else is not', async () => {
    const { deliveries, ...store } = openStore()
    const { id: webhookId } = await made({ ...store, deliveries })
    const [first, second, other] = [eventOf('x', 9), eventOf('x', 10), eventOf('y', 1)]
    for (const id of [second, other, first]) await deliveries.add(aDelivery({ webhookId, id }))
    expect((await deliveries.firstWaiting(webhookId, second))?.id).toBe(first)
    const seen = await deliveries.get(webhookId, first)
    if (seen) await deliveries.change(seen, { state: 'dead', tries: 11, dueAt: undefined, deadAt: AT })
    expect((await deliveries.firstWaiting(webhookId, first))?.id).toBe(second)
    expect((await deliveries.firstWaiting(webhookId, other))?.id).toBe(other)
  })

  it('deliveries are listed newest first, or those that wait or are dead alone, page by page', async () => {
    const { deliveries, ...store } = openStore()
    const { id: webhookId } = await made({ ...store, deliveries })
    const all = ['a', 'b', 'c', 'd'].map((call, i) =>
      aDelivery({ webhookId, id: eventOf(call, 1), createdAt: minutes(i), dueAt: minutes(i) }),
    )
    for (const delivery of all) await deliveries.add(delivery)
    for (const [i, delivery] of all.slice(0, 2).entries()) {
      await deliveries.change(delivery, { state: 'dead', dueAt: undefined, deadAt: minutes(20 - i) })
    }
    const [a, b, c, d] = all.map(({ id }) => id)
    const page = async (state?: 'waiting' | 'dead', cursor?: string | undefined) => {
      const { items, nextCursor } = await deliveries.list(webhookId, { limit: 3, state, cursor })
      return { ids: items.map(({ id }) => id), nextCursor }
    }
    const newest = await page()
    expect(newest.ids).toEqual([d, c, b])
    expect((await page(undefined, newest.nextCursor ?? undefined)).ids).toEqual([a])
    expect((await page('dead')).ids).toEqual([b, a])
    expect((await page('waiting')).ids).toEqual([c, d])
    await expect(page('dead', newest.nextCursor ?? undefined)).rejects.toMatchObject({ code: 'invalid_request' })
  })
})
