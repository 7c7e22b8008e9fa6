// A workbook of ours in somebody else's reader: what a spreadsheet finds in it, without our own importer's leave.
import { readSheet } from 'read-excel-file/node'
import { describe, expect, it } from 'vitest'
import { ENCODERS } from '#app/exports/encode.ts'
import type { Variables } from '#contract/contact-parts.ts'
import type { Cell } from '#domain/export/lines.ts'
import { attemptIdOf } from '#domain/ids.ts'
import { attemptKey } from '#store/table.ts'
import { anAttempt } from '../../support/builders.ts'
import { exporting } from '../../support/exported.ts'

/** As it stands there: spaces too. */
const opened = async (bytes: Buffer) => await readSheet(bytes, { trim: false })

/** Each row by the names of its columns. */
const rowsOf = async (bytes: Buffer): Promise<Record<string, unknown>[]> => {
  const [header = [], ...rows] = await opened(bytes)
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [String(name), row[i]])))
}

const exported = async (variables: Variables, { name }: { name: string } = { name: 'Ana' }) => {
  const here = await exporting({ shards: 1 })
  const contact = await here.contact(here.campaign, 1, { name, variables, state: 'done', outcome: 'human' })
  const { id: contactId, campaignId, phone } = contact
  const call = anAttempt({ id: attemptIdOf(campaignId, contactId, 1), campaignId, contactId, phone, n: 1, state: 'completed', seconds: 42 })
  await here.table.put({ ...attemptKey(call.id), ...call })
  const [row = {}] = await rowsOf(await here.file('xlsx'))
  return { row, phone, call }
}

describe('a workbook in a reader of somebody else’s', () => {
  it('has telephone numbers whole, as text, and lengths of calls as numbers', async () => {
    const { row, phone } = await exported({ account: '00420', card: '4000123412341234567', plan: '1e5' })
    expect(phone).toMatch(/^\+\d{11}$/)
    expect(row).toMatchObject({ phone, account: '00420', card: '4000123412341234567', plan: '1e5', 'ringmaster seconds': 42 })
  })

  it.each(['=SUM(A1:A9)', '=HYPERLINK("http://x","y")', '+1 202', '-1', '@cmd', '\tx', '＝1+1'])(
    'has %j as text, not as something to run',
    async (text) => {
      // A formula of ours would have no value, since nobody has calculated it.
      const { row } = await exported({ note: text, [text.trim()]: 'as a header' })
      expect(row).toMatchObject({ note: text, [text.trim()]: 'as a header' })
    },
  )

  it.each(['Zoë Müller-Łukasz', '山田 太郎', 'محمد', '👩‍👩‍👧 & <b>', 'e\u0301 is not é', 'one\ntwo', '_x000D_', '  both ends '])(
    'has %j as it was written',
    async (text) => {
      const { row } = await exported({ note: text }, { name: text })
      expect(row).toMatchObject({ name: text, note: text })
    },
  )

  it('has dates as they were written, and instants to the millisecond', async () => {
    const { row, call } = await exported({ renewal: '2026-12-01', due: '01/12/2026', at: '17:30' })
    expect(row).toMatchObject({ renewal: '2026-12-01', due: '01/12/2026', at: '17:30', 'ringmaster called at': call.claimedAt })
  })

  it('has every one of 20 000 rows, written a piece at a time', async () => {
    const { begin, rows, end } = ENCODERS.xlsx
    const headers = ['phone', 'name', 'ringmaster calls']
    const rowAt = (i: number): Cell[] => [`+1202${String(5_550_000 + i)}`, `Zoë ${i}`, i % 3]
    let { state, bytes } = begin(headers)
    const pieces = [bytes]
    const [all, atOnce] = [20_000, 777]
    for (let before = 0; before < all; before += atOnce) {
      const cells = Array.from({ length: Math.min(atOnce, all - before) }, (_, i) => rowAt(before + i))
      ;({ state, bytes } = rows(state, { headers, cells, before }))
      pieces.push(bytes)
    }
    const [header, ...read] = await opened(Buffer.concat([...pieces, end(state)]))
    expect(header).toEqual(headers)
    expect(read).toEqual(Array.from({ length: all }, (_, i) => rowAt(i)))
  })
})
