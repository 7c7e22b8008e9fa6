// What is sent when, in which order, and what becomes of what nobody accepts.
import { beforeEach, describe, expect, it } from 'vitest'
import type { WebhookRequest } from '#app/ports/webhooks.ts'
import { deliveryReport } from '#app/webhooks/delivery-report.ts'
import { sendAllDue, sendDue } from '#app/webhooks/send-due.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { openStore, type Store } from '../../support/store.ts'
import { eventOf, playedReceiver, webhookAtWork } from '../../support/webhooks.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const OK = { status: 204, answer: '' }
const DOWN = { problem: 'connect ECONNREFUSED' }

let store: Store
beforeEach(() => {
  store = openStore(() => memoryTable())
})
const files = { write: async () => {} }
const idIn = ({ headers }: WebhookRequest): string | undefined => headers['webhook-id']
const first = eventOf('one call', 1)
const second = eventOf('one call', 2)
const elsewhere = eventOf('another call', 1)

describe('what is due', () => {
  it('is sent and noted with what the receiver answered', async () => {
    const receiver = playedReceiver(() => ({ status: 200, answer: 'thanks' }))
    const { webhook, ports, waits, read } = await webhookAtWork(store, receiver.sending)
    await waits(first)
    await sendDue(ports)(webhook.id)
    expect(receiver.received).toMatchObject([{ url: webhook.url, body: `{"id":"${first}"}` }])
    const at = new Date(store.clock.machine()).toISOString()
    expect(await read(first)).toMatchObject({
      ...{ state: 'delivered', deliveredAt: at, tries: 1 },
      lastTry: { at, status: 200, answer: 'thanks', latencyMs: 0 },
    })
    await sendDue(ports)(webhook.id)
    expect(receiver.received).toHaveLength(1)
  })

  it('of one call comes in order, of many calls all of it', async () => {
    const receiver = playedReceiver()
    const { webhook, ports, waits } = await webhookAtWork(store, receiver.sending)
    const calls = ['a', 'b', 'c', 'd', 'e'].flatMap((call) => [3, 1, 2].map((sequence) => eventOf(call, sequence)))
    for (const id of calls) await waits(id)
    await sendDue(ports)(webhook.id)
    expect(receiver.ids().toSorted()).toEqual(calls.toSorted())
    for (const call of ['a', 'b', 'c', 'd', 'e']) {
      const about = eventOf(call, 1).slice(0, 30)
      expect(receiver.ids().filter((id) => id?.startsWith(about))).toEqual([1, 2, 3].map((sequence) => eventOf(call, sequence)))
    }
  })

  it('waits for what comes before it about the same call, and other calls do not', async () => {
    const receiver = playedReceiver((request) => (idIn(request) === first ? { status: 500, answer: '' } : OK))
    const { webhook, ports, waits, read } = await webhookAtWork(store, receiver.sending)
    await waits(first)
    await waits(elsewhere)
    await sendDue(ports)(webhook.id)
    await waits(second)
    await sendDue(ports)(webhook.id)
    expect(receiver.ids().toSorted()).toEqual([first, elsewhere].toSorted())
    expect((await read(second))?.dueAt).toBe((await read(first))?.dueAt)

    receiver.answers(() => OK)
    store.move(MINUTE)
    await sendAllDue(ports)()
    expect(receiver.ids().slice(-2)).toEqual([first, second])
  })

  it('is left to the one who holds the webhook, and to nobody while it is not active', async () => {
    const receiver = playedReceiver()
    const { webhook, ports, waits } = await webhookAtWork(store, receiver.sending)
    await waits(first)
    const held = await store.webhooks.hold(webhook.id, MINUTE)
    await sendDue(ports)(webhook.id)
    expect(receiver.received).toEqual([])
    if (held) await store.webhooks.release(held, { failingSince: undefined })
    await store.webhooks.change(webhook, { isActive: false })
    await sendDue(ports)(webhook.id)
    expect(receiver.received).toEqual([])
  })
})

describe('a receiver that is down', () => {
  it('is asked for one thing a minute, and gets all of it as soon as it answers', async () => {
    const receiver = playedReceiver(() => DOWN)
    const { webhook, ports, waits } = await webhookAtWork(store, receiver.sending)
    const calls = Array.from({ length: 30 }, (_, i) => eventOf(`call ${i}`, 1))
    for (const id of calls) await waits(id)
    await sendDue(ports)(webhook.id)
    const asked = receiver.received.length
    expect((await store.webhooks.get(webhook.id))?.failingSince).toBeDefined()
    store.move(MINUTE)
    await sendAllDue(ports)()
    expect(receiver.received).toHaveLength(asked + 1)

    receiver.answers(() => OK)
    store.move(DAY / 2)
    const before = receiver.received.length
    await sendAllDue(ports)()
    expect(new Set(receiver.ids().slice(before))).toEqual(new Set(calls))
    expect(receiver.received).toHaveLength(before + calls.length)
    expect(await store.webhooks.get(webhook.id)).not.toHaveProperty('failingSince')
  })

  it('keeps no other receiver waiting', async () => {
    const down = await webhookAtWork(store, playedReceiver().sending, { url: 'https://down.example.com' })
    const receiver = playedReceiver(({ url }) => (url === down.webhook.url ? DOWN : OK))
    const up = await webhookAtWork(store, receiver.sending)
    for (const call of ['a', 'b', 'c']) await down.waits(eventOf(call, 1))
    await up.waits(first)
    await sendAllDue(up.ports)()
    expect((await up.read(first))?.state).toBe('delivered')
  })

  it('leaves dead what was tried for a day, and each of it can be sent again under its id', async () => {
    const receiver = playedReceiver(() => ({ status: 503, answer: 'out for lunch' }))
    const { webhook, ports, waits, read } = await webhookAtWork(store, receiver.sending)
    await waits(first)
    for (let i = 0; i < 30; i++) {
      await sendAllDue(ports)()
      store.move(60 * MINUTE)
    }
    expect(await read(first)).toMatchObject({ state: 'dead', lastTry: { status: 503, answer: 'out for lunch' } })
    const tried = receiver.received.length
    await sendAllDue(ports)()
    expect(receiver.received).toHaveLength(tried)

    receiver.answers(() => OK)
    const report = deliveryReport({ ...store, files })
    expect((await report.list(webhook.id, { limit: 10, state: 'dead' })).items).toMatchObject([{ id: first, state: 'dead' }])
    expect(await report.replay(webhook.id, first)).toMatchObject({ state: 'waiting', tries: 0 })
    await sendAllDue(ports)()
    expect(receiver.ids().at(-1)).toBe(first)
    expect((await report.get(webhook.id, first)).state).toBe('delivered')
    await expect(report.replay(webhook.id, first)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('lets what it was never asked for die too after a day, and all of it can be sent again at once', async () => {
    const receiver = playedReceiver(() => DOWN)
    const { webhook, ports, waits } = await webhookAtWork(store, receiver.sending)
    const calls = Array.from({ length: 40 }, (_, i) => eventOf(`call ${i}`, 1))
    for (const id of calls) await waits(id)
    await sendAllDue(ports)()
    store.move(DAY)
    await sendAllDue(ports)()
    const report = deliveryReport({ ...store, files })
    expect((await report.list(webhook.id, { limit: 100, state: 'dead' })).items).toHaveLength(calls.length)
    expect(await report.replayAll(webhook.id)).toEqual({ replayed: calls.length, isMore: false })
    receiver.answers(() => OK)
    const before = receiver.received.length
    await sendAllDue(ports)()
    expect(receiver.ids().slice(before).toSorted()).toEqual(calls.toSorted())
  })
})

describe('a receiver that asks to be left alone', () => {
  const busy = (retryAfter: string) => ({ status: 429, answer: '', retryAfter })

  it('is, for as long as it says, whatever waits for it', async () => {
    const receiver = playedReceiver(() => busy('600'))
    const { webhook, ports, waits, read } = await webhookAtWork(store, receiver.sending)
    await waits(first)
    await sendDue(ports)(webhook.id)
    await waits(elsewhere)
    receiver.answers(() => OK)
    store.move(9 * MINUTE)
    await sendAllDue(ports)()
    expect(receiver.received).toHaveLength(1)
    store.move(MINUTE)
    await sendAllDue(ports)()
    expect([await read(first), await read(elsewhere)]).toMatchObject([{ state: 'delivered' }, { state: 'delivered' }])
  })

  it('gets nothing more of a round of which it has taken some', async () => {
    const receiver = playedReceiver((request) => (idIn(request) === first ? busy('120') : OK))
    const { webhook, ports, waits } = await webhookAtWork(store, receiver.sending)
    for (const id of [first, elsewhere]) await waits(id)
    await sendDue(ports)(webhook.id)
    await waits(eventOf('a third call', 1))
    await sendDue(ports)(webhook.id)
    expect(receiver.received).toHaveLength(2)
    expect(await store.webhooks.get(webhook.id)).not.toHaveProperty('failingSince')
  })

  it('for a year is asked again after an hour', async () => {
    const receiver = playedReceiver(() => busy(new Date(store.clock.machine() + 365 * DAY).toUTCString()))
    const { webhook, ports, waits } = await webhookAtWork(store, receiver.sending)
    await waits(first)
    await sendDue(ports)(webhook.id)
    store.move(60 * MINUTE)
    await sendAllDue(ports)()
    expect(receiver.received).toHaveLength(2)
  })
})

describe('a receiver that says that it is gone', () => {
  const GONE = { status: 410, answer: 'This shop has closed.' }

  it('is sent nothing more; the log tells it, and what waits is kept for whoever switches it on again', async () => {
    const receiver = playedReceiver(() => GONE)
    const { webhook, ports, waits, read } = await webhookAtWork(store, receiver.sending)
    await waits(first)
    await sendDue(ports)(webhook.id)
    expect(await store.webhooks.get(webhook.id)).toMatchObject({ isActive: false, version: 2 })
    const { items } = await store.activity.list(undefined, { limit: 10 })
    expect(items).toMatchObject([{ action: 'webhook-gone', by: 'ringmaster', evidence: { webhookId: webhook.id } }])
    store.move(60 * MINUTE)
    await sendAllDue(ports)()
    expect(receiver.received).toHaveLength(1)

    receiver.answers(() => OK)
    const off = await store.webhooks.get(webhook.id)
    if (off) await store.webhooks.change(off, { isActive: true })
    await sendAllDue(ports)()
    expect((await read(first))?.state).toBe('delivered')
  })

  it('stays on when somebody changes it in this very moment', async () => {
    const { webhook, ports, waits } = await webhookAtWork(store, playedReceiver().sending)
    const post = async () => {
      await store.webhooks.change(webhook, { url: 'https://new.example.com' })
      return GONE
    }
    await waits(first)
    await sendDue({ ...ports, post })(webhook.id)
    expect(await store.webhooks.get(webhook.id)).toMatchObject({ isActive: true, url: 'https://new.example.com' })
    expect((await store.activity.list(undefined, { limit: 10 })).items).toEqual([])
  })
})
