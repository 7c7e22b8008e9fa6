// Transactions by which a person is forgotten: all of it or nothing, and nothing that somebody has touched meanwhile.
import { expect, it } from 'vitest'
import { anonymousCall, anonymousContact } from '#app/privacy/anonymise.ts'
import { contactMoved } from '#domain/progress.ts'
import { ids } from '#runtime/ids.ts'
import { forgottenIn, knowingForgotten } from '#store/forgotten-numbers.ts'
import { personalDataIn } from '#store/personal-data.ts'
import { claimed } from '../support/claimed.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  /** Called once, and to be called again. */
  const called = async () => {
    const here = await claimed(openStore())
    const { attempt } = await here.now()
    if (!attempt) throw new Error('no attempt')
    const change = { state: 'busy', outcome: 'busy', callSid: 'CA1', placed: true, answered: false, wasAnswered: false } as const
    const at = '2026-11-02T15:00:30.000Z'
    const next = { state: 'retrying', dueAt: Date.parse(at) + 60_000, refund: false } as const
    const deltas = contactMoved('calling', 'retrying')
    expect(await here.ledger.settle(attempt, { change, at, freedMs: 1, next, deltas })).toEqual({ ok: true })
    const personal = personalDataIn(here.table)
    const place = { campaignId: here.campaign.id, contactId: here.contact.id }
    const seen = await personal.of(place)
    if (!seen) throw new Error('nobody is there')
    const instead = anonymousContact(seen.contact, ids.anonymousContact(place.contactId))
    const calls = seen.calls.map((call) => ({ call, instead: anonymousCall(call, instead.id) }))
    const contact = { before: seen.contact, instead, deltas: contactMoved('retrying', 'suppressed') }
    return { ...here, personal, place, seen, instead, forget: () => here.ledger.forget({ calls, contact }) }
  }

  it('a contact and its calls are there under other ids only, in the list of calls, too, and are due no more', async () => {
    const { forget, instead, personal, place, seen, contacts, attempts, campaign, lanes } = await called()
    expect(await forget()).toEqual({ ok: true })
    expect(await personal.of(place)).toBeUndefined()
    expect(await personal.among([place, { ...place, contactId: instead.id }])).toEqual([{ ...place, contactId: instead.id }])
    const [call] = (await personal.of({ ...place, contactId: instead.id }))?.calls ?? []
    expect(call).toMatchObject({ state: 'busy', outcome: 'busy', contactId: instead.id, n: 1 })
    expect((await attempts.list(campaign.id, { live: false, limit: 9 })).items.map(({ id }) => id)).toEqual([call?.id])
    expect(await contacts.nextDue(campaign)).toBeUndefined()
    expect((await lanes.sum(campaign.id, { maxAgeMs: 0 })).counters).toMatchObject({ finished: 1 })
    expect(instead.id).not.toBe(seen.contact.id)
  })

  it('somebody who is called meanwhile is left as they are', async () => {
    const { forget, attempts, personal, place, seen } = await called()
    await attempts.note(seen.calls[0]?.id ?? expect.fail('no call'), { optedOut: true })
    expect(await forget()).toMatchObject({ ok: false, refused: ['attempt'] })
    expect((await personal.of(place))?.contact).toEqual(seen.contact)
  })

  it('a number is a digest from then on, unless somebody has locked or changed it', async () => {
    const { table, ledger, numbers, attempt } = await called()
    const { phone } = attempt
    const forgotten = forgottenIn(table, async (e164) => `digest of ${e164.slice(-4)}`)
    const known = knowingForgotten(numbers, forgotten)
    const seen = await numbers.suppress(phone, { at: '2026-11-02T15:01:00.000Z', because: 'asked for it' })
    if (!seen) throw new Error('it was suppressed before')
    const forget = (version: number) =>
      ledger.forgetNumber({
        phone,
        digest: `digest of ${phone.slice(-4)}`,
        number: { ...seen, version },
        at: '2026-11-02T15:02:00.000Z',
      })
    expect(await forget(seen.version - 1)).toMatchObject({ ok: false, refused: ['number'] })
    expect(await known.get(phone)).toMatchObject({ suppressedBecause: 'asked for it' })
    expect(await forget(seen.version)).toEqual({ ok: true })
    expect(await numbers.get(phone)).toBeUndefined()
    expect(await known.get(phone)).toMatchObject({ suppressed: true, suppressedAt: '2026-11-02T15:02:00.000Z' })
    expect(await known.suppressedAmong([phone])).toEqual(new Set([phone]))
    expect([await known.unsuppress(phone), await known.unsuppress(phone), await known.get(phone)]).toEqual([true, false, undefined])
  })

  it('what was said in a call is forgotten, however long it is', async () => {
    const { personal, transcripts, seen } = await called()
    const [call] = seen.calls
    if (!call) throw new Error('no call')
    for (let index = 0; index < 30; index++)
      await transcripts.tell(call.id, { index, atMs: index, by: 'caller', kind: 'said', text: 'Yes.' })
    expect(await personal.forgetTalk(call)).toBe(30)
    expect((await transcripts.list(call.id, { limit: 9 })).items).toEqual([])
    expect(await personal.forgetTalk(call)).toBe(0)
  })
})
