// One contact: what a person sees of it, and may do with it.
import { describe, expect, it } from 'vitest'
import { editContact, getContact } from '#app/contacts/one-contact.ts'
import { removeContact, resetContact } from '#app/contacts/take-contact.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import type { ContactRecord } from '#app/records/contact.ts'
import { ContactEdit } from '#contract/one-contact.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { readyToCall } from '../../support/claimed.ts'
import { openStore } from '../../support/store.ts'

const world = async (contact: Partial<ContactRecord> = {}, campaign: Partial<CampaignRecord> = {}) => {
  const store = openStore(() => memoryTable())
  const started: string[] = []
  const machine = { start: async (id: string, run: number) => void started.push(`${id}-${run}`) }
  const quiet = { info: () => {}, warn: () => {}, error: () => {} }
  const ports = { ...store, random: () => 0.5, log: quiet, machine: { ...unused, ...machine } }
  const made = await store.campaign({ state: 'active', run: 1, totalContacts: 1, ...campaign })
  const person = await store.contact(made, 1, contact)
  await store.lanes.open(made.id, { k: 0, run: 1 })
  const which = { id: made.id, contactId: person.id }
  const now = async () => ({ contact: await store.contacts.get(made.id, person.id), campaign: await store.campaigns.get(made.id) })
  return { ports, which, started, now, store }
}
const nobody = async (): Promise<never> => {
  throw new Error('This test does not play it.')
}
const unused = { status: nobody, again: nobody, wait: nobody, leave: nobody }
const rules = { consent: 'deployer' } as const
const finished = { state: 'failed', n: 2, attempts: 2, outcome: 'busy', dueAt: undefined } as const

describe('a contact', () => {
  it('is shown with its calls, the last one first', async () => {
    const here = await readyToCall(openStore(() => memoryTable()))
    await here.claim({ contact: { state: 'pending' } })
    const { body, digest } = await getContact(here)({ id: here.campaign.id, contactId: here.contact.id })
    expect(body).toMatchObject({ id: here.contact.id, state: 'calling', calls: [{ id: here.attempt.id, state: 'claimed' }] })
    expect(digest).toMatch(/^[0-9a-f]{16}$/)
  })

  it('is changed in what is named, and nothing else; null takes away', async () => {
    const { ports, which, now } = await world({ language: 'de' })
    const edit = ContactEdit.parse({ variables: { plan: 'Platinum' }, language: null, timeZone: 'America/New_York' })
    const { body } = await editContact(ports)(which, { edit })
    expect(body).toMatchObject({ name: 'Ana', variables: { plan: 'Platinum' }, timeZone: 'America/New_York', state: 'pending' })
    expect((await now()).contact).not.toHaveProperty('language')
  })

  it('is not changed by whoever has seen another', async () => {
    const { ports, which } = await world()
    const { digest } = await getContact(ports)(which)
    const first = await editContact(ports)(which, { edit: { name: 'Ana Lee' }, ifDigest: digest })
    expect(first.digest).not.toBe(digest)
    const late = editContact(ports)(which, { edit: { name: 'Anna' }, ifDigest: digest })
    await expect(late).rejects.toMatchObject({ code: 'precondition_failed' })
  })

  it('is not changed so that nobody could ever call it', async () => {
    const { ports, which } = await world()
    const late = editContact(ports)(which, { edit: { timeZone: 'Mars/Olympus' } })
    await expect(late).rejects.toMatchObject({
      code: 'unprocessable',
      errors: [{ pointer: expect.stringContaining('/body/'), hint: expect.any(String) }],
    })
  })

  it('that is not there is not found', async () => {
    const { ports, which } = await world()
    const { id } = await ports.campaign()
    await expect(getContact(ports)({ ...which, id })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a contact that is taken out', () => {
  it('was never called, and the campaign counts one less', async () => {
    const { ports, which, now, started } = await world()
    await removeContact(ports)(which)
    const { contact, campaign } = await now()
    expect(contact).toBeUndefined()
    expect(campaign).toMatchObject({ totalContacts: 0, run: 2 })
    expect(started).toEqual([`${which.id}-2`])
  })

  it.each([finished, { state: 'calling', n: 1, attempts: 1 } as const])('stays when it has been called', async (contact) => {
    const { ports, which, now } = await world(contact)
    await expect(removeContact(ports)(which)).rejects.toMatchObject({ code: 'conflict' })
    expect((await now()).contact).toBeDefined()
  })
})

describe('a contact that is reset', () => {
  it('is called again with its whole budget', async () => {
    const { ports, which, now, started } = await world(finished)
    const { body } = await resetContact(ports, rules)(which)
    expect(body).toMatchObject({ state: 'retrying', attempts: 0, dueAt: new Date(ports.clock.now()).toISOString() })
    expect((await now()).campaign).toMatchObject({ state: 'active', run: 2 })
    expect(started).toEqual([`${which.id}-2`])
    expect(await ports.lanes.sum(which.id, { maxAgeMs: 0 })).toMatchObject({ counters: { retrying: 1, finished: -1 } })
  })

  it('brings a completed campaign back to work, and leaves one that was stopped alone', async () => {
    const completed = await world(finished, { state: 'completed', endedAt: '2026-11-02T16:00:00.000Z' })
    await resetContact(completed.ports, rules)(completed.which)
    expect((await completed.now()).campaign).toMatchObject({ state: 'active', run: 2 })
    const cancelled = await world(finished, { state: 'cancelled' })
    await resetContact(cancelled.ports, rules)(cancelled.which)
    expect(await cancelled.now()).toMatchObject({ campaign: { state: 'cancelled', run: 1 }, contact: { state: 'retrying' } })
    expect(cancelled.started).toEqual([])
  })

  it.each([
    ['wants no more calls', { ...finished, outcome: 'opted-out' }],
    ['is on the suppression list', { ...finished, state: 'suppressed' }],
    ['will be called anyway', {}],
    ['is on the telephone', { state: 'calling', n: 1 }],
  ] as const)('is refused when it %s', async (_, contact) => {
    const { ports, which } = await world(contact)
    await expect(resetContact(ports, rules)(which)).rejects.toMatchObject({ code: 'conflict' })
  })
})
