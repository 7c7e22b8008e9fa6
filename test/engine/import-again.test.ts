// Events of the bucket come twice, at once, and to functions that are cut off: the table is the same in the end.
import { beforeEach, describe, expect, it } from 'vitest'
import { reconcile } from '#app/calls/reconcile-attempts.ts'
import { aList, playImports } from '../support/imports.ts'
import { aNumber } from '../support/store.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let bucket: ReturnType<typeof playImports>
beforeEach(() => {
  bucket = playImports()
})

/** 120 rows: 110 contacts, 4 duplicates, 6 rejects; two slices. */
const LIST = [aList(110), ...aList(4).split('\n').slice(1), ...Array.from({ length: 6 }, () => 'Nobody,none,gold')].join('\n')
const DONE = { state: 'imported', rows: 120, imported: 110, duplicates: 4, rejected: 6 }
const numbers = Array.from({ length: 110 }, (_, i) => aNumber(i)).sort()

/** Fails at the n-th slice, before or after it was written. */
const cutOff = (at: number, when: 'before' | 'after') => {
  const { ledger } = bucket.ports
  let slices = 0
  const importSlice: typeof ledger.importSlice = async (slice) => {
    slices += 1
    if (slices === at && when === 'before') throw new Error('cut off')
    const written = await ledger.importSlice(slice)
    if (slices === at) throw new Error('cut off')
    return written
  }
  return { ledger: { ...ledger, importSlice } }
}

describe('an import', () => {
  it('whose event is delivered again changes nothing', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, LIST)
    await arrive()
    const [done, after] = [await report(), await bucket.now(campaign)]
    expect(done).toMatchObject(DONE)
    await arrive()
    await Promise.all([arrive(), arrive()])
    expect(await report()).toEqual(done)
    expect(await bucket.now(campaign)).toEqual(after)
  })

  it('whose event is delivered several times at once writes every row once', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, LIST)
    await Promise.all([arrive(), arrive(), arrive()])
    expect(await report()).toMatchObject(DONE)
    expect(await bucket.now(campaign)).toMatchObject({ totalContacts: 110, openImports: 0 })
    expect(await bucket.phones(campaign)).toEqual(numbers)
  })

  // The steps: the import opens, two slices, the import closes.
  it.each([1, 2, 3, 4].flatMap((at) => [[at, 'before'] as const, [at, 'after'] as const]))(
    'that is cut off at step %i, %s it was written, goes on where it stood',
    async (at, when) => {
      const campaign = await bucket.campaign()
      const { arrive, report } = await bucket.upload(campaign, LIST)
      await expect(arrive(cutOff(at, when))).rejects.toThrow('cut off')
      await arrive()
      expect(await report()).toMatchObject(DONE)
      expect(await bucket.now(campaign)).toMatchObject({ totalContacts: 110, openImports: 0 })
      expect(await bucket.phones(campaign)).toEqual(numbers)
    },
  )

  it('goes on when another invocation still works on it, and neither repeats a row of the other', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, LIST)
    await expect(arrive(cutOff(3, 'before'))).rejects.toThrow('cut off')
    await Promise.all([arrive(), arrive()])
    expect(await report()).toMatchObject(DONE)
    expect(await bucket.now(campaign)).toMatchObject({ totalContacts: 110, openImports: 0 })
  })

  it('whose file cannot be read fails loudly, stays open, and works once it can', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, LIST)
    const open = async () => {
      throw new Error('the bucket is out of reach')
    }
    await expect(arrive({ files: { ...bucket.ports.files, open } })).rejects.toThrow('out of reach')
    expect(await report()).toMatchObject({ state: 'importing' })
    await arrive()
    expect(await report()).toMatchObject(DONE)
  })

  it('that nobody has announced is a warning, not an error', async () => {
    const campaign = await bucket.campaign()
    const { arrive, event } = await bucket.upload(campaign, LIST)
    await bucket.ports.files.write(event.key, LIST)
    const imports = { ...bucket.ports.imports, get: async () => undefined }
    await arrive({ imports })
    expect(bucket.warnings).toEqual(['import.unknown'])
    expect((await bucket.now(campaign)).totalContacts).toBe(0)
  })

  it('is written though the campaign is changed by others all the time', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, LIST)
    const { campaigns } = bucket.ports
    let reads = 0
    const get: typeof campaigns.get = async (id) => {
      const found = await campaigns.get(id)
      reads += 1
      if (found && reads % 2 === 0) await campaigns.change(found, { name: `Renamed ${reads}` })
      return found
    }
    await arrive({ campaigns: { ...campaigns, get } })
    expect(await report()).toMatchObject(DONE)
    expect((await bucket.now(campaign)).totalContacts).toBe(110)
  })
})

describe('an import that was cut off for good', () => {
  const MINUTE = 60_000

  it('does not hold its campaign open for ever: after an hour it is given up, and says how far it came', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, LIST)
    await expect(arrive(cutOff(3, 'before'))).rejects.toThrow('cut off')
    const { rows } = await report()
    expect(rows).toBeGreaterThan(0)
    bucket.move(40 * MINUTE)
    await reconcile(bucket.ports)()
    expect(await report()).toMatchObject({ state: 'importing' })
    bucket.move(20 * MINUTE)
    await reconcile(bucket.ports)()
    expect(await report()).toMatchObject({ state: 'failed', problem: expect.stringContaining(`${rows} rows`) })
    expect((await bucket.now(campaign)).openImports).toBe(0)
  })

  it('is looked after from its beginning, also in a campaign that nobody has started', async () => {
    const campaign = await bucket.campaign({}, { watched: false })
    const { arrive } = await bucket.upload(campaign, LIST)
    await expect(arrive(cutOff(2, 'before'))).rejects.toThrow('cut off')
    expect(await bucket.ports.campaigns.watched()).toContain(campaign.id)
  })
})

describe('when an import is done', () => {
  it('a campaign that was to start then does', async () => {
    const campaign = await bucket.campaign({ startWhenImported: true })
    await (await bucket.upload(campaign, aList(2))).arrive()
    const { state, run, startWhenImported } = await bucket.now(campaign)
    expect({ state, run, startWhenImported }).toEqual({ state: 'active', run: 1, startWhenImported: undefined })
    expect(bucket.started).toEqual([`${campaign.id}-1`])
  })

  it('a completed campaign is brought back to work', async () => {
    const campaign = await bucket.campaign({ state: 'completed', run: 3, endedAt: '2026-11-02T15:00:00.000Z' })
    await (await bucket.upload(campaign, aList(2))).arrive()
    const { state, run, endedAt } = await bucket.now(campaign)
    expect({ state, endedAt }).toEqual({ state: 'active', endedAt: undefined })
    expect(run).toBeGreaterThan(3)
    expect(bucket.started.at(-1)).toBe(`${campaign.id}-${run}`)
  })

  it('a completed campaign stays so when there was nobody new in the list', async () => {
    const campaign = await bucket.campaign()
    await (await bucket.upload(campaign, aList(2))).arrive()
    await bucket.ports.campaigns.change(await bucket.now(campaign), { state: 'completed' })
    await (await bucket.upload(campaign, aList(2))).arrive()
    expect((await bucket.now(campaign)).state).toBe('completed')
    expect(bucket.started).toEqual([])
  })

  it('an active campaign gets a new run, which finds the new contacts', async () => {
    const campaign = await bucket.campaign({ state: 'active', run: 1 })
    await (await bucket.upload(campaign, aList(2))).arrive()
    const { run } = await bucket.now(campaign)
    expect(run).toBeGreaterThan(1)
    expect(bucket.started.at(-1)).toBe(`${campaign.id}-${run}`)
  })

  it.each(['draft', 'paused', 'cancelled'] as const)('a campaign that is %s stays so', async (state) => {
    const campaign = await bucket.campaign({ state })
    await (await bucket.upload(campaign, aList(2))).arrive()
    expect(await bucket.now(campaign)).toMatchObject({ state, totalContacts: 2 })
    expect(bucket.started).toEqual([])
  })
})
