// Webhooks over the real table and real sockets: a receiver that is down for an hour, and loses answers after it, misses nothing.
import { once } from 'node:events'
import { createServer } from 'node:http'
import { afterAll, beforeAll, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { News } from '#app/webhooks/news.ts'
import { queueEvents } from '#app/webhooks/queue-events.ts'
import { sendAllDue, sendDue } from '#app/webhooks/send-due.ts'
import { signedHeaders } from '#app/webhooks/sign.ts'
import { readWakeKey } from '#app/webhooks/wake-webhook.ts'
import { WebhookId } from '#contract/ids.ts'
import { CallEnded, CallUpdated } from '#contract/webhook-events.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { webhookSecret } from '#providers/webhook-secrets.ts'
import { webhookSender } from '#providers/webhook-sender.ts'
import { ids } from '#runtime/ids.ts'
import { anAttempt } from '../support/builders.ts'
import { aNumber, openStore } from '../support/store.ts'
import { startTable } from '../support/table.ts'
import { webhookAtWork } from '../support/webhooks.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const CALLS = 12
const KEY = { key: 'key-of-the-deployment' }

let database: Awaited<ReturnType<typeof startTable>>
beforeAll(async () => {
  database = await startTable()
})
afterAll(() => database.close())

const CallEvent = z.union([CallEnded, CallUpdated])

/** Keeps each event once, by its id, in the order in which they come; loses the answer to each third of them. */
const startReceiver = async (isUp: () => boolean, isGood: (headers: Record<string, unknown>, body: string) => boolean) => {
  const kept = new Map<string, z.infer<typeof CallEvent>>()
  const seen = { requests: 0, again: 0 }
  const server = createServer(async (request, response) => {
    const body = Buffer.concat(await request.toArray()).toString()
    seen.requests++
    if (!isUp()) return void request.socket.resetAndDestroy()
    if (!isGood(request.headers, body)) return void response.writeHead(401).end()
    const event = CallEvent.parse(JSON.parse(body))
    const isKnown = kept.has(event.id)
    if (isKnown) seen.again++
    else kept.set(event.id, event)
    if (!isKnown && kept.size % 3 === 0) request.socket.resetAndDestroy()
    else response.writeHead(204).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The receiver has no port')
  const close = () => {
    server.close()
    server.closeAllConnections()
  }
  return { url: `http://127.0.0.1:${address.port}/hook`, kept, seen, close }
}

it('a receiver that is down for an hour gets everything afterwards, in order per call, and each event once if it looks at ids', async () => {
  const store = openStore()
  const begun = store.clock.machine()
  const sending = {
    ...webhookSender({ targets: 'public-and-loopback' }),
    secretOf: async (id: WebhookId, number: number) => webhookSecret(KEY, id, number),
  }
  let hook: WebhookId | undefined
  const isGood = (headers: Record<string, unknown>, body: string): boolean => {
    const message = { id: String(headers['webhook-id']), atMs: Number(headers['webhook-timestamp']) * 1_000, body }
    const own = signedHeaders([webhookSecret(KEY, WebhookId.parse(hook), 1)], message)
    return headers['webhook-signature'] === own['webhook-signature'] && Math.abs(message.atMs - store.clock.machine()) < 5 * MINUTE
  }
  const receiver = await startReceiver(() => store.clock.machine() >= begun + HOUR, isGood)
  const { webhook, ports } = await webhookAtWork(store, sending, { url: receiver.url })
  hook = webhook.id
  const woken: string[] = []
  const queue = queueEvents({ ...store, ids, files: { write: async (key) => void woken.push(key) } })
  const campaign = await store.campaign()
  let sequence = 0
  const newsOf = (i: number, outcome: 'human' | 'voicemail', type: 'call.ended' | 'call.updated'): News => {
    const contactId = ids.contact(campaign, aNumber(i))
    const place = { id: attemptIdOf(campaign.id, contactId, 1), campaignId: campaign.id, contactId, phone: aNumber(i) }
    return { type, sequence: String(++sequence), attempt: anAttempt({ ...place, state: 'completed', outcome, version: sequence }) }
  }

  const send = async (): Promise<void> => {
    for (const key of woken.splice(0)) await sendDue(ports)(readWakeKey(key) ?? webhook.id)
    await sendAllDue(ports)()
  }
  // A call ends every five minutes, and what is known of it changes with the call after it.
  for (let i = 0; i < CALLS; i++) {
    await queue([newsOf(i, 'human', 'call.ended'), ...(i > 0 ? [newsOf(i - 1, 'voicemail', 'call.updated')] : [])])
    await send()
    store.move(HOUR / CALLS)
  }
  expect(receiver.kept.size).toBe(0)
  await queue([newsOf(CALLS - 1, 'voicemail', 'call.updated')])
  await send()
  expect(receiver.kept.size).toBeGreaterThan(0)
  // What was tried often before waits longest after an answer that was lost.
  for (let hour = 0; hour < 6; hour++) {
    store.move(HOUR)
    await send()
  }
  receiver.close()

  const calls = Map.groupBy(receiver.kept.values(), ({ data }) => data.call.id)
  expect(calls.size).toBe(CALLS)
  expect([...calls.values()].filter((events) => events.map(({ type }) => type).join() !== 'call.ended,call.updated')).toEqual([])
  expect([...calls.values()].filter(([ended, updated]) => Number(ended?.data.call.version) >= Number(updated?.data.call.version))).toEqual(
    [],
  )
  // The answers that were lost: those events came again, under the same id.
  expect(receiver.seen.again).toBeGreaterThan(0)
  expect((await store.deliveries.list(webhook.id, { limit: 100, state: 'waiting' })).items).toEqual([])
  expect(await store.webhooks.get(webhook.id)).not.toHaveProperty('failingSince')
})
