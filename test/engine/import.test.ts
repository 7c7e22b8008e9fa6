// A contact list becomes contacts: every usable row once, every other one with its line and reason.
import { beforeEach, describe, expect, it } from 'vitest'
import { addContacts } from '#app/contacts/add-contacts.ts'
import { ContactRow } from '#contract/contact.ts'
import { aList, playImports } from '../support/imports.ts'
import { aNumber } from '../support/store.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let bucket: ReturnType<typeof playImports>
beforeEach(() => {
  bucket = playImports()
})

const numbers = (size: number, first = 0): string[] => Array.from({ length: size }, (_, i) => aNumber(first + i)).sort()

describe('a well-formed list', () => {
  it('of 250 rows becomes 250 contacts, in several slices', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, aList(250))
    await arrive()
    expect(await report()).toMatchObject({ state: 'imported', rows: 250, imported: 250, duplicates: 0, rejected: 0, rejects: [] })
    expect(await bucket.now(campaign)).toMatchObject({ totalContacts: 250, openImports: 0, state: 'draft' })
    expect(await bucket.phones(campaign)).toEqual(numbers(250))
  })

  it('keeps each row’s name and its other columns, under their own names', async () => {
    const campaign = await bucket.campaign()
    const { arrive } = await bucket.upload(campaign, 'Full Name,Mobile,Renewal Date\nAna Torres,(202) 555-0190,1 May\n')
    await arrive()
    const [contact] = (await bucket.ports.contacts.list(campaign, { limit: 1 })).items
    expect(contact).toMatchObject({
      phone: '+12025550190',
      name: 'Ana Torres',
      variables: { 'Full Name': 'Ana Torres', 'Renewal Date': '1 May' },
      ...{ state: 'pending', attempts: 0, n: 0 },
    })
  })

  it('is open while it is imported, so that nobody takes the campaign for complete', async () => {
    const campaign = await bucket.campaign()
    const { arrive } = await bucket.upload(campaign, aList(3))
    const counts: number[] = []
    const { files } = bucket.ports
    const open: typeof files.open = async (object) => {
      counts.push((await bucket.now(campaign)).openImports)
      return files.open(object)
    }
    await arrive({ files: { ...files, open } })
    expect(counts).toEqual([1])
    expect((await bucket.now(campaign)).openImports).toBe(0)
  })
})

describe('what a person said of the columns', () => {
  const list = 'A1,B2\n(202) 555-0190,gold\n'

  it('is remembered by the campaign, and holds for each of its lists', async () => {
    const campaign = await bucket.campaign()
    await bucket.ports.campaigns.keepMapping(campaign.id, { A1: 'phone', B2: 'name' })
    const { arrive, report } = await bucket.upload(campaign, list)
    await arrive()
    expect(await report()).toMatchObject({ state: 'imported', imported: 1 })
    expect((await bucket.ports.contacts.list(campaign, { limit: 1 })).items).toMatchObject([{ phone: '+12025550190', name: 'gold' }])
  })

  it('of one list wins over what the campaign remembers', async () => {
    const campaign = await bucket.campaign()
    await bucket.ports.campaigns.keepMapping(campaign.id, { A1: 'phone', B2: 'name' })
    const { arrive } = await bucket.upload(campaign, list)
    const { get } = bucket.ports.imports
    const imports = {
      ...bucket.ports.imports,
      get: async (...asked: Parameters<typeof get>) => {
        const record = await get(...asked)
        return record && { ...record, mapping: { B2: 'variable' as const } }
      },
    }
    await arrive({ imports })
    const [contact] = (await bucket.ports.contacts.list(campaign, { limit: 1 })).items
    expect(contact).toMatchObject({ phone: '+12025550190', variables: { B2: 'gold' } })
    expect(contact).not.toHaveProperty('name')
  })
})

describe('a number that comes twice', () => {
  it('in the file is one contact, in one slice or in two, and counted as a duplicate', async () => {
    const campaign = await bucket.campaign()
    const [, ...rows] = aList(120).split('\n')
    const list = ['name,phone,plan', rows[0], ...rows, rows[119], 'Other name,(202) 555-0100,silver'].join('\n')
    const { arrive, report } = await bucket.upload(campaign, list)
    await arrive()
    expect(await report()).toMatchObject({ state: 'imported', rows: 123, imported: 120, duplicates: 3 })
    expect(await bucket.phones(campaign)).toEqual(numbers(120))
    expect((await bucket.now(campaign)).totalContacts).toBe(120)
  })

  it('because the campaign has it already is no new contact: what is known of it is brought up to date', async () => {
    const campaign = await bucket.campaign()
    await (await bucket.upload(campaign, aList(10))).arrive()
    const { arrive, report } = await bucket.upload(campaign, aList(15, 5).replaceAll('gold', 'silver'))
    await arrive()
    expect(await report()).toMatchObject({ rows: 15, imported: 10, updated: 5, duplicates: 0 })
    expect(await bucket.phones(campaign)).toEqual(numbers(20))
    const { items } = await bucket.ports.contacts.list(campaign, { limit: 100 })
    expect(items.filter(({ variables }) => variables.plan === 'gold')).toHaveLength(5)
  })

  it('because a request brings it while the list is read is one contact, and no row of the list is lost', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, aList(250))
    const { ledger } = bucket.ports
    let slices = 0
    const importSlice: typeof ledger.importSlice = async (slice) => {
      slices += 1
      if (slices === 2) await addContacts(bucket.ports)(campaign.id, [ContactRow.parse({ phone: aNumber(220), name: 'Of the request' })])
      return ledger.importSlice(slice)
    }
    await arrive({ ledger: { ...ledger, importSlice } })
    expect(await report()).toMatchObject({ state: 'imported', rows: 250, imported: 249, updated: 1, duplicates: 0 })
    expect(await bucket.phones(campaign)).toEqual(numbers(250))
    expect(await bucket.now(campaign)).toMatchObject({ totalContacts: 250 })
  })

  it('is looked for only where the campaign may have it: of the first list, those that stand in it again', async () => {
    const campaign = await bucket.campaign()
    const { contacts } = bucket.ports
    const looks: number[] = []
    const known: typeof contacts.known = (id, ids) => {
      looks.push(ids.length)
      return contacts.known(id, ids)
    }
    const first = await bucket.upload(campaign, `${aList(250)}\nAgain,${aNumber(3)},gold`)
    await first.arrive({ contacts: { ...contacts, known } })
    expect(looks).toEqual([1])
    const second = await bucket.upload(campaign, aList(120))
    await second.arrive({ contacts: { ...contacts, known } })
    expect(looks).toEqual([1, 97, 23])
    expect(await second.report()).toMatchObject({ imported: 0, updated: 120 })
  })

  it('in two campaigns is a contact of each', async () => {
    const [one, other] = [await bucket.campaign(), await bucket.campaign()]
    await (await bucket.upload(one, aList(2))).arrive()
    const { arrive, report } = await bucket.upload(other, aList(2))
    await arrive()
    expect(await report()).toMatchObject({ imported: 2, duplicates: 0 })
  })
})

describe('a row that cannot be used', () => {
  it('is named by its line, its column and the reason, and the rest goes on', async () => {
    const campaign = await bucket.campaign()
    const list = ['name,Mobile', `Ana,${aNumber(1)}`, 'Ben,', 'Chloe,hello', '"Dev\nPatel",4.42E+11', `${'x'.repeat(201)},${aNumber(2)}`]
    const { arrive, report } = await bucket.upload(campaign, [...list, `Eve,${aNumber(3)}`].join('\r\n'))
    await arrive()
    const { rejects, ...counts } = await report()
    expect(counts).toMatchObject({ state: 'imported', rows: 6, imported: 2, duplicates: 0, rejected: 4 })
    expect(rejects).toEqual([
      { line: 3, column: 'Mobile', reason: 'the number is empty' },
      { line: 4, column: 'Mobile', reason: 'this is not a telephone number' },
      { line: 5, column: 'Mobile', reason: expect.stringContaining('scientific notation') },
      { line: 7, column: 'name', reason: expect.stringContaining('200') },
    ])
    expect(await bucket.phones(campaign)).toEqual([aNumber(1), aNumber(3)])
  })

  it('is counted, also when there are more of them than are kept', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, `phone\n${'no number\n'.repeat(150)}${aNumber(1)}\n`)
    await arrive()
    const { rejects, ...counts } = await report()
    expect(counts).toMatchObject({ state: 'imported', rows: 151, imported: 1, rejected: 150 })
    expect(rejects.map(({ line }) => line)).toEqual(Array.from({ length: 100 }, (_, i) => i + 2))
  })

  it('does not start a campaign by itself: a list of nothing else leaves it a draft', async () => {
    const campaign = await bucket.campaign({ startWhenImported: true })
    const { arrive, report } = await bucket.upload(campaign, 'phone\nno number\n')
    await arrive()
    expect(await report()).toMatchObject({ state: 'imported', imported: 0, rejected: 1 })
    expect(await bucket.now(campaign)).toMatchObject({ state: 'draft', totalContacts: 0, openImports: 0 })
    expect(bucket.started).toEqual([])
  })
})

describe('a file that cannot be used', () => {
  it.each([
    ['is empty', '', 'empty'],
    ['has a header and nothing else', 'name,phone\n', 'nothing below it'],
    ['has no column for the number', 'name,city\nAna,Paris\n', '“name”, “city”'],
  ])('because it %s fails, says why, and leaves the campaign as it was', async (_, text, why) => {
    const campaign = await bucket.campaign()
    const { arrive, report } = await bucket.upload(campaign, text)
    await arrive()
    expect(await report()).toMatchObject({ state: 'failed', problem: expect.stringContaining(why), rows: 0, imported: 0 })
    expect(await bucket.now(campaign)).toMatchObject({ state: 'draft', totalContacts: 0, openImports: 0 })
  })

  it('is not tried again', async () => {
    const campaign = await bucket.campaign()
    const { arrive, report, event } = await bucket.upload(campaign, '')
    await arrive()
    await bucket.ports.files.write(event.key, aList(3))
    await arrive()
    expect(await report()).toMatchObject({ state: 'failed', imported: 0 })
  })
})
