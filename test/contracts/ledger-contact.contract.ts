// What becomes of a contact after its call: judged anew by what was learned later, or called again because a person wants it.
import { describe, expect, it } from 'vitest'
import type { AttemptRecord } from '#app/records/attempt.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { contactMoved, outcomeChanged } from '#domain/progress.ts'
import { claimed } from '../support/claimed.ts'
import type { Store } from '../support/store.ts'
import { onEachTable } from './each-table.ts'

const NOON = '2026-11-02T15:10:00.000Z'
const LATER = '2026-11-02T16:10:00.000Z'

/** A contact whose one call went unanswered, and that is given up. */
const failed = async (store: Store) => {
  const here = await claimed(store)
  const missed = { state: 'no-answer', outcome: 'no-answer', callSid: 'CA1', placed: true, answered: false, wasAnswered: false } as const
  const end = { change: missed, at: NOON, freedMs: 5_000, next: { state: 'failed' } as const, deltas: contactMoved('calling', 'failed') }
  await here.ledger.settle(here.attempt, end)
  const [attempt, contact] = [await here.attempts.get(here.attempt.id), await here.contacts.get(here.campaign.id, here.contact.id)]
  if (!attempt || !contact) throw new Error('nothing was settled')
  return { ...here, attempt, contact, campaign: await here.reread(here.campaign) }
}

type Failed = Awaited<ReturnType<typeof failed>>
type Seen = { attempt?: Partial<AttemptRecord>; contact?: Partial<ContactRecord>; campaign?: CampaignRecord }

const refine = ({ ledger, attempt, contact }: Failed, seen: Seen = {}) =>
  ledger.refine(
    { ...attempt, ...seen.attempt },
    {
      outcome: 'busy',
      contact: { ...contact, ...seen.contact },
      next: { state: 'retrying', dueAt: Date.parse(LATER), refund: false },
      deltas: { ...outcomeChanged('no-answer', 'busy'), ...contactMoved('failed', 'retrying') },
      ...(seen.campaign ? { campaign: seen.campaign } : {}),
    },
  )

const reopen = ({ ledger, campaign }: Failed, contacts: ContactRecord[], patch: Partial<CampaignRecord> = {}) =>
  ledger.reopen({ campaign, patch, contacts, dueAt: LATER, deltas: contacts.length > 0 ? contactMoved('failed', 'retrying') : {} })

onEachTable((openStore) => {
  describe('an attempt that is judged anew', () => {
    it('changes outcome, contact and the counters of the lane that made the call, whatever that lane holds by now', async () => {
      const here = await failed(openStore())
      expect(await refine(here)).toEqual({ ok: true })
      const { attempt, contact, lane, due } = await here.now()
      expect(attempt).toMatchObject({ outcome: 'busy', refined: true, state: 'no-answer', version: here.attempt.version + 1 })
      expect(contact).toMatchObject({ state: 'retrying', outcome: 'busy', dueAt: LATER, attempts: 1, n: 1 })
      expect(lane?.counters).toMatchObject({ finished: 0, retrying: 1, 'outcome:no-answer': -1, 'outcome:busy': 1 })
      expect(due).toBe(Date.parse(LATER))
    })

    it('leaves the contact where it is when no next step is given, but for its outcome', async () => {
      const here = await failed(openStore())
      const { attempt, contact } = here
      expect(await here.ledger.refine(attempt, { outcome: 'busy', contact, deltas: {} })).toEqual({ ok: true })
      expect((await here.now()).contact).toEqual({ ...contact, outcome: 'busy' })
    })

    it('gives the contact its call back, or takes it, where that is asked for', async () => {
      const here = await failed(openStore())
      const { attempt, contact } = here
      const { attempts } = contact
      await here.ledger.refine(attempt, { outcome: 'busy', contact, refund: -1, deltas: {} })
      expect((await here.now()).contact).toMatchObject({ attempts: attempts + 1 })
      const seen = (await here.now()).attempt
      if (!seen) throw new Error('no attempt')
      await here.ledger.refine(seen, { outcome: 'human', contact, refund: 1, deltas: {} })
      expect((await here.now()).contact).toMatchObject({ attempts })
    })

    it('takes a contact that is done out of the due index', async () => {
      const here = await failed(openStore())
      await refine(here)
      const { attempt, contact } = await here.now()
      if (!attempt || !contact) throw new Error('nothing was refined')
      const deltas = contactMoved('retrying', 'done')
      expect(await here.ledger.refine(attempt, { outcome: 'human', contact, next: { state: 'done' }, deltas })).toEqual({ ok: true })
      expect((await here.now()).contact).toMatchObject({ state: 'done', outcome: 'human' })
      expect((await here.now()).contact).not.toHaveProperty('dueAt')
      expect((await here.now()).due).toBeUndefined()
    })

    it('is refused by whatever has changed since it was read, and writes nothing', async () => {
      const here = await failed(openStore())
      const before = await here.now()
      expect(await refine(here, { attempt: { version: 1 } })).toMatchObject({
        refused: ['attempt'],
        because: ['the attempt has changed since it was read, to version 2'],
      })
      expect(await refine(here, { contact: { state: 'done' } })).toMatchObject({ refused: ['contact'], because: ['the contact is failed'] })
      expect(await refine(here, { attempt: { n: 2 } })).toMatchObject({ refused: ['contact'], because: ['the contact is at attempt 1'] })
      expect(await refine(here, { campaign: { ...here.campaign, version: 9 } })).toMatchObject({ refused: ['campaign'] })
      expect(await here.now()).toEqual(before)
    })

    it('changes the campaign’s version when a finished contact comes back, so that nobody completes it meanwhile', async () => {
      const here = await failed(openStore())
      expect(await refine(here, { campaign: here.campaign })).toEqual({ ok: true })
      expect((await here.reread(here.campaign)).version).toBe(here.campaign.version + 1)
    })
  })

  describe('a contact that is reopened', () => {
    it('is due with its whole budget, keeps its last outcome and its ordinal, and is counted on the first lane', async () => {
      const here = await failed(openStore())
      expect(await reopen(here, [here.contact], { totalContacts: 7 })).toEqual({ ok: true })
      const { contact, lane, due } = await here.now()
      expect(contact).toMatchObject({ state: 'retrying', attempts: 0, n: 1, outcome: 'no-answer', dueAt: LATER })
      expect(lane?.counters).toMatchObject({ finished: 0, retrying: 1 })
      expect(due).toBe(Date.parse(LATER))
      expect(await here.reread(here.campaign)).toMatchObject({ totalContacts: 7, version: here.campaign.version + 1 })
    })

    it('is refused when it was reopened before, or the campaign has changed', async () => {
      const here = await failed(openStore())
      await reopen(here, [here.contact])
      const before = await here.now()
      expect(await reopen(here, [here.contact])).toEqual({
        ok: false,
        refused: ['contact', 'campaign'],
        because: ['the contact is retrying', `the campaign has changed since it was read, to version ${here.campaign.version + 1}`],
      })
      expect(await here.now()).toEqual(before)
    })

    it('may be none: then only the campaign says how far the reopening is', async () => {
      const here = await failed(openStore())
      const { lane } = await here.now()
      expect(await reopen(here, [], { name: 'On its way' })).toEqual({ ok: true })
      expect((await here.now()).lane).toEqual(lane)
      expect(await here.reread(here.campaign)).toMatchObject({ name: 'On its way' })
    })
  })
})
