// The meter of the table in memory counts what DynamoDB itself says that it charges, step by step of a call's life.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AttemptRecord } from '#app/records/attempt.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { attemptChanged, contactMoved } from '#domain/progress.ts'
import { openTable } from '#store/dynamo.ts'
import { CapacityMeter } from '../simulation/table/capacity.ts'
import { memoryTable } from '../simulation/table/memory-table.ts'
import { anAttempt, campaignId } from '../support/builders.ts'
import { meteredClient } from '../support/metered-dynamo.ts'
import { openStore, type Store } from '../support/store.ts'
import { ringmasterTable, startTable } from '../support/table.ts'

let server: Awaited<ReturnType<typeof startTable>>
beforeAll(async () => {
  server = await startTable()
})
afterAll(() => server.close())

const NOON = '2026-11-02T15:10:00.000Z'
const LATER = '2026-11-02T16:10:00.000Z'
const due = Date.parse('2026-11-02T15:00:00.000Z')
/** A task token of Step Functions has 600 to 1 000 characters. */
const TOKEN = 'x'.repeat(700)

const queued = { state: 'queued', callSid: `CA${'0'.repeat(32)}`, placed: true, answered: false, wasAnswered: false } as const
const answered = { ...queued, state: 'answered', placed: false, answered: true } as const
const over = { ...queued, state: 'completed', outcome: 'human', placed: false, wasAnswered: true } as const
const missed = { ...over, state: 'no-answer', outcome: 'no-answer', wasAnswered: false } as const

/** The same story on any table: ids and times are the same, so that the items are. */
const story = async (store: Store, used: () => unknown) => {
  const bill: [string, unknown][] = []
  const step = async <T>(name: string, work: Promise<T>): Promise<T> => {
    const done = await work
    bill.push([name, used()])
    return done
  }
  const campaign = await store.campaign({ id: campaignId, state: 'active', run: 1 })
  used()
  const contact = await step('import', store.contact(campaign, 1))
  await step('open lane', store.lanes.open(campaign.id, { k: 0, run: 1 }))
  await step('find', store.contacts.freshDue(campaign.id, { shard: 0, priority: 5 }, due))
  await step('find nobody', store.contacts.retriesDue(campaign.id, due))
  await step('known', store.contacts.known(campaign.id, [contact.id]))
  await step('first slot', store.pacer.take('account', { intervalMs: 100, horizonMs: 1_000 }))
  await step('hold', store.contacts.hold(campaign.id, { contactId: contact.id, dueAt: due }, { by: '0#1', until: due + 45_000 }))
  await step('postpone', store.contacts.postpone(contact, { dueAt: due, because: 'not now' }))

  const ids = { campaignId: campaign.id, contactId: contact.id, phone: contact.phone }
  const attemptOf = (n: number): AttemptRecord =>
    anAttempt({ ...ids, id: attemptIdOf(campaign.id, contact.id, n), n, cameFrom: n === 1 ? 'pending' : 'retrying' })
  const read = async (attempt: AttemptRecord): Promise<AttemptRecord> => (await store.attempts.get(attempt.id)) ?? attempt
  const claim = async (n: number) => {
    const [now, number] = [await store.contacts.get(campaign.id, contact.id), await store.numbers.get(contact.phone)]
    if (!now) throw new Error('no contact')
    used()
    const attempt = attemptOf(n)
    await step(
      `claim ${n}`,
      store.ledger.claim({ attempt, token: TOKEN, contact: now, number, deltas: contactMoved(now.state, 'calling') }),
    )
    return attempt
  }
  const advance = async (name: string, attempt: AttemptRecord, change: typeof queued | typeof answered) => {
    const seen = await read(attempt)
    used()
    await step(name, store.ledger.advance(seen, { change, at: NOON, leaseMs: 90_000, deltas: attemptChanged(change) }))
  }

  const first = await claim(1)
  const number = await store.numbers.get(contact.phone)
  const undo = { at: NOON, dueAt: LATER, freedMs: 5_000, number, deltas: contactMoved('calling', 'pending') }
  used()
  await step('void', store.ledger.void(first, undo))

  const second = await claim(2)
  await advance('accepted', second, queued)
  await step('lease', store.attempts.extendLease(second.id, 95_000))
  const unanswered = await read(second)
  const retry = {
    next: { state: 'retrying', dueAt: Date.parse(LATER), refund: false } as const,
    deltas: contactMoved('calling', 'retrying'),
  }
  used()
  await step('missed', store.ledger.settle(unanswered, { change: missed, at: NOON, freedMs: 5_000, ...retry }))

  const third = await claim(3)
  await advance('accepted', third, queued)
  await advance('answered', third, answered)
  await step('stream', store.attempts.openStream(await read(third), { openedMs: 1 }))
  const spoken = await read(third)
  const done = { next: { state: 'done' } as const, deltas: contactMoved('calling', 'done') }
  used()
  await step('settled', store.ledger.settle(spoken, { change: over, at: NOON, freedMs: 5_000, seconds: 40, ...done }))
  await step('calls', store.attempts.list(campaign.id, { live: false, limit: 10 }))
  await step('contacts', store.contacts.list(campaign, { limit: 10 }))
  await step('ticket', store.viewers.spendTicket('none'))
  return bill
}

const PLACES = ['table', 'due', 'calls']

/** What was used since the last time, by place; reads and writes together. */
const usedIn = (meter: CapacityMeter): Record<string, number> => {
  const all = PLACES.map((place): [string, number] => [place, meter.of(place).wru + meter.of(place).rru])
  meter.reset()
  return Object.fromEntries(all.filter(([, amount]) => amount > 0))
}

describe('the meter', () => {
  it('counts for each step what DynamoDB charges', async () => {
    const { client, used } = meteredClient()
    const meter = new CapacityMeter()
    const charged = await story(
      openStore((patience) => openTable(ringmasterTable.tableName, patience, client)),
      used,
    )
    const counted = await story(
      openStore(() => memoryTable({ meter })),
      () => usedIn(meter),
    )
    expect(counted).toEqual(charged)
  })
})
