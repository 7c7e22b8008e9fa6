// Imports that are cut off, or overtaken by a person: contacts are not lost, and nobody's last word is overruled.
import { beforeEach, describe, expect, it } from 'vitest'
import { reconcile } from '#app/calls/reconcile-attempts.ts'
import { pauseCampaign } from '#app/campaigns/pause-campaign.ts'
import { startWhenImported } from '#app/campaigns/start-campaign.ts'
import { stopCampaign } from '#app/campaigns/stop-campaign.ts'
import { addContacts } from '#app/contacts/add-contacts.ts'
import { importReport } from '#app/imports/import-report.ts'
import { aList, playImports } from '../support/imports.ts'
import { aNumber } from '../support/store.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let bucket: ReturnType<typeof playImports>
beforeEach(() => {
  bucket = playImports()
})
const rows = (count: number) => Array.from({ length: count }, (_, i) => ({ phone: aNumber(i), variables: {} }))
const HOUR = 3_600_000

describe('contacts that are added to a completed campaign', () => {
  it('bring it back to work in the same write, so that a crash after it loses nobody', async () => {
    const campaign = await bucket.campaign({ state: 'completed', run: 3 }, { watched: false })
    const machine = { ...bucket.ports.machine, start: () => Promise.reject(new Error('cut off')) }
    await expect(addContacts({ ...bucket.ports, machine })(campaign.id, rows(2))).rejects.toThrow('cut off')
    expect(await bucket.now(campaign)).toMatchObject({ state: 'active', totalContacts: 2 })
    await reconcile(bucket.ports)()
    const { run } = await bucket.now(campaign)
    expect(bucket.started).toContain(`${campaign.id}-${run}`)
  })

  it('leave it completed when all of them are duplicates', async () => {
    const campaign = await bucket.campaign({ state: 'draft' })
    await addContacts(bucket.ports)(campaign.id, rows(2))
    await bucket.ports.campaigns.change(await bucket.now(campaign), { state: 'completed' })
    await addContacts(bucket.ports)(campaign.id, rows(2))
    expect((await bucket.now(campaign)).state).toBe('completed')
  })
})

describe('a campaign that starts when its list is imported', () => {
  it('does not start once a person has stopped it', async () => {
    const campaign = await bucket.campaign({ startWhenImported: true })
    await addContacts(bucket.ports)(campaign.id, rows(2))
    await stopCampaign(bucket.ports)(campaign.id)
    await startWhenImported(bucket.ports, campaign.id)
    expect((await bucket.now(campaign)).state).toBe('cancelled')
    expect(bucket.started).toEqual([])
  })

  it('does not go on once a person has paused it', async () => {
    const campaign = await bucket.campaign({ startWhenImported: true })
    await addContacts(bucket.ports)(campaign.id, rows(2))
    await startWhenImported(bucket.ports, campaign.id)
    await pauseCampaign(bucket.ports)(campaign.id)
    await startWhenImported(bucket.ports, campaign.id)
    expect((await bucket.now(campaign)).state).toBe('paused')
  })
})

describe('an import that nobody carries on', () => {
  it('is given up after an hour, says where it stopped, and holds its campaign no longer', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, aList(3))
    const files = { ...bucket.ports.files, open: () => Promise.reject(new Error('cut off')) }
    await expect(arrive({ files })).rejects.toThrow('cut off')
    expect((await bucket.now(campaign)).openImports).toBe(1)

    bucket.move(HOUR / 2)
    await reconcile(bucket.ports)()
    expect((await report()).state).toBe('importing')
    bucket.move(HOUR / 2)
    await reconcile(bucket.ports)()
    const { id } = await report()
    const given = await importReport(bucket.ports).get(campaign.id, id)
    expect(given).toMatchObject({ state: 'failed', problem: expect.stringContaining('after 0 rows') })
    // Nobody has written any.
    expect(given.results).toBeUndefined()
    expect((await bucket.now(campaign)).openImports).toBe(0)
  })
})

describe('a list of many contacts', () => {
  it('spreads a campaign that has none yet over more partitions', async () => {
    const campaign = await bucket.campaign()
    const list = `${aList(2)}${'\n,x,'.repeat(120_000)}`
    const { arrive } = await bucket.upload(campaign, list)
    const { ledger } = bucket.ports
    const patches: (number | undefined)[] = []
    const importSlice: typeof ledger.importSlice = (slice) => {
      patches.push(slice.patch.shards)
      if (patches.length > 2) throw new Error('seen enough')
      return ledger.importSlice(slice)
    }
    await expect(arrive({ ledger: { ...ledger, importSlice } })).rejects.toThrow('seen enough')
    expect(patches[1]).toBe(3)
    expect((await bucket.now(campaign)).shards).toBe(3)
  })

  it('rejects a row whose columns hold more than a contact may, by line and reason', async () => {
    const campaign = await bucket.campaign()
    const wide = Array.from({ length: 20 }, (_, i) => `c${i}`)
    const list = [
      `phone,${wide.join(',')}`,
      `${aNumber(0)},${wide.map(() => 'x'.repeat(1_500)).join(',')}`,
      `${aNumber(1)}${','.repeat(20)}`,
    ]
    const { arrive, report } = await bucket.upload(campaign, list.join('\n'))
    await arrive()
    expect(await report()).toMatchObject({
      imported: 1,
      rejected: 1,
      rejects: [{ line: 2, column: 'all columns', reason: expect.stringContaining('too much data') }],
    })
  })
})
