import { describe, expect, it } from 'vitest'
import { ids } from '#runtime/ids.ts'
import { aCampaign } from '../support/builders.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  describe('a campaign', () => {
    it('is read as it was created', async () => {
      const store = openStore()
      const campaign = await store.campaign({ startWhenImported: true, reason: 'none' })
      expect(await store.campaigns.get(campaign.id)).toEqual(campaign)
    })

    it('keeps what its columns are beside itself, from the first moment or later, until that is taken away', async () => {
      const store = openStore()
      const campaign = aCampaign({ id: ids.campaign() })
      const mapping = { Handy: 'phone' as const, 'Notes, old': 'ignore' as const }
      await store.campaigns.create(campaign, { watched: false, mapping })
      expect(await store.campaigns.mapping(campaign.id)).toEqual(mapping)
      expect(await store.campaigns.get(campaign.id)).toEqual(campaign)
      await store.campaigns.keepMapping(campaign.id, { Mobil: 'phone' })
      expect(await store.campaigns.mapping(campaign.id)).toEqual({ Mobil: 'phone' })
      await store.campaigns.keepMapping(campaign.id, undefined)
      expect(await store.campaigns.mapping(campaign.id)).toBeUndefined()
    })

    it('is changed, and its version grows', async () => {
      const store = openStore()
      const campaign = await store.campaign()
      const changed = await store.campaigns.change(campaign, { state: 'active', run: 1 })
      expect(changed).toEqual({ ...campaign, state: 'active', run: 1, version: 2 })
      expect(await store.campaigns.get(campaign.id)).toEqual(changed)
    })

    it('is changed by one of those who read the same version; the others are told', async () => {
      const store = openStore()
      const campaign = await store.campaign()
      const changes = await Promise.all([1, 2, 3, 4].map((run) => store.campaigns.change(campaign, { run })))
      const winners = changes.filter((changed) => changed !== undefined)
      expect(winners).toHaveLength(1)
      expect(await store.campaigns.get(campaign.id)).toEqual(winners[0])
    })

    it('loses an attribute that the patch sets to undefined', async () => {
      const store = openStore()
      const campaign = await store.campaign({ reason: 'no balance', startWhenImported: true })
      const changed = await store.campaigns.change(campaign, { reason: undefined, startWhenImported: undefined })
      expect(changed).not.toHaveProperty('reason', 'no balance')
      expect(await store.campaigns.get(campaign.id)).toEqual({
        ...campaign,
        version: 2,
        reason: undefined,
        startWhenImported: undefined,
      })
      expect(Object.keys((await store.campaigns.get(campaign.id)) ?? {})).not.toContain('reason')
    })

    it('that does not exist is neither found, nor changed into being', async () => {
      const store = openStore()
      const campaign = await store.campaign()
      const stranger = { ...campaign, id: (await store.campaign()).id, version: 99 }
      expect(await store.campaigns.change(stranger, { run: 1 })).toBeUndefined()
    })
  })

  describe('the watched campaigns', () => {
    it('are those created so and those that became active', async () => {
      const store = openStore()
      const [draft, watched, started] = [await store.campaign(), await store.campaign({}, { watched: true }), await store.campaign()]
      await store.campaigns.change(started, { state: 'active' })
      await store.campaigns.change(draft, { run: 1 })
      const ids = await store.campaigns.watched()
      expect(ids).toEqual(expect.arrayContaining([watched.id, started.id]))
      expect(ids).not.toContain(draft.id)
    })

    it('are watched no more when nobody has changed them since', async () => {
      const store = openStore()
      const campaign = await store.campaign({}, { watched: true })
      await store.campaigns.unwatch(campaign)
      expect(await store.campaigns.watched()).not.toContain(campaign.id)
    })

    it('stay watched when somebody has changed them since', async () => {
      const store = openStore()
      const campaign = await store.campaign({}, { watched: true })
      await store.campaigns.change(campaign, { state: 'active' })
      await store.campaigns.unwatch(campaign)
      expect(await store.campaigns.watched()).toContain(campaign.id)
    })
  })

  describe('the scheduled starts', () => {
    const mine = async (store: ReturnType<typeof openStore>, until?: string) =>
      (await store.campaigns.scheduled(until)).map(({ startsAt }) => startsAt).filter((startsAt) => startsAt.startsWith('2031-'))

    it('are listed the earliest first, until a moment or all of them', async () => {
      const store = openStore()
      const [noon, morning, created] = [
        await store.campaign(),
        await store.campaign(),
        await store.campaign({ startsAt: '2031-01-01T15:00:00.000Z' }),
      ]
      await store.campaigns.change(noon, { startsAt: '2031-01-01T12:00:00.000Z' })
      await store.campaigns.change(morning, { startsAt: '2031-01-01T09:00:00.000Z' })
      const all = ['2031-01-01T09:00:00.000Z', '2031-01-01T12:00:00.000Z', '2031-01-01T15:00:00.000Z']
      expect(await mine(store)).toEqual(all)
      expect(await mine(store, '2031-01-01T12:00:00.000Z')).toEqual(all.slice(0, 2))
      expect(await mine(store, '2031-01-01T11:59:59.999Z')).toEqual(all.slice(0, 1))
      const { id } = created
      expect(await store.campaigns.scheduled()).toContainEqual({ id, startsAt: '2031-01-01T15:00:00.000Z' })
      for (const campaign of [noon, morning, created]) await store.campaigns.change(await store.reread(campaign), { startsAt: undefined })
      expect(await mine(store)).toEqual([])
    })

    it('are as their campaigns have them, whoever changes these last', async () => {
      const store = openStore()
      const campaign = await store.campaign()
      const moments = [1, 2, 3].map((hour) => `2031-02-01T0${hour}:00:00.000Z`)
      const changed = (await Promise.all(moments.map((startsAt) => store.campaigns.change(campaign, { startsAt })))).flatMap(
        (one) => one ?? [],
      )
      expect(await mine(store)).toEqual(changed.map(({ startsAt }) => startsAt))
      const other = await store.campaigns.change(await store.reread(campaign), { startsAt: '2031-03-01T00:00:00.000Z', name: 'Autumn' })
      expect(await mine(store)).toEqual(['2031-03-01T00:00:00.000Z'])
      const renamed = await store.campaigns.change(other ?? campaign, { name: 'Winter' })
      expect(await mine(store)).toEqual(['2031-03-01T00:00:00.000Z'])
      await store.campaigns.change(renamed ?? campaign, { state: 'active', startsAt: undefined })
      expect(await mine(store)).toEqual([])
    })
  })

  describe('the list of campaigns', () => {
    it('gives the newest first, page by page, each once', async () => {
      const store = openStore()
      const created: string[] = []
      // Younger than any that another test has made.
      for (let i = 0; i < 5; i++) created.unshift((await store.campaign({ createdAt: `2030-01-0${i + 1}T00:00:00.000Z` })).id)
      const listed: string[] = []
      let cursor: string | undefined
      for (let pages = 0; pages < 3; pages++) {
        const page = await store.campaigns.list({ limit: 2, cursor })
        listed.push(...page.items.map(({ id }) => id))
        cursor = page.nextCursor ?? undefined
      }
      expect(listed.slice(0, 5)).toEqual(created)
    })

    it('refuses a cursor that was not given out', async () => {
      const store = openStore()
      await expect(store.campaigns.list({ limit: 2, cursor: 'nonsense' })).rejects.toMatchObject({ code: 'invalid_request' })
    })
  })
})
