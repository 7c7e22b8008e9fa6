// Whoever looks for a number sees every campaign that has it, and what one request may cost is bounded.
import { describe, expect, it } from 'vitest'
import { showPerson } from '#app/privacy/show-person.ts'
import { CampaignId } from '#contract/ids.ts'
import { PersonAsked } from '#contract/privacy.ts'
import { aCampaign, aContact, contactId } from '../../support/builders.ts'
import { MEANT, OTHER, people } from '../../support/person.ts'

const AT = '2026-11-02T16:00:00.000Z'
const CALLED = { state: 'done', n: 2, attempts: 2, outcome: 'human' } as const

describe('a number', () => {
  it('is found in each campaign that has it, the newest first, with its calls, the last one first', async () => {
    const here = await people()
    const called = await here.campaignOf(CALLED, { name: 'Renewals', createdAt: '2026-11-01T10:00:00.000Z' })
    for (const n of [1, 2]) await here.call(called, n)
    const gone = await here.campaignOf({ state: 'pending' }, { name: 'Trials', deletedAt: AT, createdAt: '2026-11-02T10:00:00.000Z' })
    await here.campaign({ name: 'Without it' })
    const { items, nextCursor } = await here.show('+1 (202) 555-0142')
    expect(nextCursor).toBeNull()
    expect(items.map(({ campaign }) => campaign)).toEqual([
      { id: gone.id, name: 'Trials', state: 'active', deletedAt: AT },
      { id: called.id, name: 'Renewals', state: 'active' },
    ])
    expect(items[0]?.contact).toMatchObject({ phone: MEANT, state: 'pending', calls: [] })
    expect(items[1]?.contact).toMatchObject({ name: 'Ana', attempts: 2, outcome: 'human', calls: [{ attempt: 2 }, { attempt: 1 }] })
    // Of calls only a part of the number is shown to anybody, here as elsewhere.
    expect(items[1]?.contact.calls[0]?.phone).toBe('+1202 •••• 0142')
    expect(JSON.stringify(items)).not.toContain(OTHER)
  })

  it('says whether nobody may call it, since when and why, also once it is forgotten', async () => {
    const here = await people()
    expect((await here.show(MEANT)).number).toEqual({ phone: MEANT, isSuppressed: false })
    await here.numbers.suppress(MEANT, { at: AT, because: 'asked for it' })
    expect((await here.show(MEANT)).number).toEqual({ phone: MEANT, isSuppressed: true, at: AT, because: 'asked for it' })
    await here.campaignOf(CALLED)
    await here.erase(MEANT)
    const { number, items } = await here.show(MEANT)
    expect(number).toMatchObject({ isSuppressed: true, because: 'the person has asked to be forgotten' })
    expect(items).toEqual([])
  })

  it('that can be no number is refused with the reason', async () => {
    const here = await people()
    await expect(here.show('12')).rejects.toMatchObject({ code: 'unprocessable', errors: [{ pointer: '/body/phone' }] })
  })
})

describe('one request', () => {
  const campaignId = (i: number): CampaignId => CampaignId.parse(`cmp_01JD${String(i).padStart(22, '0')}`)

  /** A thousand campaigns, of which those are counted that were asked for. */
  const thousand = (has: (campaign: number) => boolean) => {
    const asked = { pages: 0, contacts: 0 }
    const pageOf = (from: number, length: number) => Array.from({ length }, (_, i) => aCampaign({ id: campaignId(from + i + 1) }))
    const having = new Set(
      Array.from({ length: 1_000 }, (_, i) => i + 1)
        .filter(has)
        .map(campaignId),
    )
    const show = showPerson({
      numbers: { get: async () => undefined },
      ids: { contact: () => contactId },
      campaigns: {
        list: async ({ limit, cursor = '0' }) => {
          asked.pages += 1
          const next = Number(cursor) + limit
          return { items: pageOf(Number(cursor), limit), nextCursor: next < 1_000 ? String(next) : null }
        },
      },
      personal: {
        among: async (places) => places.filter(({ campaignId: id }) => having.has(id)),
        of: async (place) => {
          asked.contacts += 1
          return { contact: aContact({ ...place, id: place.contactId, phone: MEANT }), calls: [] }
        },
      },
    })
    return { asked, ask: (cursor?: string, limit = 500) => show(PersonAsked.parse({ phone: MEANT }), { limit, cursor }) }
  }

  it('looks in five hundred campaigns, and the next one goes on from there to the end', async () => {
    const { asked, ask } = thousand((campaign) => campaign === 3 || campaign === 990)
    const first = await ask()
    expect([first.items.length, asked]).toEqual([1, { pages: 5, contacts: 1 }])
    const rest = await ask(first.nextCursor ?? '')
    expect([rest.items.length, rest.nextCursor, asked.pages]).toEqual([1, null, 10])
    expect([...first.items, ...rest.items].map(({ campaign }) => campaign.id)).toEqual([campaignId(3), campaignId(990)])
  })

  it('looks in fewer when it is told so', async () => {
    const { asked, ask } = thousand((campaign) => campaign === 130 || campaign === 131)
    const { items, nextCursor } = await ask(undefined, 130)
    expect([items.map(({ campaign }) => campaign.id), nextCursor, asked.pages]).toEqual([[campaignId(130)], '130', 2])
  })

  it('looks no further once it has found a number that is everywhere', async () => {
    const { asked, ask } = thousand(() => true)
    const first = await ask()
    expect([first.items.length, asked]).toEqual([100, { pages: 1, contacts: 100 }])
    expect(first.nextCursor).not.toBeNull()
  })
})
