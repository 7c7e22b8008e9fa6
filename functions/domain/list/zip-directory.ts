// What is in a zip archive, and what kind of document that makes it.

export type ZipEntry = { name: string; isDeflated: boolean; packedBytes: number; at: number }
export type ZipDirectory = ReadonlyMap<string, ZipEntry>

const END = 0x06054b50
const ENTRY = 0x02014b50
const LOCAL = 0x04034b50
/** The end record, with the longest comment that it may have. */
const END_BYTES = 22 + 0xffff
const IN_EXTRA = 0xffffffff
/** A workbook has dozens of parts; one with more is none. */
const MOST_ENTRIES = 10_000

const endOf = (view: DataView): number | undefined => {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - END_BYTES); at--) {
    if (view.getUint32(at, true) === END) return at
  }
  return undefined
}

/** Sizes of 32 bits are full in archives that were written for larger ones: there the true ones follow the name. */
const readExtra = (view: DataView, from: number, to: number): bigint[] => {
  for (let at = from; at + 4 <= to; at += 4 + view.getUint16(at + 2, true)) {
    const end = Math.min(to, at + 4 + view.getUint16(at + 2, true))
    if (view.getUint16(at, true) === 1)
      return Array.from({ length: (end - at - 4) >> 3 }, (_, i) => view.getBigUint64(at + 4 + 8 * i, true))
  }
  return []
}

const readEntry = (view: DataView, at: number): { entry: ZipEntry; next: number } => {
  const nameEnd = at + 46 + view.getUint16(at + 28, true)
  const extraEnd = nameEnd + view.getUint16(at + 30, true)
  const large = readExtra(view, nameEnd, extraEnd)
  // They stand in this order, and only those that did not fit.
  const [, packedBytes = 0, local = 0] = [at + 24, at + 20, at + 42].map((field) => {
    const size = view.getUint32(field, true)
    return size === IN_EXTRA ? Number(large.shift() ?? size) : size
  })
  const name = new TextDecoder().decode(new Uint8Array(view.buffer, view.byteOffset + at + 46, nameEnd - at - 46))
  const entry = { name, isDeflated: view.getUint16(at + 10, true) === 8, packedBytes, at: local }
  return { entry, next: extraEnd + view.getUint16(at + 32, true) }
}

/** Undefined when it is no archive, or cut off. */
export const readZipDirectory = (bytes: Uint8Array): ZipDirectory | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const end = endOf(view)
  if (end === undefined) return undefined
  const entries = new Map<string, ZipEntry>()
  try {
    let at = view.getUint32(end + 16, true)
    while (at < end && entries.size < MOST_ENTRIES && view.getUint32(at, true) === ENTRY) {
      const { entry, next } = readEntry(view, at)
      entries.set(entry.name.replaceAll('\\', '/').replace(/^\//, ''), entry)
      at = next
    }
  } catch (error) {
    if (error instanceof RangeError) return undefined
    throw error
  }
  return entries.size > 0 ? entries : undefined
}

/** Where an entry's packed bytes are; undefined when the archive is damaged. */
export const packedBytesOf = (bytes: Uint8Array, { at, packedBytes }: ZipEntry): Uint8Array | undefined => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (at + 30 > bytes.length || view.getUint32(at, true) !== LOCAL) return undefined
  const from = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  return from + packedBytes <= bytes.length ? bytes.subarray(from, from + packedBytes) : undefined
}

const KINDS: readonly { part: RegExp; is: string }[] = [
  { part: /^xl\/workbook\.bin$/, is: 'a binary workbook (.xlsb)' },
  { part: /^word\//, is: 'a Word document' },
  { part: /^ppt\//, is: 'a presentation' },
  { part: /^Index\/.*\.iwa$|^Index\.zip$/, is: 'a file of Numbers, Pages or Keynote' },
  { part: /^content\.xml$/, is: 'an OpenDocument file' },
]

/** Why an archive without a workbook in it is refused. */
export const kindOfArchive = (directory: ZipDirectory): string =>
  KINDS.find(({ part }) => [...directory.keys()].some((name) => part.test(name)))?.is ?? 'a zip archive'
