// Webhooks made, changed and rotated, and what signs meanwhile.
import { beforeEach, describe, expect, it } from 'vitest'
import { sendDue } from '#app/webhooks/send-due.ts'
import { signedHeaders } from '#app/webhooks/sign.ts'
import { testWebhook } from '#app/webhooks/test-webhook.ts'
import { webhooks } from '#app/webhooks/webhooks.ts'
import type { Caller } from '#contract/caller.ts'
import { WebhookId } from '#contract/ids.ts'
import { ids } from '#runtime/ids.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { openStore, type Store } from '../../support/store.ts'
import { aWebhook, eventOf, playedReceiver, webhookAtWork } from '../../support/webhooks.ts'

const HOUR = 3_600_000
const admin: Caller = { principal: 'token:ana', role: 'admin' }
const asked = { name: 'CRM', url: 'https://crm.example.com/hook', events: ['call.ended' as const], isActive: true }

let store: Store
let woken: string[]
let receiver: ReturnType<typeof playedReceiver>
let hooks: ReturnType<typeof webhooks>
beforeEach(() => {
  store = openStore(() => memoryTable())
  woken = []
  receiver = playedReceiver()
  hooks = webhooks({ ...store, ids, files: { write: async (key) => void woken.push(key) } }, receiver.sending)
})

describe('a new webhook', () => {
  it('shows its secret once, and keeps none in the table', async () => {
    const { secret, ...made } = await hooks.create(asked, admin)
    expect(secret).toMatch(/^whsec_[\w+/]+=*$/)
    expect(made).toMatchObject({ ...asked, version: 1, createdBy: 'token:ana' })
    expect(await hooks.get(made.id)).toEqual(made)
    expect(JSON.stringify(await store.webhooks.get(made.id))).not.toContain(secret.slice('whsec_'.length))
  })

  it('is refused with the reason where nothing may be sent to', async () => {
    const refused = hooks.create({ ...asked, url: 'http://crm.example.com' }, admin)
    await expect(refused).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/body/url' }] })
  })

  it('is refused when there are too many already', async () => {
    for (let i = 0; i < 50; i++) await store.webhooks.create(aWebhook({ id: ids.webhook(store.clock.machine()) }))
    await expect(hooks.create(asked, admin)).rejects.toMatchObject({ code: 'conflict' })
  })
})

describe('an edit', () => {
  it('changes what it names, and is refused to whoever has seen an older version', async () => {
    const { id } = await hooks.create(asked, admin)
    const edited = await hooks.edit(id, { edit: { events: ['import.finished', 'import.finished'] }, ifVersion: 1 })
    expect(edited).toMatchObject({ name: 'CRM', events: ['import.finished'], version: 2 })
    await expect(hooks.edit(id, { edit: { name: 'late' }, ifVersion: 1 })).rejects.toMatchObject({ code: 'precondition_failed' })
    await expect(hooks.edit(id, { edit: { url: 'http://x.example' } })).rejects.toMatchObject({ code: 'unprocessable' })
  })

  it('to another address forgets that the one before failed, and sends what waits', async () => {
    receiver.answers(() => ({ problem: 'down' }))
    const { webhook, ports, waits } = await webhookAtWork(store, receiver.sending)
    await waits(eventOf('a call', 1))
    await sendDue(ports)(webhook.id)
    expect((await hooks.get(webhook.id)).failingSince).toBeDefined()
    expect(await hooks.edit(webhook.id, { edit: { url: 'https://other.example.com' } })).not.toHaveProperty('failingSince')
    expect(woken).toEqual([`webhooks/wake/${webhook.id}`])
  })
})

describe('an edit of a webhook whose receiver asks to be left alone', () => {
  const rested = async () => {
    receiver.answers(() => ({ status: 503, answer: '', retryAfter: '3600' }))
    const { webhook, ports, waits } = await webhookAtWork(store, receiver.sending)
    await waits(eventOf('a call', 1))
    await sendDue(ports)(webhook.id)
    receiver.answers(() => ({ status: 200, answer: '' }))
    await waits(eventOf('another call', 1))
    return { id: webhook.id, ports }
  }

  it('to another address sends there what waits', async () => {
    const { id, ports } = await rested()
    expect(await hooks.edit(id, { edit: { url: 'https://other.example.com' } })).not.toHaveProperty('restUntilMs')
    await sendDue(ports)(id)
    expect(receiver.last().url).toBe('https://other.example.com')
  })

  it('in any other way leaves it alone', async () => {
    const { id, ports } = await rested()
    expect(await hooks.edit(id, { edit: { name: 'Shop' } })).not.toHaveProperty('restUntilMs')
    await sendDue(ports)(id)
    expect(receiver.received).toHaveLength(1)
  })
})

describe('a rotation', () => {
  it('gives a new secret, beside which the old one signs for as long as was asked for', async () => {
    const { id, secret: old } = await hooks.create(asked, admin)
    const { secret: fresh, oldSecretUntil } = await hooks.rotate(id, { overlapHours: 24 })
    expect(fresh).not.toBe(old)
    expect(oldSecretUntil).toBe(new Date(store.clock.machine() + 24 * HOUR).toISOString())

    const signedWith = async (): Promise<string[]> => {
      await testWebhook({ ...store, ids }, receiver.sending)(id)
      const { headers, body } = receiver.last()
      const signature = headers['webhook-signature'] ?? ''
      const message = { id: headers['webhook-id'] ?? '', atMs: store.clock.machine(), body }
      return [old, fresh].filter((secret) => signature.split(' ').includes(signedHeaders([secret], message)['webhook-signature'] ?? ''))
    }
    expect(await signedWith()).toEqual([old, fresh])
    store.move(24 * HOUR)
    expect(await signedWith()).toEqual([fresh])
    expect(await hooks.get(id)).not.toHaveProperty('oldSecretUntil')
  })
})

describe('a test', () => {
  it('tells what the receiver answered, also of a webhook that is not active', async () => {
    receiver.answers(() => ({ status: 404, answer: 'no such hook' }))
    const { id } = await hooks.create({ ...asked, isActive: false }, admin)
    const result = await testWebhook({ ...store, ids }, receiver.sending)(id)
    expect(result).toMatchObject({ status: 404, answer: 'no such hook', isAccepted: false })
    expect(JSON.parse(receiver.received[0]?.body ?? '')).toMatchObject({ type: 'webhook.test', version: 1, data: { webhookId: id } })
  })
})

it('of a webhook that does not exist, or no longer, nothing is found', async () => {
  const { id } = await hooks.create(asked, admin)
  await hooks.remove(id)
  const absent = [hooks.get(id), hooks.edit(id, { edit: {} }), hooks.rotate(id, { overlapHours: 0 }), hooks.remove(id)]
  for (const asking of absent) await expect(asking).rejects.toMatchObject({ code: 'not_found' })
  const unknown = WebhookId.parse('whk_01JD0000000000000000000009')
  await expect(testWebhook({ ...store, ids }, receiver.sending)(unknown)).rejects.toMatchObject({ code: 'not_found' })
})
