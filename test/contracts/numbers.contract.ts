import { describe, expect, it } from 'vitest'
import { numberKey } from '#store/table.ts'
import { readyToCall } from '../support/claimed.ts'
import { aNumber } from '../support/store.ts'
import { onEachTable } from './each-table.ts'

onEachTable((openStore) => {
  describe('a number’s record', () => {
    it('is read with what it lacks filled in, and is undefined when it was never called', async () => {
      const store = openStore()
      const { phone } = await store.contact(await store.campaign(), 1)
      expect(await store.numbers.get(phone)).toBeUndefined()
      await store.table.put({ ...numberKey(phone), version: 1, recent: [] })
      expect(await store.numbers.get(phone)).toEqual({ version: 1, recent: [], suppressed: false })
    })
  })

  const WHEN = { at: '2026-11-02T15:00:00.000Z', because: 'asked us to stop' }

  describe('a number that nobody may call', () => {
    it('is suppressed from the first word on, also one that was never called', async () => {
      const { numbers } = openStore()
      const phone = aNumber(502)
      await numbers.suppress(phone, WHEN)
      await numbers.suppress(phone, { at: '2026-11-03T15:00:00.000Z', because: 'again' })
      expect(await numbers.get(phone)).toEqual({
        version: 1,
        recent: [],
        suppressed: true,
        suppressedAt: WHEN.at,
        suppressedBecause: WHEN.because,
      })
    })

    it('keeps its lock and its calls, and a claim that read it before is refused', async () => {
      const here = await readyToCall(openStore())
      await here.numbers.suppress(here.contact.phone, WHEN)
      expect(await here.claim()).toMatchObject({ refused: ['number'] })
    })

    it('may be called again once that is lifted, which happens once', async () => {
      const { numbers } = openStore()
      const phone = aNumber(503)
      expect(await numbers.unsuppress(phone)).toBe(false)
      await numbers.suppress(phone, WHEN)
      expect(await numbers.unsuppress(phone)).toBe(true)
      expect(await numbers.unsuppress(phone)).toBe(false)
      expect(await numbers.get(phone)).toEqual({ version: 2, recent: [], suppressed: false })
    })

    it('is found among others, until that is lifted', async () => {
      const { numbers } = openStore()
      const [suppressed, lifted, unknown] = [aNumber(520), aNumber(521), aNumber(522)]
      await numbers.suppress(suppressed, WHEN)
      await numbers.suppress(lifted, WHEN)
      await numbers.unsuppress(lifted)
      expect(await numbers.suppressedAmong([suppressed, lifted, unknown])).toEqual(new Set([suppressed]))
      expect(await numbers.suppressedAmong([])).toEqual(new Set())
    })

    it('is on the list, newest first and page by page, until it is lifted', async () => {
      const { numbers } = openStore()
      // Younger than any that another test has suppressed.
      const days = [1, 2, 3].map((day) => ({ phone: aNumber(510 + day), at: `2030-01-0${day}T00:00:00.000Z`, because: `day ${day}` }))
      for (const { phone, ...why } of days) await numbers.suppress(phone, why)
      const first = await numbers.suppressed({ limit: 2 })
      expect(first.items).toEqual([days[2], days[1]])
      const [next] = (await numbers.suppressed({ limit: 2, cursor: first.nextCursor ?? undefined })).items
      expect(next).toEqual(days[0])
      await numbers.unsuppress(aNumber(513))
      expect((await numbers.suppressed({ limit: 1 })).items).toEqual([days[1]])
    })

    it('is on one page, also when many were suppressed at one moment', async () => {
      const { numbers } = openStore()
      const many = Array.from({ length: 25 }, (_, n) => aNumber(530 + n))
      const at = '2031-01-01T00:00:00.000Z'
      for (const phone of many) await numbers.suppress(phone, { at, because: 'a list' })
      const listed: string[] = []
      for (let cursor: string | undefined; listed.length < many.length; ) {
        const { items, nextCursor } = await numbers.suppressed({ limit: 7, cursor })
        listed.push(...items.flatMap((one) => (one.at === at ? [one.phone] : [])))
        if (!nextCursor) break
        cursor = nextCursor
      }
      expect(listed).toEqual(many.toSorted().reverse())
      await expect(numbers.suppressed({ limit: 7, cursor: 'eyJQSyI6IngifQ' })).rejects.toMatchObject({ code: 'invalid_request' })
      for (const phone of many) await numbers.unsuppress(phone)
    })
  })
})
