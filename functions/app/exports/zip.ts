// A zip archive as it is written: small parts as they are, then one part of any length, packed piece by piece. Whoever goes on after a cut
// needs only a few numbers: each piece is packed by itself and ends at a whole byte (RFC 1951, 3.2.3). https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT
import { constants, crc32, deflateRawSync } from 'node:zlib'
import { AppError } from '#app/errors.ts'

/** Of the long part: so far. */
export type ZipState = { crc: number; size: number; packed: number }
export const EMPTY_PART: ZipState = { crc: 0, size: 0, packed: 0 }

type Entry = { name: string; crc: number; size: number; packed: number; offset: number; method: number; flags: number }

const STORED = 0
const DEFLATED = 8
/** Sizes follow behind the part; names are UTF-8. */
const SIZES_FOLLOW = 0x0808
const UTF8 = 0x0800
const VERSION = 20
/** 1 January 1980, as early as zip knows: the same rows make the same bytes. */
const DATE = 0x21
/** What a zip without its 64-bit extension holds. */
const MOST_BYTES = 0xffff_ffff

const fieldsOf = ({ flags, method, crc, packed, size, name }: Omit<Entry, 'offset'>): Buffer => {
  const fields = Buffer.alloc(26)
  fields.writeUInt16LE(VERSION, 0)
  fields.writeUInt16LE(flags, 2)
  fields.writeUInt16LE(method, 4)
  fields.writeUInt16LE(DATE, 8)
  fields.writeUInt32LE(crc, 10)
  fields.writeUInt32LE(packed, 14)
  fields.writeUInt32LE(size, 18)
  fields.writeUInt16LE(Buffer.byteLength(name), 22)
  return fields
}

const localHeader = (entry: Omit<Entry, 'offset'>): Buffer =>
  Buffer.concat([Buffer.from('PK\x03\x04'), fieldsOf(entry), Buffer.from(entry.name)])

const centralHeader = (entry: Entry): Buffer => {
  const rest = Buffer.alloc(14)
  rest.writeUInt32LE(entry.offset, 10)
  return Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([VERSION, 0]), fieldsOf(entry), rest, Buffer.from(entry.name)])
}

type Parts = readonly (readonly [name: string, content: string])[]

const storedParts = (parts: Parts): { entries: Entry[]; bytes: Buffer } => {
  const entries: Entry[] = []
  const pieces: Buffer[] = []
  let offset = 0
  for (const [name, text] of parts) {
    const content = Buffer.from(text)
    const entry = { name, crc: crc32(content), size: content.length, packed: content.length, offset, method: STORED, flags: UTF8 }
    const header = localHeader(entry)
    entries.push(entry)
    pieces.push(header, content)
    offset += header.length + content.length
  }
  return { entries, bytes: Buffer.concat(pieces) }
}

/** Everything up to the long part's content. */
export const beginZip = (parts: Parts, longPart: string): Buffer => {
  const entry = { name: longPart, crc: 0, size: 0, packed: 0, method: DEFLATED, flags: SIZES_FOLLOW }
  return Buffer.concat([storedParts(parts).bytes, localHeader(entry)])
}

const grown = ({ crc, size, packed }: ZipState, content: Buffer, bytes: Buffer): ZipState => {
  const after = { crc: crc32(content, crc), size: size + content.length, packed: packed + bytes.length }
  if (after.size > MOST_BYTES) throw new AppError('unprocessable', 'The workbook would be too big. Export it as CSV instead.')
  return after
}

export const packPiece = (state: ZipState, content: Buffer): { state: ZipState; bytes: Buffer } => {
  const bytes = deflateRawSync(content, { finishFlush: constants.Z_FULL_FLUSH })
  return { state: grown(state, content, bytes), bytes }
}

/** The long part's last piece, and the directory of all. */
export const endZip = (state: ZipState, last: Buffer, [parts, longPart]: [Parts, string]): Buffer => {
  const bytes = deflateRawSync(last)
  const { crc, size, packed } = grown(state, last, bytes)
  const { entries, bytes: stored } = storedParts(parts)
  const long: Entry = { name: longPart, crc, size, packed, offset: stored.length, method: DEFLATED, flags: SIZES_FOLLOW }
  const sizes = Buffer.alloc(16)
  sizes.write('PK\x07\x08', 0, 'latin1')
  sizes.writeUInt32LE(crc, 4)
  sizes.writeUInt32LE(packed, 8)
  sizes.writeUInt32LE(size, 12)
  const directory = Buffer.concat([...entries, long].map(centralHeader))
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length + 1, 8)
  end.writeUInt16LE(entries.length + 1, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(beginZip(parts, longPart).length + packed + sizes.length, 16)
  return Buffer.concat([bytes, sizes, directory, end])
}
