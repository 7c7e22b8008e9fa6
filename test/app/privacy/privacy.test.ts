// A person asks for everything that is kept of them, or to be forgotten: exactly theirs, however often it is cut off.
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { ContactRecord } from '#app/records/contact.ts'
import { attemptKey, contactKey, laneKey } from '#store/table.ts'
import { MEANT, OTHER, people } from '../../support/person.ts'

type Here = Awaited<ReturnType<typeof people>>

const CALLED = { state: 'done', n: 1, attempts: 1, outcome: 'human' } as const satisfies Partial<ContactRecord>
const PERSONAL = new RegExp(['Ana', 'gold', 'Mondays', MEANT.slice(1)].join('|'))

/** Everything that the campaign's list of contacts and calls shows of somebody other than the one who was not meant. */
const traces = async (here: Here, campaign: Awaited<ReturnType<Here['campaignOf']>>): Promise<string> =>
  JSON.stringify([(await here.contactsOf(campaign)).filter(({ phone }) => phone !== OTHER), await here.callsOf(campaign)])

describe('an export', () => {
  it('has the contact of each campaign, its calls and what was said, and nobody else', async () => {
    const here = await people()
    const campaign = await here.campaignOf(CALLED)
    await here.call(campaign, 1)
    await here.campaignOf({ state: 'pending' }, { deletedAt: '2026-11-02T16:00:00.000Z' })
    await here.numbers.suppress(MEANT, { at: '2026-11-02T15:00:00.000Z', because: 'asked for it' })
    const { file, ...counts } = await here.export(MEANT)
    expect(counts).toEqual({ campaigns: 2, calls: 1 })
    const [key] = [...here.objects.keys()].filter((name) => name.startsWith('exports/people/'))
    const told = JSON.parse(here.objects.get(key ?? '') ?? '')
    expect(file).toMatchObject({ url: `https://bucket.test/${key}`, bytes: here.objects.get(key ?? '')?.length })
    expect(told).toMatchObject({ phone: MEANT, number: { suppressed: true, suppressedBecause: 'asked for it' } })
    const called = z.array(z.looseObject({ campaign: z.looseObject({ id: z.string() }) })).parse(told.campaigns)
    expect(called.find(({ campaign: { id } }) => id === campaign.id)).toMatchObject({
      contact: { phone: MEANT, name: 'Ana', variables: { plan: 'gold' } },
      calls: [{ seconds: 42, result: { summary: expect.stringContaining('Mondays') }, transcript: [{ text: 'I am at home on Mondays.' }] }],
    })
    expect(JSON.stringify(told)).not.toContain(OTHER)
    expect(key).not.toMatch(PERSONAL)
  })

  it('of somebody whom nobody knows is empty, and of what is no number is refused', async () => {
    const here = await people()
    await here.campaignOf(CALLED)
    expect(await here.export('+1 202 555 0199')).toMatchObject({ campaigns: 0, calls: 0 })
    await expect(here.export('12')).rejects.toMatchObject({ code: 'unprocessable' })
  })
})

describe('somebody who is forgotten', () => {
  it('and was never called is taken out, and the campaign goes on with one fewer', async () => {
    const here = await people()
    const campaign = await here.campaignOf({ state: 'pending' })
    expect(await here.erase(MEANT)).toMatchObject({ removed: 1, anonymised: 0 })
    expect(await here.reread(campaign)).toMatchObject({ totalContacts: 1, run: 4 })
    expect(here.started).toEqual([`${campaign.id}-4`])
    expect((await here.contactsOf(campaign)).map(({ phone }) => phone)).toEqual([OTHER])
  })

  it('and was called counts on, and nothing leads back', async () => {
    const here = await people()
    const campaign = await here.campaignOf(CALLED)
    const before = await here.call(campaign, 1)
    here.has()
    const counted = await here.stats(campaign)
    expect(await here.erase(MEANT)).toEqual({ removed: 0, anonymised: 1, calls: 1, turns: 1, recordings: 1 })
    expect(await here.stats(campaign)).toEqual(counted)
    expect(await here.reread(campaign)).toMatchObject({ totalContacts: 2 })
    expect(await traces(here, campaign)).not.toMatch(PERSONAL)
    const [contact] = (await here.contactsOf(campaign)).filter(({ phone }) => phone !== OTHER)
    expect(contact).toMatchObject({ ...CALLED, variables: {} })
    const [call] = await here.callsOf(campaign)
    expect(call).toMatchObject({ seconds: 42, outcome: 'human', endedAt: before.endedAt, contactId: contact?.id })
    expect(contact?.id).not.toBe(before.contactId)
    // Neither in the bucket, nor at the carrier, nor by the conversation.
    expect([here.objects.size, here.held.size, await here.attempts.ofConversation('conv_1')]).toEqual([0, 0, undefined])
    expect((await here.transcripts.list(before.id, { limit: 9 })).items).toEqual([])
    expect(await here.table.get(attemptKey(before.id), z.unknown())).toBeUndefined()
  })

  it('and would have been called again counts as suppressed', async () => {
    const here = await people()
    const campaign = await here.campaignOf({ state: 'retrying', n: 1, attempts: 1, outcome: 'busy' })
    await here.call(campaign, 1, { state: 'busy', outcome: 'busy' })
    await here.erase(MEANT)
    expect(await here.stats(campaign)).toMatchObject({ retrying: 1, finished: 1 })
    expect((await here.contactsOf(campaign)).map(({ state }) => state).sort()).toEqual(['retrying', 'suppressed'])
  })

  it('is forgotten in every campaign, also in one that was deleted', async () => {
    const here = await people()
    const campaigns = [await here.campaignOf(CALLED), await here.campaignOf(CALLED, { deletedAt: '2026-11-02T16:00:00.000Z' })]
    for (const campaign of campaigns) await here.call(campaign, 1)
    expect(await here.erase(MEANT)).toMatchObject({ anonymised: 2, calls: 2 })
    for (const campaign of campaigns) expect(await traces(here, campaign)).not.toMatch(PERSONAL)
  })

  it('is never called again, though nothing but a digest says so', async () => {
    const here = await people()
    const campaign = await here.campaignOf(CALLED)
    await here.erase(MEANT)
    expect((await here.numbers.suppressed({ limit: 10 })).items).toEqual([])
    expect(await here.numbers.get(MEANT)).toMatchObject({ suppressed: true })
    expect(await here.numbers.suppressedAmong([MEANT, OTHER])).toEqual(new Set([MEANT]))
    expect(await here.numbers.get(OTHER)).toBeUndefined()
    expect(await here.numbers.unsuppress(MEANT)).toBe(true)
    expect(await here.numbers.get(MEANT)).toBeUndefined()
    expect(await here.reread(campaign)).toMatchObject({ totalContacts: 2 })
  })

  it('is forgotten once: the same request again finds nobody, and the number stays suppressed', async () => {
    const here = await people()
    await here.call(await here.campaignOf(CALLED), 1)
    await here.erase(MEANT)
    expect(await here.erase(MEANT)).toEqual({ removed: 0, anonymised: 0, calls: 0, turns: 0, recordings: 0 })
    expect(await here.numbers.get(MEANT)).toMatchObject({ suppressed: true })
  })

  it('is forgotten by the same request when it was cut off', async () => {
    const here = await people()
    const campaigns = [await here.campaignOf(CALLED), await here.campaignOf(CALLED)]
    for (const campaign of campaigns) await here.call(campaign, 1)
    here.fails('ofCall')
    await expect(here.erase(MEANT)).rejects.toThrow('The carrier does not answer')
    expect(await here.numbers.get(MEANT)).toMatchObject({ suppressed: true })
    here.fails(undefined)
    expect(await here.erase(MEANT)).toMatchObject({ anonymised: 2, calls: 2 })
    for (const campaign of campaigns) expect(await traces(here, campaign)).not.toMatch(PERSONAL)
  })

  it('after very many calls is forgotten, too', async () => {
    const here = await people()
    const campaign = await here.campaignOf({ ...CALLED, n: 50 })
    for (let n = 1; n <= 50; n++) await here.call(campaign, n)
    expect(await here.erase(MEANT)).toMatchObject({ anonymised: 1, calls: 50, turns: 50 })
    expect(await traces(here, campaign)).not.toMatch(PERSONAL)
  })

  it('leaves no trace on the line of the last call', async () => {
    const here = await people()
    const campaign = await here.campaignOf(CALLED)
    const { id } = await here.call(campaign, 1)
    const key = laneKey(campaign.id, 0)
    const lane = await here.table.get(key, z.looseObject({}))
    await here.table.put({ ...key, ...lane, lastAttemptId: id, freedMs: 1 })
    await here.erase(MEANT)
    expect(await here.lanes.get(campaign.id, 0)).not.toHaveProperty('lastAttemptId')
  })
})

describe('a call that is under way', () => {
  it('is not torn apart: the number is suppressed, and whoever asks is told what to do', async () => {
    const here = await people()
    const campaign = await here.campaignOf({ state: 'calling', n: 1, attempts: 1 })
    const contactId = here.ids.contact(campaign, MEANT)
    const before = await here.table.get(contactKey(campaign.id, contactId), z.unknown())
    await expect(here.erase(MEANT)).rejects.toMatchObject({ code: 'conflict', message: expect.stringContaining('send the same request') })
    expect(await here.table.get(contactKey(campaign.id, contactId), z.unknown())).toEqual(before)
    expect(await here.numbers.get(MEANT)).toMatchObject({ suppressed: true })
  })
})
