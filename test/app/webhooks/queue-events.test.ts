// News as deliveries: what each event says, who gets it, and that nothing comes twice.
import { beforeEach, describe, expect, it } from 'vitest'
import type { News } from '#app/webhooks/news.ts'
import { queueEvents } from '#app/webhooks/queue-events.ts'
import { AttemptId, ImportId, type WebhookId } from '#contract/ids.ts'
import { WEBHOOK_EVENTS, WebhookEventType } from '#contract/webhook-events.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { ids } from '#runtime/ids.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { aCampaign, anAttempt } from '../../support/builders.ts'
import { openStore, type Store } from '../../support/store.ts'
import { playedReceiver, webhookAtWork } from '../../support/webhooks.ts'

const ENDED = '2026-11-02T15:01:00.000Z'

let store: Store
let woken: string[]
beforeEach(() => {
  store = openStore(() => memoryTable())
  woken = []
})
const queue = (...news: News[]) => queueEvents({ ...store, ids, files: { write: async (key) => void woken.push(key) } })(news)
const subscriber = async (events: readonly WebhookEventType[] = WebhookEventType.options) =>
  (await webhookAtWork(store, playedReceiver().sending, { events: [...events] })).webhook
const bodiesFor = async (id: WebhookId): Promise<unknown[]> =>
  (await store.deliveries.list(id, { limit: 100 })).items.toReversed().map(({ body }): unknown => JSON.parse(body))

const aCall = async (): Promise<News & { type: 'call.ended' }> => {
  const campaign = await store.campaign()
  const { id: contactId, phone } = await store.contact(campaign, 1, { name: 'Ana', variables: { plan: 'gold' } })
  const attempt = anAttempt({
    ...{ id: attemptIdOf(campaign.id, contactId, 1), campaignId: campaign.id, contactId, phone, name: 'Ana' },
    ...{ state: 'completed', outcome: 'human', seconds: 41, endedAt: ENDED },
  })
  return { type: 'call.ended', attempt, sequence: '7' }
}

describe('the end of a call', () => {
  it('tells its outcome, how long it was, and what the list says of the contact', async () => {
    const { id } = await subscriber()
    const news = await aCall()
    await queue(news)
    const { attempt } = news
    expect(await bodiesFor(id)).toMatchObject([
      {
        ...{ type: 'call.ended', version: 1, timestamp: ENDED },
        data: {
          campaignId: attempt.campaignId,
          call: { id: attempt.id, attempt: 1, state: 'completed', outcome: 'human', seconds: 41 },
          contact: { id: attempt.contactId, phone: attempt.phone, name: 'Ana', variables: { plan: 'gold' } },
        },
      },
    ])
  })

  it('is told once, however often the stream tells it, and its later news after it', async () => {
    const { id } = await subscriber()
    const ended = await aCall()
    await queue(ended)
    await queue({ ...ended, type: 'call.updated', sequence: '10' }, ended)
    const sent = (await store.deliveries.list(id, { limit: 100 })).items
    expect(sent.map(({ type }) => type).toSorted()).toEqual(['call.ended', 'call.updated'])
    expect((await store.deliveries.firstWaiting(id, sent[0]?.id ?? sent[1]?.id ?? ids.event({ subject: '', sequence: '0' })))?.type).toBe(
      'call.ended',
    )
  })
})

describe('a webhook', () => {
  it('gets what it asked for, each kind as its schema says', async () => {
    const { id } = await subscriber()
    const call = await aCall()
    const list = {
      ...{ id: ImportId.parse('imp_0123456789AB'), campaignId: call.attempt.campaignId, fileName: 'june.csv', state: 'imported' as const },
      ...{ rows: 2, imported: 1, updated: 0, duplicates: 0, rejected: 1, rejects: [{ line: 2, column: 'phone', reason: 'too short' }] },
    }
    await queue(
      call,
      { ...call, type: 'call.updated', sequence: '8' },
      { type: 'campaign.state-changed', campaign: aCampaign({ state: 'paused', reason: 'no balance' }), before: 'active', sequence: '9' },
      { type: 'import.finished', list, sequence: '10' },
    )
    const bodies = await bodiesFor(id)
    expect(bodies).toHaveLength(WEBHOOK_EVENTS.length)
    for (const schema of WEBHOOK_EVENTS) expect(bodies.filter((body) => schema.safeParse(body).success)).toHaveLength(1)
    expect(JSON.stringify(bodies)).toContain('"before":"active","state":"paused","reason":"no balance"')
    expect(JSON.stringify(bodies)).not.toContain('too short')
  })

  it('gets nothing else, and nothing while it is not active', async () => {
    const states = await subscriber(['campaign.state-changed'])
    const idle = await subscriber()
    await store.webhooks.change(idle, { isActive: false })
    await queue(await aCall())
    expect([await bodiesFor(states.id), await bodiesFor(idle.id), woken]).toEqual([[], [], []])
  })

  it('is woken when something has come for it, unless it fails, which only the minute tries', async () => {
    const { id } = await subscriber()
    const failing = await subscriber()
    await store.webhooks.change(failing, { failingSince: ENDED })
    await queue(await aCall())
    expect(await bodiesFor(failing.id)).toHaveLength(1)
    expect(woken).toEqual([`webhooks/wake/${id}`])
  })

  it('is told of a contact that is gone, too', async () => {
    const { id } = await subscriber()
    const { attempt, ...news } = await aCall()
    await queue({ ...news, attempt: { ...attempt, contactId: ids.contact({ id: attempt.campaignId, shards: 1 }, attempt.phone), n: 2 } })
    await queue({ ...news, sequence: '9', attempt: { ...attempt, id: AttemptId.parse(`${attempt.id}2`), campaignId: aCampaign().id } })
    expect(await bodiesFor(id)).toHaveLength(2)
  })
})
