// The parts of a workbook with one sheet: https://learn.microsoft.com/en-us/openspecs/office_standards/ms-xlsx
import { type Cell, textOf } from './lines.ts'

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const DOCUMENT = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const SHEET = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const CONTENT = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

/** A sheet has no more rows (Excel's specifications and limits), one of which is the header. */
export const MOST_SHEET_ROWS = 1_048_575

/** All but the sheet itself, by name. */
export const WORKBOOK_PARTS: readonly (readonly [name: string, xml: string])[] = [
  [
    '[Content_Types].xml',
    `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${CONTENT}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${CONTENT}.worksheet+xml"/></Types>`,
  ],
  [
    '_rels/.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  ],
  [
    'xl/workbook.xml',
    `${XML}<workbook xmlns="${SHEET}" xmlns:r="${DOCUMENT}"><sheets><sheet name="Contacts" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  ],
  [
    'xl/_rels/workbook.xml.rels',
    `${XML}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${DOCUMENT}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
  ],
]
export const SHEET_PART = 'xl/worksheets/sheet1.xml'

export const SHEET_BEGIN = `${XML}<worksheet xmlns="${SHEET}"><sheetData>`
export const SHEET_END = '</sheetData></worksheet>'

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '\r': '&#13;' }
/** What a reader would take for an escaped character, as in _x000D_. */
const ESCAPE_LIKE = /_(?=x[0-9A-Fa-f]{4}_)/g
/** XML cannot carry them. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const UNSPEAKABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g

const escaped = (text: string): string =>
  text
    .toWellFormed()
    .replace(UNSPEAKABLE, '')
    .replace(ESCAPE_LIKE, '_x005F_')
    .replace(/[&<>\r]/g, (sign) => ESCAPED[sign] ?? sign)

/** The letters of a column: A to Z, then AA. */
const letters = (index: number): string => (index >= 26 ? letters(Math.floor(index / 26) - 1) : '') + String.fromCharCode(65 + (index % 26))

/** Text stands as text, so that no cell is a formula and no telephone number a number. */
const cellXml = (cell: Cell, place: string): string => {
  if (cell === undefined || cell === '') return ''
  if (typeof cell === 'number') return `<c r="${place}"><v>${cell}</v></c>`
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(String(textOf(cell)))}</t></is></c>`
}

/** `row`: from 1, the header's. */
export const sheetRow = (cells: readonly Cell[], row: number): string =>
  `<row r="${row}">${cells.map((cell, i) => cellXml(cell, `${letters(i)}${row}`)).join('')}</row>`
