// A list of numbers that nobody may call: read once, whatever happens on the way, and true of every campaign from then on.
import { beforeEach, describe, expect, it } from 'vitest'
import { addContacts } from '#app/contacts/add-contacts.ts'
import { unsuppressNumber } from '#app/contacts/suppressions.ts'
import { WAKE_FOLDER } from '#app/imports/wake-import.ts'
import { tendSuppressionImports } from '#app/suppression-import/tend-suppression-imports.ts'
import { listSuppressionImports } from '#app/suppression-import/upload-numbers.ts'
import { ContactRow } from '#contract/contact.ts'
import { E164 } from '#contract/ids.ts'
import { knowingForgotten } from '#store/forgotten-numbers.ts'
import { playEngine } from '../support/engine.ts'
import { playSuppressionLists } from '../support/suppression-lists.ts'
import { tableOfThisFile } from '../support/table-of-this-file.ts'

tableOfThisFile()

let bucket: ReturnType<typeof playSuppressionLists>
let first = 0
beforeEach(() => {
  bucket = playSuppressionLists()
  // Numbers that are this test's own.
  first += 3_000
})
/** Of the exchange that is reserved for fiction, over all area codes that are in use. */
const AREAS = [201, 202, 203, 205, 206, 207, 208, 209, 210, 212, 213, 214, 215, 216, 217, 218, 219, 224, 225, 228, 229, 231, 234, 239, 240]
const own = (i: number): E164 => {
  const at = first + i
  return E164.parse(
    `+1${AREAS[Math.floor(at / 10_000) % AREAS.length]}${555 - Math.floor(at / 250_000)}${String(at % 10_000).padStart(4, '0')}`,
  )
}
const textOf = (key: string): string => Buffer.from(bucket.kept.get(key) ?? '').toString('utf8')
/** Time for so many slices. */
const slices = (count: number) => () => (count-- > 0 ? 60_000 : 0)
const listOf = (size: number): string => ['phone', ...Array.from({ length: size }, (_, i) => own(i))].join('\n')
const isSuppressed = async (phone: E164) => (await bucket.ports.numbers.get(phone))?.suppressed ?? false

describe('a list of numbers that nobody may call', () => {
  it('suppresses each of them, with the reason that was given for the list', async () => {
    const { arrive, report } = await bucket.upload(listOf(253), { because: 'the national register' })
    await arrive()
    expect(await report()).toMatchObject({
      ...{ state: 'imported', rows: 253, suppressed: 253, alreadySuppressed: 0, rejected: 0, cancelledCalls: 0, rejects: [] },
      ...{ readBytes: Buffer.byteLength(listOf(253)), totalBytes: Buffer.byteLength(listOf(253)) },
    })
    for (const i of [0, 199, 200, 252]) {
      expect(await bucket.ports.numbers.get(own(i))).toMatchObject({ suppressed: true, suppressedBecause: 'the national register' })
    }
  })

  it('writes nobody down again who was forgotten: they are not called anyway', async () => {
    const { arrive, report } = await bucket.upload(listOf(2))
    const { numbers } = bucket.ports
    await arrive({
      numbers: knowingForgotten(numbers, {
        digestOf: async (e164) => e164,
        get: async () => undefined,
        among: async (asked) => new Set(asked.filter((e164) => e164 === own(1))),
        lift: async () => false,
      }),
    })
    expect(await report()).toMatchObject({ state: 'imported', suppressed: 1, alreadySuppressed: 1 })
    expect(await isSuppressed(own(0))).toBe(true)
    expect(await numbers.get(own(1))).toBeUndefined()
  })

  it('reads numbers as people write them, and says which it could not read', async () => {
    const text = [
      'Phone;Note',
      '(202) 555-0148;',
      'hello;',
      '+44 20 7946 0018;x',
      ';empty',
      '1-900-555-0199;a premium rate can be kept from',
    ].join('\n')
    const { arrive, report } = await bucket.upload(text)
    await arrive()
    expect(await report()).toMatchObject({
      ...{ state: 'imported', rows: 5, rejected: 2 },
      rejects: [
        { line: 3, column: 'Phone', reason: expect.stringContaining('not a telephone number') },
        { line: 5, column: 'Phone', reason: 'the number is empty' },
      ],
    })
    expect(await isSuppressed(E164.parse('+442079460018'))).toBe(true)
  })

  it('reads numbers of the country that the list was announced with', async () => {
    const { arrive } = await bucket.upload('phone\n020 7946 0021\n', { defaultCountry: 'GB' })
    await arrive()
    expect(await isSuppressed(E164.parse('+442079460021'))).toBe(true)
  })

  it('suppresses every number of a row, and nobody whose row says that they may be called', async () => {
    const text = `mobile,telephone,do not call\n${own(0)},${own(1)},yes\n${own(2)},,no\n`
    const { arrive, report } = await bucket.upload(text)
    await arrive()
    expect(await Promise.all([0, 1, 2].map((i) => isSuppressed(own(i))))).toEqual([true, true, false])
    expect(await report()).toMatchObject({ rows: 2, suppressed: 2, rejects: [{ line: 3, column: 'do not call' }] })
  })

  it('counts a number once, also when it stands twice in the list or was suppressed before', async () => {
    await bucket.ports.numbers.suppress(own(0), { at: '2026-11-01T00:00:00.000Z', because: 'asked by letter' })
    const { arrive, report } = await bucket.upload([listOf(230), own(3), own(4)].join('\n'))
    await arrive()
    expect(await report()).toMatchObject({ rows: 232, suppressed: 229, alreadySuppressed: 3 })
    expect(await bucket.ports.numbers.get(own(0))).toMatchObject({ suppressedBecause: 'asked by letter' })
  })

  it('leaves a number as it is that somebody suppresses while it is written', async () => {
    const { ledger, numbers } = bucket.ports
    const { arrive, report } = await bucket.upload(listOf(30))
    let isFirst = true
    const suppressNumbers: typeof ledger.suppressNumbers = async (listed) => {
      if (isFirst) await numbers.suppress(own(7), { at: '2026-11-01T00:00:00.000Z', because: 'asked on the telephone' })
      isFirst = false
      return ledger.suppressNumbers(listed)
    }
    await arrive({ ledger: { ...ledger, suppressNumbers } })
    expect(await report()).toMatchObject({ state: 'imported', rows: 30, suppressed: 29, alreadySuppressed: 1 })
    expect(await numbers.get(own(7))).toMatchObject({ suppressedBecause: 'asked on the telephone' })
  })

  it('that is no list is refused with the reason', async () => {
    const { arrive, report } = await bucket.upload('name,plan\nAna,gold\n')
    await arrive()
    expect(await report()).toMatchObject({
      state: 'failed',
      problem: expect.stringContaining('no column for the telephone number'),
      suppressed: 0,
    })
  })

  it('is told of in the activity, by numbers alone', async () => {
    const { arrive, importId } = await bucket.upload(listOf(3), { because: 'a letter of the authority' })
    await arrive()
    const [entry] = (await bucket.ports.activity.list(undefined, { limit: 1 })).items
    expect(entry).toMatchObject({
      ...{ by: 'person', action: 'suppressions-imported', because: 'a letter of the authority' },
      evidence: { importId, suppressed: 3, alreadySuppressed: 0, rejected: 0, isWhole: true },
    })
  })

  it('leaves its report beside it, and what could not be read as a list to repair, with where both are', async () => {
    const { arrive, report, importId } = await bucket.upload(`Phone,Mobile,Note\nhello,${own(0)},=1+1\nnone,"no, none",b\n${own(1)},,c\n`)
    await arrive()
    const { results, ...counts } = await report()
    expect(counts).toMatchObject({
      rows: 3,
      suppressed: 2,
      rejected: 3,
      reasons: [
        { column: 'Phone', rows: 2 },
        { column: 'Mobile', rows: 1 },
      ],
    })
    expect(JSON.parse(textOf(`suppressions/${importId}.report.json`))).toMatchObject({
      ...{ importId, fileName: 'list.csv', state: 'imported', rows: 3, suppressed: 2, rejected: 3 },
      ...{ file: { format: 'delimited' }, columns: [{ field: 'phone' }, { field: 'phone' }, { header: 'Note' }] },
    })
    expect(textOf(`suppressions/${importId}.rejects.csv`)).toBe(
      [
        '\uFEFF"rejected line","rejected column","rejected reason","Phone","Mobile","Note"',
        `"2","Phone","this is not a telephone number","hello","'${own(0)}","'=1+1"`,
        '"3","Phone","this is not a telephone number","none","no, none","b"',
        '"3","Mobile","this is not a telephone number","none","no, none","b"',
        '',
      ].join('\r\n'),
    )
    expect(results).toMatchObject({
      reportUrl: expect.stringContaining('.report.json'),
      rejectsUrl: expect.stringContaining('.rejects.csv'),
    })
  })

  it('is among the lists that were uploaded, newest first', async () => {
    const { importId } = await bucket.upload(listOf(1))
    const { items } = await listSuppressionImports(bucket.ports)({ limit: 1 })
    expect(items).toEqual([expect.objectContaining({ id: importId, state: 'awaiting-upload', fileName: 'list.csv' })])
    expect(items[0]).not.toHaveProperty('version')
  })

  it('that nobody has announced is passed over with a warning', async () => {
    const { arrive } = await bucket.upload(listOf(1))
    const unknown = { ...bucket.ports.suppressionImports, get: async () => undefined }
    const warned: string[] = []
    const log = { ...bucket.ports.log, warn: (message: string) => void warned.push(message) }
    await arrive({ suppressionImports: unknown, log })
    expect(warned).toEqual(['suppressions.unknown-import'])
  })
})

describe('a list that is cut off', () => {
  it('goes on at the row where it stood, in another invocation, and counts nothing twice', async () => {
    const { arrive, goOn, report } = await bucket.upload(listOf(450))
    await arrive({}, slices(1))
    expect(await report()).toMatchObject({ state: 'importing', rows: 200, suppressed: 200 })
    expect(await goOn(slices(1))).toBe(true)
    expect(await report()).toMatchObject({ state: 'importing', rows: 400 })
    expect(await goOn()).toBe(true)
    expect(await goOn()).toBe(false)
    expect(await report()).toMatchObject({ state: 'imported', rows: 450, suppressed: 450, alreadySuppressed: 0 })
  })

  it('has every rejected row in its list of them, each once', async () => {
    const holey = listOf(450)
      .split('\n')
      .map((line, i) => (i > 0 && i % 3 === 0 ? `none ${i}` : line))
      .join('\n')
    const { arrive, goOn, report, importId } = await bucket.upload(holey)
    await arrive({}, slices(1))
    await goOn(slices(2))
    while (await goOn());
    expect(await report()).toMatchObject({ state: 'imported', rows: 450, suppressed: 300, rejected: 150 })
    const lines = textOf(`suppressions/${importId}.rejects.csv`).trimEnd().split('\r\n').slice(1)
    expect(lines.map((line) => Number(line.split('"')[1]))).toEqual(Array.from({ length: 150 }, (_, i) => 3 * (i + 1) + 1))
  })

  it('and woken by nobody is woken by the minute, and given up after an hour of trying', async () => {
    const { arrive, goOn, report, importId } = await bucket.upload(listOf(450))
    await arrive({}, slices(1))
    await goOn(slices(0))
    bucket.woken.length = 0
    const minute = () => tendSuppressionImports(bucket.ports)()
    await minute()
    expect(bucket.woken).toEqual([])
    bucket.move(3 * 60_000)
    await minute()
    expect(bucket.woken).toEqual([`${WAKE_FOLDER}suppressions/${importId}`])
    bucket.move(60 * 60_000)
    await minute()
    const given = await report()
    expect(given).toMatchObject({ state: 'failed', rows: 200, problem: expect.stringContaining('after 200 rows') })
    // Nobody has written any.
    expect(given.results).toBeUndefined()
    expect(await goOn()).toBe(true)
    expect(await report()).toMatchObject({ state: 'failed', rows: 200 })
  })

  it('in the middle of its writes counts what it wrote as its own when it is read again', async () => {
    const { arrive, report } = await bucket.upload(listOf(350))
    const { ledger } = bucket.ports
    let writes = 0
    const suppressNumbers: typeof ledger.suppressNumbers = (listed) => {
      writes += 1
      return writes > 3 ? Promise.reject(new Error('cut off')) : ledger.suppressNumbers(listed)
    }
    await expect(arrive({ ledger: { ...ledger, suppressNumbers } })).rejects.toThrow('cut off')
    expect(await report()).toMatchObject({ state: 'importing', rows: 200 })
    await arrive()
    expect(await report()).toMatchObject({ state: 'imported', rows: 350, suppressed: 350, alreadySuppressed: 0 })
  })

  it('is read by one of two invocations, and counted once', async () => {
    const { arrive, report } = await bucket.upload(listOf(250))
    await Promise.all([arrive(), arrive(), arrive()])
    expect(await report()).toMatchObject({ state: 'imported', rows: 250, suppressed: 250, alreadySuppressed: 0 })
  })

  it('and was read to its end is not read again: what a person has taken off since stays off', async () => {
    const { arrive, goOn, report } = await bucket.upload(listOf(2))
    await arrive()
    await unsuppressNumber(bucket.ports)(own(0), 'a mistake of the list')
    await arrive()
    await goOn()
    expect(await isSuppressed(own(0))).toBe(false)
    expect(await report()).toMatchObject({ suppressed: 2 })
  })
})

describe('a number of the list', () => {
  it('that waits in a campaign, or comes into one later, is not called, and no contact list makes it callable', async () => {
    const engine = playEngine()
    const { id } = await engine.campaign(1)
    const phone = (await engine.ports.contacts.list({ id, shards: 1 }, { limit: 1 })).items[0]?.phone ?? own(0)
    const { arrive } = await bucket.upload(`phone\n${phone}\n`)
    await arrive()
    await addContacts(engine.ports)(id, [ContactRow.parse({ phone })])
    await engine.plan(id)
    await engine.turn(id)
    expect(engine.dialled).toEqual([])
    expect((await engine.ports.contacts.list({ id, shards: 1 }, { limit: 1 })).items[0]).toMatchObject({ state: 'suppressed' })
    expect(await isSuppressed(phone)).toBe(true)
  })

  it('whose call nobody has answered gets it cancelled, also when the import was cut off before it could', async () => {
    const engine = playEngine()
    const { id } = await engine.campaign(1)
    await engine.plan(id)
    await engine.turn(id)
    const [call] = engine.dialled
    if (!call) throw new Error('nobody was dialled')
    const { arrive, report } = await bucket.upload(`phone\n${call.to}\n`)
    const telephony = { ...engine.ports.telephony, cancel: () => Promise.reject(new Error('cut off')) }
    await expect(arrive({ telephony })).rejects.toThrow('cut off')
    await arrive({ telephony: engine.ports.telephony })
    expect(engine.cancelled).toEqual([call.callSid])
    expect(await engine.ports.attempts.get(call.attemptId)).toMatchObject({ state: 'canceled' })
    expect(await report()).toMatchObject({ state: 'imported', suppressed: 1, cancelledCalls: 1 })
  })
})
