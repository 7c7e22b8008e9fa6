// Lists in other encodings, with stray bytes, packed, and files that are no lists at all.
import { gzipSync } from 'node:zlib'
import type { DamagedList } from './damaged-list.ts'

const people = (...lines: string[]): string => ['name;phone;city', ...lines, ''].join('\r\n')
const ZOE = people('Zoë;+12025550101;Köln', 'Łukasz;+12025550102;Łódź', '山田;+12025550103;東京')

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16()
const mixed = Buffer.concat([Buffer.from(people('Zoë;+12025550101;Köln')), Buffer.from('Jos\xe9;+12025550102;M\xe1laga\r\n', 'latin1')])

export const ENCODINGS: Readonly<Record<string, DamagedList>> = {
  'utf-8-mark.csv': { text: `\uFEFF${ZOE}` },
  'utf-8-mark-twice.csv': { text: `\uFEFF\uFEFF${ZOE}` },
  'utf-16le-mark.csv': { text: Buffer.from(`\uFEFF${ZOE}`, 'utf16le') },
  'utf-16be-mark.csv': { text: utf16be(`\uFEFF${ZOE}`) },
  'utf-16le.csv': { text: Buffer.from(people('Zoë;+12025550101;Köln', 'Ben;+12025550102;Rome'), 'utf16le') },
  'utf-16be.txt': { text: utf16be('phone\tname\n+12025550101\tAna\n') },
  'utf-16-cut-in-half.csv': {
    text: Buffer.from(`\uFEFF${people('Ana;+12025550101;Rome', 'Ben;+12025550102;Oslo')}`, 'utf16le').subarray(0, -5),
  },
  'windows-1252.csv': {
    text: Buffer.from('name;phone;city\r\nZo\xeb;+12025550101;K\xf6ln\r\nBen \x80;+12025550102;\x93Rome\x94\r\n', 'latin1'),
  },
  'two-encodings.csv': { text: mixed },
  'nul-bytes.csv': { text: 'name,phone\nA\0na,+1202555\x000101\n\0\0\0\0\nBen,+12025550102\n\0\0' },
  'control-characters.csv': { text: 'name,phone,note\nAna\x07,+12025550101,a\x0bb\x1f\nBen,+12025550102,\uFFFE\uD800x\n' },
  'end-of-file-sign.csv': { text: 'name,phone\r\nAna,+12025550101\r\n\x1a' },
  'formulas.csv': { text: `name,phone,note\n'=HYPERLINK("x"),'+12025550101,'-1\nO'Brien,"=""+12025550102""",'tis\n` },
  'packed.csv.gz': { text: gzipSync(ZOE) },
  'packed-jsonl.gz': { text: gzipSync('{"phone":"+12025550101","name":"Ana"}\n{"phone":"+12025550102"}\n') },
  'packed-twice.csv.gz': { text: gzipSync(gzipSync(ZOE)) },
  'packed-in-two-parts.csv.gz': { text: Buffer.concat([gzipSync('name,phone\nAna,+12025550101\n'), gzipSync('Ben,+12025550102\n')]) },
  'packed-and-cut-off.csv.gz': { text: gzipSync(ZOE.repeat(50)).subarray(0, -20) },
  'bomb.csv.gz': { text: gzipSync(`name,phone\nAna,+12025550101\n${'x'.repeat(20 * 1024 ** 2)}`, { level: 9 }) },
  'too-many-columns.csv': { text: 'a,'.repeat(3_000) },
  'document.pdf': { text: '%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n' },
  'old-workbook.xls': { text: Buffer.from('d0cf11e0a1b11ae1000000000000000000000000', 'hex') },
  'picture.png': { text: Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex') },
  'picture.jpg': { text: Buffer.from('ffd8ffe000104a46494600010100', 'hex') },
  'page-called-workbook.xls': {
    text: '<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table><tr><td>phone</td></tr></table></html>',
  },
  'spreadsheet-2003.xml': { text: '<?xml version="1.0"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>' },
  'cards.vcf': { text: 'BEGIN:VCARD\r\nFN:Ana\r\nTEL:+12025550101\r\nEND:VCARD\r\n' },
  'noise.csv': { text: Buffer.from(Array.from({ length: 600 }, (_, i) => (i * 7 + ((i * i) % 31)) % 30)) },
}
