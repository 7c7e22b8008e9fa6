// Delimited lists that are damaged in their shape: line ends, quotes, delimiters, headers.
import { gzipSync } from 'node:zlib'
import type { DamagedList } from './damaged-list.ts'

const list = (...lines: string[]): string => `${lines.join('\n')}\n`
/** Megabytes of the same take no room when they are packed. */
const packed = (...lines: string[]): Uint8Array => gzipSync(list(...lines))

export const DELIMITED: Readonly<Record<string, DamagedList>> = {
  'plain.csv': { text: list('name,phone,plan', 'Ana,+12025550101,gold', 'Ben,+12025550102,silver') },
  'crlf.csv': { text: 'name,phone\r\nAna,+12025550101\r\nBen,+12025550102\r\n' },
  'cr-only.csv': { text: 'name;phone\rAna;+12025550101\r\rBen;+12025550102' },
  'mixed-line-ends.csv': { text: 'name,phone\r\nAna,+12025550101\nBen,+12025550102\rCem,+12025550103\r\n\nDan,+12025550104' },
  'doubled-carriage-returns.csv': { text: 'name,phone\r\r\nAna,+12025550101\r\r\nBen,+12025550102\r\r\n' },
  'no-line-end-at-the-end.csv': { text: 'name,phone\nAna,+12025550101' },
  'semicolons.csv': { text: list('name;phone;amount', 'Ana;+12025550101;1,50', 'Ben;+12025550102;2,75') },
  'tabs.tsv': { text: list('name\tphone\tnote', 'Ana\t+12025550101\tlikes tea, milk', 'Ben\t+12025550102\t') },
  'pipes.txt': { text: list('name|phone|note', 'Ana|+12025550101|a;b,c', 'Ben|+12025550102|') },
  'sep-line.csv': { text: list('sep=;', 'name;phone', 'Ana;+12025550101') },
  'sep-line-with-another-look.csv': { text: list('sep=|', 'name|phone|tags', 'Ana|+12025550101|a,b,c', 'Ben|+12025550102|d,e,f') },
  'preamble.csv': {
    text: list(
      'Customers of the spring campaign',
      'Exported 2026-11-01, by Sales',
      '',
      'name,phone',
      'Ana,+12025550101',
      'Ben,+12025550102',
    ),
  },
  'preamble-with-commas.csv': {
    text: list('Report,Customers,,', 'Date,2026-11-01,,', ',,,', 'id,name,phone,plan', '7,Ana,+12025550101,gold'),
  },
  'no-header.csv': { text: list('Ana,+12025550101,Paris', 'Ben,+12025550102,Rome', 'Cem,,Oslo') },
  'numbers-only.txt': { text: list('+12025550101', '+12025550102', '202-555-0103', 'call me', '2025550104') },
  'unknown-header.csv': { text: list('Kunde,Erreichbar unter,Ort', 'Ana,+12025550101,Paris', 'Ben,+12025550102,Rome') },
  'duplicate-headers.csv': { text: list('name,phone,note,note,name', 'Ana,+12025550101,first,second,Zed') },
  'nameless-columns.csv': { text: list('name,,phone,', 'Ana,x,+12025550101,y', 'Ben,,+12025550102,') },
  'header-twice.csv': { text: list('name,phone', 'Ana,+12025550101', 'name,phone', 'Ben,+12025550102') },
  'header-in-capitals.csv': { text: list(' NAME , Phone_Number ,Time-Zone', 'Ana,+12025550101,America/New_York') },
  'very-long-header.csv': { text: list(`name,phone,${'h'.repeat(300)}`, 'Ana,+12025550101,x') },
  'reserved-header.csv': { text: list('name,phone,system__caller_id', 'Ana,+12025550101,x') },
  'secret-header.csv': { text: list('name,phone,SECRET__token', 'Ana,+12025550101,x') },
  'no-number-column.csv': { text: list('city,plan', 'Paris,gold', 'Rome,silver') },
  'header-only.csv': { text: list('name,phone') },
  'empty.csv': { text: '' },
  'blank.csv': { text: '\n  \n,,\n\t\n' },
  'blank-rows.csv': { text: '\n\nname,phone\n\n,\nAna,+12025550101\n  ,  \n\nBen,+12025550102\n\n\n' },
  'short-rows.csv': { text: list('name,phone,plan,city', 'Ana,+12025550101', 'Ben', 'Cem,+12025550103,gold,Oslo') },
  'long-rows.csv': { text: list('name,phone,city', 'Ana,+12025550101,Paris, France', 'Ben,+12025550102,Rome,,', 'Cem,+12025550103,Oslo') },
  'trailing-delimiters.csv': { text: list('name,phone,', 'Ana,+12025550101,', 'Ben,+12025550102,') },
  'footer.csv': { text: list('name,phone', 'Ana,+12025550101', 'Total: 1') },
  'quoted-line-breaks.csv': { text: 'name,phone,note\r\n"Ana\r\nTorres",+12025550101,"a\nb\r\nc"\r\nBen,+12025550102,x\r\n' },
  'quoted-everything.csv': { text: list('"name","phone","note"', '"Torres, Ana","+12025550101","says ""hi"""', '"Ben","+12025550102",""') },
  'single-quotes.csv': { text: list("'name','phone','note'", "'Torres, Ana','+12025550101','it''s'", "'Ben','+12025550102',''") },
  'spaces-before-quotes.csv': { text: list('name, phone, note', '"Ana", "+12025550101", "a, b"', 'Ben, "+12025550102" ,c') },
  'unclosed-quote.csv': {
    text: list('name,phone,note', 'Ana,+12025550101,x', '"Ben,+12025550102,y', 'Cem,+12025550103,z', 'Dan,+12025550104,w'),
  },
  'unclosed-quote-in-the-last-column.csv': {
    text: list('name,phone,note', 'Ana,+12025550101,"never closed', 'Ben,+12025550102,y', 'Cem,+12025550103,5"', 'Dan,+12025550104,w'),
  },
  'unclosed-quote-then-a-quoted-row.csv': {
    text: list(
      'name,phone,note',
      '"Ana,+12025550101,x',
      'Ben,+12025550102,y',
      '"Cruz, Cem",+12025550103,z',
      'Dan,+12025550104,"two\nlines"',
    ),
  },
  'unclosed-quote-for-a-hundred-lines.csv': {
    text: list(
      'name,phone',
      '"Open,+12025550100',
      ...Array.from({ length: 99 }, (_, i) => `Person ${i + 1},+120255501${String(i + 1).padStart(2, '0')}`),
    ),
  },
  'quotes-within-quotes.csv': { text: list('name,phone,note', '"Ana "the boss" Ruiz",+12025550101,x', '"He said "hi"",+12025550102,y') },
  'quote-in-the-middle.csv': {
    text: list('name,phone,size', 'Ana,+12025550101,5" pipe', 'Ben,+12025550102,6"', 'Cem,+12025550103,"7"" wide"'),
  },
  'quote-before-text.csv': { text: list('name,phone,note', '"Ana" Ruiz,+12025550101,x', 'Ben,+12025550102,"y"z', 'Cem,+12025550103,w') },
  'huge-cell.csv.gz': {
    text: packed('name,phone,note', 'Ana,+12025550101,x', `Ben,+12025550102,"${'long '.repeat(210_000)}"`, 'Cem,+12025550103,z'),
  },
  'endless-line.csv.gz': { text: packed('name,phone', 'Ana,+12025550101', 'x'.repeat(2_200_000), 'Ben,+12025550102') },
}
