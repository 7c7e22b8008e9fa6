// The claim: all of it or nothing, and who stood in its way.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { attemptIdOf } from '#domain/ids.ts'
import { attemptKey, numberKey } from '#store/table.ts'
import { claimed, readyToCall } from '../support/claimed.ts'
import { startTable } from '../support/table.ts'

let server: Awaited<ReturnType<typeof startTable>>
beforeAll(async () => {
  server = await startTable()
})
afterAll(() => server.close())

describe('a claim', () => {
  it('moves contact, attempt, number and lane together', async () => {
    const { claim, now, attempt } = await readyToCall()
    expect(await claim()).toEqual({ ok: true })
    const { due, live, over, ...items } = await now()
    expect(items.contact).toMatchObject({ state: 'calling', attempts: 1, n: 1 })
    expect(items.contact).not.toHaveProperty('dueAt')
    expect(items.attempt).toEqual(attempt)
    expect(items.number).toMatchObject({ lockedBy: attempt.id, version: 1, recent: [{ attemptId: attempt.id, at: attempt.claimedAt }] })
    expect(items.lane).toMatchObject({ attemptId: attempt.id, counters: { waiting: -1, live: 1 } })
    expect({ due, live, over }).toEqual({ due: undefined, live: [attempt.id], over: [] })
  })

  it('takes the lane’s reservation, its kept slot and the contact’s hold away', async () => {
    const { claim, now, lanes, contacts, campaign, contact } = await readyToCall()
    const due = { contactId: contact.id, dueAt: Date.parse(contact.dueAt ?? '') }
    await contacts.hold(campaign.id, due, { by: '0#1', until: due.dueAt + 45_000 })
    const lane = await lanes.get(campaign.id, 0)
    if (!lane) throw new Error('no lane')
    await lanes.keep(campaign.id, lane, { reserved: { contactId: contact.id, dueAt: contact.dueAt ?? '' } })
    await lanes.keep(campaign.id, lane, { slot: { at: contact.dueAt ?? '', kind: 'account' } })
    expect(await claim()).toEqual({ ok: true })
    const items = await now()
    expect(items.lane).not.toHaveProperty('reserved')
    expect(items.lane).not.toHaveProperty('slot')
    expect(items.contact).not.toHaveProperty('heldBy')
  })

  const refusals: [string, string, (ready: Awaited<ReturnType<typeof readyToCall>>) => Promise<unknown> | undefined, object?][] = [
    ['contact', 'is in another state by now', () => undefined, { contact: { state: 'retrying' } }],
    ['contact', 'was called since', () => undefined, { contact: { n: 3 } }],
    [
      'attempt',
      'exists already',
      ({ table, campaign, contact, attempt }) => table.put({ ...attemptKey(attemptIdOf(campaign.id, contact.id, 1)), ...attempt }),
    ],
    [
      'number',
      'was called for the first time since',
      ({ table, contact }) => table.put({ ...numberKey(contact.phone), version: 1, recent: [] }),
    ],
    [
      'number',
      'has changed since the gate read it',
      ({ table, contact }) => table.put({ ...numberKey(contact.phone), version: 2, recent: [] }),
      { number: { version: 1, recent: [], suppressed: false } },
    ],
    ['lane', 'is of a newer run', ({ lanes, campaign }) => lanes.open(campaign.id, { k: 0, run: 2 })],
    ['lane', 'was sent home', ({ lanes, campaign }) => lanes.close(campaign.id, { k: 0, run: 1 })],
    ['lane', 'does not exist', () => undefined, { attempt: { k: 7 } }],
  ]
  it.each(refusals)('is refused by the %s when it %s, and writes nothing', async (part, _, meanwhile, changes) => {
    const ready = await readyToCall()
    await meanwhile(ready)
    const before = await ready.now()
    expect(await ready.claim(changes)).toEqual({ ok: false, refused: [part] })
    expect(await ready.now()).toEqual(before)
  })

  it('is refused by the lane while that is busy with another attempt, and names all that refuse', async () => {
    const { claim } = await claimed()
    expect(await claim()).toEqual({ ok: false, refused: ['contact', 'attempt', 'number', 'lane'] })
  })

  it('is won by one of many that reach for the same contact', async () => {
    const { claim, lanes, campaign, now } = await readyToCall()
    for (let k = 1; k < 6; k++) await lanes.open(campaign.id, { k, run: 1 })
    const claims = await Promise.all([0, 1, 2, 3, 4, 5].map((k) => claim({ attempt: { k } })))
    expect(claims.filter(({ ok }) => ok)).toHaveLength(1)
    expect((await now()).contact).toMatchObject({ attempts: 1, n: 1 })
    const busy = (await lanes.list(campaign.id)).filter(({ attemptId }) => attemptId !== undefined)
    expect(busy).toHaveLength(1)
  })

  it('keeps the number’s calls of the last day and forgets older ones', async () => {
    const { claim, now, table, contact, attempt, campaign } = await readyToCall()
    const call = (n: number, at: string) => ({ attemptId: attemptIdOf(campaign.id, contact.id, 10 + n), at })
    const recent = [call(0, '2026-11-01T14:00:00.000Z'), call(1, '2026-11-01T16:00:00.000Z')]
    await table.put({ ...numberKey(contact.phone), version: 4, recent })
    expect(await claim({ number: { version: 4, recent, suppressed: false } })).toEqual({ ok: true })
    expect((await now()).number).toEqual({
      version: 5,
      suppressed: false,
      lockedBy: attempt.id,
      recent: [recent[1], { attemptId: attempt.id, at: attempt.claimedAt }],
    })
  })
})
