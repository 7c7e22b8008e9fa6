import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { firstByteFor, openList, resumeList } from '#app/list/open-list.ts'
import { ContactRow } from '#contract/contact.ts'
import { ColumnMapping } from '#contract/list.ts'
import { ALL } from '../../support/damaged-lists/all.ts'
import { allRecords, inChunks, judge, readWhole } from '../../support/whole-list.ts'

const folder = new URL('../../fixtures/lists/', import.meta.url)
const EXPECTED = '.expected.json'

const Options = z.pipe(
  z.partial(z.strictObject({ country: z.string(), allowed: z.array(z.string()), mapping: ColumnMapping, sheet: z.string() })),
  z.transform(({ country, allowed, mapping, sheet }) => ({
    ...(country ? { country } : {}),
    ...(allowed ? { allowed } : {}),
    ...(mapping ? { mapping } : {}),
    ...(sheet ? { sheet } : {}),
  })),
)

const line = z.int().check(z.minimum(1))
const Expected = z.union([
  z.strictObject({
    options: z.optional(Options),
    contacts: z.array(z.extend(ContactRow, { line })),
    duplicates: z.array(line),
    rejects: z.array(z.strictObject({ line, column: z.string(), reason: z.string() })),
    notes: z.array(z.strictObject({ line, note: z.string() })),
  }),
  /** The whole file is refused. */
  z.strictObject({ options: z.optional(Options), problem: z.string() }),
  /** It turns out while it is read that it cannot be read to its end. */
  z.strictObject({ options: z.optional(Options), thrown: z.string() }),
])

const files = readdirSync(folder)
const lists = files
  .filter((name) => !name.endsWith(EXPECTED))
  .map((name) => {
    const { options = {}, ...expected } = Expected.parse(JSON.parse(readFileSync(new URL(name + EXPECTED, folder), 'utf8')))
    return { name, bytes: readFileSync(new URL(name, folder)), options, expected }
  })
const readable = lists.filter(({ expected }) => 'contacts' in expected)

describe('damaged lists', () => {
  it('are many, and it is known of each what it should give', () => {
    expect(lists.length).toBeGreaterThanOrEqual(60)
    expect(files.length).toBe(lists.length * 2)
  })

  it('are those that the generator writes; what is packed may be packed otherwise', () => {
    for (const { name, bytes } of lists) {
      const { text } = ALL[name] ?? { text: '' }
      if (!/\.(gz|xlsx|zip|docx|ods|numbers)$/.test(name))
        expect({ name, same: bytes.equals(Buffer.from(text)) }).toEqual({ name, same: true })
    }
  })

  it.each(lists)('$name gives who is in it, and what is wrong with the rest', async ({ bytes, options, expected }) => {
    const read = readWhole(inChunks(bytes), options)
    if ('thrown' in expected) await expect(read).rejects.toThrow(expected.thrown)
    else expect(await read).toEqual(expected)
  })

  it.each(lists.filter(({ bytes }) => bytes.length < 2_000))(
    '$name gives the same however its bytes come',
    async ({ bytes, options, expected }) => {
      for (const size of [1, 7, 100]) {
        const read = readWhole(inChunks(bytes, size), options)
        if ('thrown' in expected) await expect(read).rejects.toThrow(expected.thrown)
        else expect(await read).toEqual(expected)
      }
    },
  )

  it.each(readable)('$name goes on at each of its records as if it had never stopped', async ({ bytes, options }) => {
    const list = await openList(inChunks(bytes), options)
    if (!list.ok) throw new Error(list.problem)
    const records = await allRecords(list.records)
    for (const [i, { start, end }] of records.slice(0, 20).entries()) {
      for (const [place, rest] of [[start, records.slice(i)] as const, [end, records.slice(i + 1)] as const]) {
        const bytesFrom = inChunks(bytes.subarray(firstByteFor(list.shape, place)), 1_000)
        const resumed = await allRecords(resumeList(bytesFrom, list.shape, place))
        expect(resumed).toEqual(rest)
      }
    }
    expect(judge(records, list.shape, options)).toEqual(await readWhole(inChunks(bytes), options))
  })
})
