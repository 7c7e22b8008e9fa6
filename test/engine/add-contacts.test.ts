// Contacts that come with a request, and what they do to a campaign in each state.
import { beforeEach, describe, expect, it } from 'vitest'
import { reconcile } from '#app/calls/reconcile-attempts.ts'
import { changeCampaign } from '#app/campaigns/change-campaign.ts'
import { addContacts, addGivenContacts } from '#app/contacts/add-contacts.ts'
import { addSlice } from '#app/contacts/new-contacts.ts'
import type { CampaignRecord } from '#app/records/campaign.ts'
import { ContactRow } from '#contract/contact.ts'
import { CampaignId } from '#contract/ids.ts'
import { playImports } from '../support/imports.ts'
import { aNumber } from '../support/store.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let bucket: ReturnType<typeof playImports>
beforeEach(() => {
  bucket = playImports()
})

const rows = (...phones: string[]): ContactRow[] => phones.map((phone) => ContactRow.parse({ phone }))
const many = (size: number): ContactRow[] => rows(...Array.from({ length: size }, (_, i) => aNumber(i)))

describe('added contacts', () => {
  it('are counted, duplicates apart, and rejects are named by their place in the request', async () => {
    const campaign = await bucket.campaign()
    const added = await addContacts(bucket.ports)(campaign.id, rows(aNumber(1), 'hello', '(202) 555-0101', aNumber(2), ' '))
    expect(added).toEqual({
      imported: 2,
      updated: 0,
      duplicates: 1,
      rejects: [
        { line: 2, column: 'phone', reason: 'this is not a telephone number' },
        { line: 5, column: 'phone', reason: 'the number is empty' },
      ],
    })
    expect((await bucket.now(campaign)).totalContacts).toBe(2)
  })

  it('as a caller sends them are added where they can be; the rest is named by place, part and reason', async () => {
    const campaign = await bucket.campaign()
    const own = {
      phone: aNumber(1),
      firstMessage: 'Hi!',
      prompt: 'Be brief.',
      language: 'de',
      voiceId: 'v1',
      callAfter: '17:30',
      priority: 1,
    }
    const given = [
      own,
      { phone: aNumber(2), plan: 'gold' },
      'a text',
      { name: 'Nobody' },
      { phone: aNumber(3), priority: 11 },
      { phone: aNumber(4), variables: { plan: 'x'.repeat(2_001) } },
      { phone: 'hello' },
      { phone: aNumber(5), variables: { plan: 'gold' } },
    ]
    const { rejects, ...counts } = await addGivenContacts(bucket.ports)(campaign.id, given)
    expect(counts).toEqual({ imported: 2, updated: 0, duplicates: 0 })
    expect(rejects.map(({ line, column }) => [line, column])).toEqual([
      [2, 'plan'],
      [3, 'all columns'],
      [4, 'phone'],
      [5, 'priority'],
      [6, 'variables.plan'],
      [7, 'phone'],
    ])
    expect(rejects[0]?.reason).toContain('variables')
    const { items } = await bucket.ports.contacts.list(campaign, { limit: 10 })
    expect(items.find(({ phone }) => phone === aNumber(1))).toMatchObject({ ...own, state: 'pending' })
  })

  it('that are none at all leave the campaign as it is, and it must be there', async () => {
    const campaign = await bucket.campaign()
    expect(await addGivenContacts(bucket.ports)(campaign.id, [1, null])).toMatchObject({ imported: 0, rejects: [{ line: 1 }, { line: 2 }] })
    expect((await bucket.now(campaign)).version).toBe(campaign.version)
    const nobody = CampaignId.parse('cmp_01JD0000000000000000000009')
    await expect(addGivenContacts(bucket.ports)(nobody, [1])).rejects.toMatchObject({ code: 'not_found' })
  })

  it('keep what says when they may be called, and are rejected when that can never be known', async () => {
    const campaign = await bucket.campaign()
    const own = { timeZone: 'America/Denver', region: 'CO', postcode: '80202', consent: 'form 4711' }
    const added = await addContacts(bucket.ports)(campaign.id, [
      ContactRow.parse({ phone: aNumber(1), ...own }),
      ContactRow.parse({ phone: aNumber(2), timeZone: 'Mars/Base' }),
      ContactRow.parse({ phone: aNumber(3), region: 'Neverland' }),
      ContactRow.parse({ phone: '+881 6 1234 5678' }),
    ])
    expect(added.rejects.map(({ line, column }) => [line, column])).toEqual([
      [2, 'timezone'],
      [3, 'state'],
      [4, 'phone'],
    ])
    const { items } = await bucket.ports.contacts.list(await bucket.now(campaign), { limit: 10 })
    expect(items).toEqual([expect.objectContaining({ phone: aNumber(1), ...own, state: 'pending' })])
  })

  it('may be more than fit into one transaction, and rejects keep their places', async () => {
    const campaign = await bucket.campaign()
    const request = [...many(150), ...rows('hello'), ...many(20)]
    expect(await addContacts(bucket.ports)(campaign.id, request)).toEqual({
      imported: 150,
      updated: 0,
      duplicates: 20,
      rejects: [{ line: 151, column: 'phone', reason: 'this is not a telephone number' }],
    })
    expect(await bucket.phones(campaign)).toHaveLength(150)
  })

  it('are read with the campaign’s own country', async () => {
    const campaign = await bucket.campaign({ defaultCountry: 'GB' })
    await addContacts(bucket.ports)(campaign.id, rows('020 7946 0011'))
    expect(await bucket.phones(campaign)).toEqual(['+442079460011'])
  })

  it('are spread over as many partitions as the first of them announce, and stay there', async () => {
    const campaign = await bucket.campaign()
    const slice = (phone: string, ofRows: number) => ({
      campaignId: campaign.id,
      rows: [{ line: 1, row: ContactRow.parse({ phone }) }],
      ofRows,
    })
    await addSlice(bucket.ports, slice(aNumber(1), 120_000))
    expect((await bucket.now(campaign)).shards).toBe(3)
    await addSlice(bucket.ports, slice(aNumber(2), 900_000))
    expect((await bucket.now(campaign)).shards).toBe(3)
    expect(await bucket.phones(await bucket.now(campaign))).toEqual([aNumber(1), aNumber(2)])
  })

  it('need a campaign', async () => {
    const nowhere = CampaignId.parse('cmp_01JD0000000000000000000009')
    await expect(addContacts(bucket.ports)(nowhere, many(1))).rejects.toMatchObject({ code: 'not_found' })
  })

  it('that come at the same moment in several requests are all in, each once', async () => {
    const campaign = await bucket.campaign()
    const added = await Promise.all([0, 1, 2, 3].map(() => addContacts(bucket.ports)(campaign.id, many(40))))
    expect(added.reduce((sum, { imported }) => sum + imported, 0)).toBe(40)
    expect(added.reduce((sum, { updated }) => sum + updated, 0)).toBe(120)
    expect((await bucket.now(campaign)).totalContacts).toBe(40)
  })
})

/** In a run that came after that of before, and whose execution was started. */
const expectAtWork = async (campaign: CampaignRecord): Promise<void> => {
  const { state, run } = await bucket.now(campaign)
  expect(state).toBe('active')
  expect(run).toBeGreaterThan(campaign.run)
  expect(bucket.started.at(-1)).toBe(`${campaign.id}-${run}`)
}

describe('contacts that are added', () => {
  it('to a completed campaign bring it back to work', async () => {
    const campaign = await bucket.campaign({ state: 'completed', run: 2 })
    await addContacts(bucket.ports)(campaign.id, many(1))
    await expectAtWork(campaign)
  })

  it('to a campaign that completes at that very moment bring it back to work as well', async () => {
    const campaign = await bucket.campaign({ state: 'active', run: 2 })
    const { contacts, campaigns } = bucket.ports
    const known: typeof contacts.known = async (id, ids) => {
      const { state } = await bucket.now(campaign)
      if (state === 'active') await campaigns.change(await bucket.now(campaign), { state: 'completed' })
      return contacts.known(id, ids)
    }
    await addContacts({ ...bucket.ports, contacts: { ...contacts, known } })(campaign.id, many(1))
    await expectAtWork(campaign)
  })

  it('to an active campaign start its next run', async () => {
    const campaign = await bucket.campaign({ state: 'active', run: 2 })
    await addContacts(bucket.ports)(campaign.id, many(1))
    await expectAtWork(campaign)
  })

  it('wake an active campaign also when whoever added them dies before its next run starts: its run has moved on without an execution', async () => {
    const campaign = await bucket.campaign({ state: 'active', run: 2 })
    const start = async (): Promise<never> => {
      throw new Error('cut off')
    }
    const ports = { ...bucket.ports, machine: { ...bucket.ports.machine, start } }
    await expect(addContacts(ports)(campaign.id, many(1))).rejects.toThrow('cut off')
    expect(await bucket.now(campaign)).toMatchObject({ state: 'active', run: 3, totalContacts: 1 })
    await reconcile(bucket.ports)()
    expect(bucket.started).toContain(`${campaign.id}-3`)
  })

  it.each(['draft', 'paused', 'cancelled'] as const)('to a %s campaign leave it so', async (state) => {
    const campaign = await bucket.campaign({ state })
    await addContacts(bucket.ports)(campaign.id, many(1))
    expect(await bucket.now(campaign)).toMatchObject({ state, totalContacts: 1 })
    expect(bucket.started).toEqual([])
  })

  it('and are all there already bring nobody back to work', async () => {
    const campaign = await bucket.campaign()
    await addContacts(bucket.ports)(campaign.id, many(2))
    await bucket.ports.campaigns.change(await bucket.now(campaign), { state: 'completed' })
    expect(await addContacts(bucket.ports)(campaign.id, many(2))).toEqual({ imported: 0, updated: 2, duplicates: 0, rejects: [] })
    expect((await bucket.now(campaign)).state).toBe('completed')
  })
})

describe('a change of a campaign', () => {
  it('is decided again on what somebody else has made of it', async () => {
    const campaign = await bucket.campaign()
    await Promise.all(Array.from({ length: 6 }, () => changeCampaign(bucket.ports, campaign.id, ({ name }) => ({ name: `${name}!` }))))
    expect((await bucket.now(campaign)).name).toBe('Spring renewal!!!!!!')
  })

  it('ends in a conflict when others are always faster', async () => {
    const campaign = await bucket.campaign()
    const campaigns = { ...bucket.ports.campaigns, change: async () => undefined }
    const change = changeCampaign({ ...bucket.ports, campaigns }, campaign.id, () => ({ run: 1 }))
    await expect(change).rejects.toMatchObject({ code: 'conflict' })
  })
})
