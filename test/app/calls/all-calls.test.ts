// The calls of all campaigns, a page at a time; and campaigns found by name.
import { expect, it } from 'vitest'
import { allCalls, type CallsAsked } from '#app/calls/all-calls.ts'
import { campaignReport } from '#app/campaigns/campaign-report.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { attemptKey, callsPartition } from '#store/table.ts'
import { memoryTable } from '../../simulation/table/memory-table.ts'
import { anAttempt } from '../../support/builders.ts'
import { openStore } from '../../support/store.ts'

/** Three campaigns, the second without calls, the others with five each; half of them busy. */
const world = async () => {
  const store = openStore(() => memoryTable())
  const campaigns = []
  for (const [i, name] of ['Oldest', 'empty', 'newest'].entries()) {
    const campaign = await store.campaign({ name, state: 'completed', createdAt: `2026-11-0${i + 1}T15:00:00.000Z` })
    campaigns.push(campaign)
    for (let n = 0; n < (name === 'empty' ? 0 : 5); n++) {
      const contact = await store.contact(campaign, n)
      const at = `2026-11-0${i + 1}T15:00:0${n}.000Z`
      const id = attemptIdOf(campaign.id, contact.id, 1)
      const outcome = n % 2 === 0 ? 'human' : 'busy'
      const attempt = anAttempt({
        id,
        campaignId: campaign.id,
        contactId: contact.id,
        phone: contact.phone,
        state: 'completed',
        outcome,
        claimedAt: at,
      })
      await store.table.put({ ...attemptKey(id), ...attempt, endedAt: at, callsPK: callsPartition(campaign.id), callsSK: `${at}#${id}` })
    }
  }
  return { store, campaigns }
}

const walk = async (store: Awaited<ReturnType<typeof world>>['store'], asked: CallsAsked) => {
  const pages = []
  for (let cursor: string | undefined; pages.length < 50; ) {
    const page = await allCalls(store)({ ...asked, cursor })
    pages.push(page.items)
    if (page.nextCursor === null) return pages
    cursor = page.nextCursor
  }
  throw new Error('The pages never end.')
}

it.each([1, 2, 3, 100])('every call is on one of the pages of %i, once, those of the newest campaign first', async (limit) => {
  const { store, campaigns } = await world()
  const pages = await walk(store, { limit })
  const calls = pages.flat()
  expect(pages.every((items) => items.length <= limit)).toBe(true)
  expect(new Set(calls.map(({ id }) => id)).size).toBe(10)
  const [oldest, , newest] = campaigns.map(({ id }) => id)
  expect(calls.map(({ campaignId }) => campaignId)).toEqual([...Array(5).fill(newest), ...Array(5).fill(oldest)])
  expect(calls.slice(0, 5).map(({ claimedAt }) => claimedAt)).toEqual(
    calls
      .slice(0, 5)
      .map(({ claimedAt }) => claimedAt)
      .toSorted()
      .toReversed(),
  )
})

it('only those that are asked for are shown', async () => {
  const { store, campaigns } = await world()
  const found = async (asked: Omit<CallsAsked, 'limit'>) => (await walk(store, { limit: 2, ...asked })).flat()
  expect(await found({ outcome: 'busy' })).toHaveLength(4)
  expect(await found({ campaignId: campaigns[0]?.id })).toHaveLength(5)
  expect(await found({ from: '2026-11-01T15:00:02.000Z', to: '2026-11-03T15:00:01.000Z' })).toHaveLength(4)
  expect(await found({ live: true })).toEqual([])
  const [call] = await found({})
  expect(await found({ contactId: call?.contactId })).toMatchObject([{ id: call?.id }])
})

it('a cursor that nobody gave out is refused', async () => {
  const { store } = await world()
  for (const cursor of ['x', '.x', 'e30.', '..']) {
    await expect(allCalls(store)({ limit: 5, cursor: cursor === '..' ? 'a.b' : cursor })).rejects.toMatchObject({ code: 'invalid_request' })
  }
})

it('campaigns are found by a part of their name, in any order', async () => {
  const { store } = await world()
  const names = async (asked: Parameters<ReturnType<typeof campaignReport>['list']>[0]) =>
    (await campaignReport(store).list(asked)).items.map(({ name }) => name)
  expect(await names({ limit: 10 })).toEqual(['newest', 'empty', 'Oldest'])
  expect(await names({ limit: 10, sort: 'createdAt' })).toEqual(['Oldest', 'empty', 'newest'])
  expect(await names({ limit: 10, sort: 'name' })).toEqual(['empty', 'newest', 'Oldest'])
  expect(await names({ limit: 10, sort: '-name' })).toEqual(['Oldest', 'newest', 'empty'])
  expect(await names({ limit: 10, search: 'EST' })).toEqual(['newest', 'Oldest'])
  const first = await campaignReport(store).list({ limit: 2, sort: 'name' })
  const rest = await campaignReport(store).list({ limit: 2, sort: 'name', cursor: first.nextCursor ?? undefined })
  expect([rest.items.map(({ name }) => name), rest.nextCursor]).toEqual([['Oldest'], null])
})
