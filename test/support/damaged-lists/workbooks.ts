// Workbooks, and archives that are none.
import type { DamagedList } from './damaged-list.ts'
import { workbook, zip } from './workbook.ts'

const text = (value: string): string => `<is><t>${value}</t></is>`
const inline = (at: string, value: string): string => `<c r="${at}" t="inlineStr">${text(value)}</c>`
const number = (at: string, value: string, style = 0): string => `<c r="${at}" s="${style}"><v>${value}</v></c>`
const row = (line: number, ...cells: string[]): string => `<row r="${line}">${cells.join('')}</row>`
const HEADER = row(1, inline('A1', 'name'), inline('B1', 'phone'), inline('C1', 'renewal'))

/** Styles: 0 as it is, 1 a day, 2 a day and time, 3 ten digits, 4 percent, 5 a time. */
const FORMATS = ['General', 'd mmm yyyy', 'dd/mm/yyyy hh:mm', '0000000000', '0%', 'hh:mm'] as const

const people = workbook({
  sheets: {
    People: HEADER + row(2, inline('A2', 'Ana'), number('B2', '12025550101'), number('C2', '46357', 1)),
    Others: HEADER + row(2, inline('A2', 'Ben'), number('B2', '12025550102')),
  },
  formats: FORMATS,
})

export const WORKBOOKS: Readonly<Record<string, DamagedList>> = {
  'workbook.xlsx': { text: people },
  'named-sheet.xlsx': { text: people, sheet: 'others' },
  'no-such-sheet.xlsx': { text: people, sheet: 'Spring' },
  'cells-in-many-forms.xlsx': {
    text: workbook({
      sheets: {
        Hidden: row(1, inline('A1', 'nothing')),
        List:
          row(1, inline('A1', 'Customers of spring')) +
          row(
            3,
            '<c r="A3" t="s"><v>0</v></c>',
            '<c r="B3" t="s"><v>1</v></c>',
            inline('C3', 'when'),
            inline('D3', 'code'),
            inline('E3', 'share'),
          ) +
          row(
            4,
            '<c r="A4" t="s"><v>2</v></c>',
            number('B4', '1.2025550101E10'),
            number('C4', '46357.5', 2),
            number('D4', '2134', 3),
            number('E4', '0.25', 4),
          ) +
          row(
            6,
            inline('A6', 'Ben &amp; Co_x000D_'),
            '<c r="B6" t="str"><f>A1</f><v>+12025550102</v></c>',
            number('C6', '0.75', 5),
            number('E6', '0.1'),
          ) +
          row(7, '<c r="A7" t="b"><v>1</v></c>', '<c r="B7" t="e"><v>#N/A</v></c>') +
          '<row><c><v>8</v></c><c t="inlineStr"><is><r><t>+1202</t></r><r><t>5550103</t></r><rPh><t>x</t></rPh></is></c></row>',
      },
      hidden: ['Hidden'],
      formats: FORMATS,
      texts: ['<si><t>name</t></si>', '<si><r><t>pho</t></r><r><t>ne</t></r></si>', '<si><t xml:space="preserve">Ana </t></si>'],
    }),
  },
  'prefixed-names.xlsx': {
    text: workbook({
      sheets: {
        People:
          HEADER.replace(/<(\/?)(?=[a-z])/gi, '<$1x:') +
          row(2, inline('A2', 'Ana'), inline('B2', '+12025550101')).replace(/<(\/?)(?=[a-z])/gi, '<$1x:'),
      },
      formats: FORMATS,
    }),
  },
  'workbook-cut-off.xlsx': { text: people.subarray(0, people.length - 30) },
  'workbook-with-a-hole.xlsx': { text: Buffer.concat([people.subarray(0, 700), Buffer.alloc(200), people.subarray(900)]) },
  'empty-sheet.xlsx': { text: workbook({ sheets: { Empty: '' }, formats: FORMATS }) },
  'archive.zip': { text: zip({ 'list.csv': 'name,phone\nAna,+12025550101\n' }) },
  'document.docx': { text: zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': '<document/>' }) },
  'sheet.ods': { text: zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<office/>' }) },
  'sheet.numbers': { text: zip({ 'Index/Document.iwa': 'x' }) },
}
