// The parts of an .xlsx workbook that its sheets need: where each is, their shared texts, and how numbers are shown.
import { formatOf, readFormat, type Shown } from '#domain/list/number-format.ts'
import { kindOfArchive, readZipDirectory, type ZipDirectory, type ZipEntry } from '#domain/list/zip-directory.ts'
import { unreadable } from './bytes.ts'
import { type PackedTexts, packTexts } from './packed-texts.ts'
import { DAMAGED, readXml } from './xml.ts'

export type Workbook = {
  zip: Uint8Array
  sheets: readonly { name: string; isHidden: boolean; entry: ZipEntry }[]
  texts: Pick<PackedTexts, 'at'>
  /** By the number of a cell's style. */
  formats: readonly Shown[]
  is1904: boolean
}

/** Texts are kept in memory, since any cell may refer to any of them. */
const MOST_TEXT = 96 * 1024 ** 2
const TOO_BIG = 'The workbook is too big. Save the list as CSV and upload that; a CSV may have any number of rows.'

const drain = async (parts: AsyncIterable<void>): Promise<void> => {
  for await (const _ of parts);
}

const part = (directory: ZipDirectory, name: string): ZipEntry => {
  const entry = directory.get(name) ?? [...directory.values()].find((one) => one.name.toLowerCase() === name.toLowerCase())
  if (!entry) throw unreadable(DAMAGED)
  return entry
}

/** Ids of parts to their names in the archive. */
const readLinks = async (zip: Uint8Array, directory: ZipDirectory): Promise<Map<string, { type: string; name: string }>> => {
  const links = new Map<string, { type: string; name: string }>()
  const open = (tag: string, attributes: () => Readonly<Record<string, string | undefined>>): void => {
    if (tag !== 'Relationship') return
    const { Id = '', Type = '', Target = '' } = attributes()
    links.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), name: Target.startsWith('/') ? Target.slice(1) : `xl/${Target}` })
  }
  await drain(readXml(zip, part(directory, 'xl/_rels/workbook.xml.rels'), { open, close: () => undefined }))
  return links
}

const readSheets = async (zip: Uint8Array, directory: ZipDirectory, links: Awaited<ReturnType<typeof readLinks>>) => {
  const sheets: { name: string; isHidden: boolean; entry: ZipEntry }[] = []
  let is1904 = false
  const open = (tag: string, attributes: () => Readonly<Record<string, string | undefined>>): void => {
    if (tag === 'workbookPr') is1904 = /^(1|true)$/.test(attributes().date1904 ?? '')
    if (tag !== 'sheet') return
    const { name = '', state, ...ids } = attributes()
    // The prefix of the id is the document's own choice.
    const link = links.get(Object.entries(ids).find(([key]) => key.endsWith(':id'))?.[1] ?? '')
    if (link?.type === 'worksheet')
      sheets.push({ name, isHidden: state !== undefined && state !== 'visible', entry: part(directory, link.name) })
  }
  await drain(readXml(zip, part(directory, 'xl/workbook.xml'), { open, close: () => undefined }))
  return { sheets, is1904 }
}

/** Some programs write a character that XML cannot carry as _x000D_. */
export const plainText = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-F]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))) : text

const readTexts = async (zip: Uint8Array, entry: ZipEntry | undefined): Promise<PackedTexts> => {
  const texts = packTexts()
  if (!entry) return texts
  let current = ''
  let isText = false
  let isReading = false
  const open = (tag: string): void => {
    if (tag === 'si') current = ''
    // How a text is pronounced stands beside it.
    if (tag === 'rPh') isReading = true
    isText = tag === 't'
  }
  const close = (tag: string): void => {
    isText = false
    if (tag === 'rPh') isReading = false
    if (tag !== 'si') return
    texts.add(plainText(current))
    if (texts.bytes() > MOST_TEXT) throw unreadable(TOO_BIG)
  }
  const text = (piece: string): void => {
    if (isText && !isReading) current += piece
  }
  await drain(readXml(zip, entry, { open, close, text }))
  return texts
}

const readFormats = async (zip: Uint8Array, entry: ZipEntry | undefined): Promise<Shown[]> => {
  const custom = new Map<number, string>()
  const formats: Shown[] = []
  if (!entry) return formats
  let isOfCells = false
  const open = (tag: string, attributes: () => Readonly<Record<string, string | undefined>>): void => {
    if (tag === 'numFmt') custom.set(Number(attributes().numFmtId), attributes().formatCode ?? '')
    if (tag === 'cellXfs') isOfCells = true
    if (tag === 'xf' && isOfCells) formats.push(readFormat(formatOf(Number(attributes().numFmtId ?? 0), custom)))
  }
  const close = (tag: string): void => {
    if (tag === 'cellXfs') isOfCells = false
  }
  await drain(readXml(zip, entry, { open, close }))
  return formats
}

export const openWorkbook = async (zip: Uint8Array): Promise<Workbook> => {
  const directory = readZipDirectory(zip)
  if (!directory) throw unreadable(DAMAGED)
  if (!directory.has('xl/workbook.xml')) {
    throw unreadable(`This is no contact list but ${kindOfArchive(directory)}. Save the list as CSV or .xlsx and upload that.`)
  }
  const links = await readLinks(zip, directory)
  const linked = (type: string) => [...links.values()].find((link) => link.type === type)
  const entryOf = (type: string) => directory.get(linked(type)?.name ?? '')
  const { sheets, is1904 } = await readSheets(zip, directory, links)
  const formats = await readFormats(zip, entryOf('styles'))
  return { zip, sheets, is1904, formats, texts: await readTexts(zip, entryOf('sharedStrings')) }
}
