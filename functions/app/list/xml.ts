// XML parts of a workbook as events, while they are unpacked.
import { createInflateRaw } from 'node:zlib'
import { Parser } from 'saxen'
import { packedBytesOf, type ZipEntry } from '#domain/list/zip-directory.ts'
import { unpackedBy, unreadable } from './bytes.ts'

export const DAMAGED = 'The workbook is damaged. Open it in Excel, save it again, and upload that.'

type Events = {
  /** Names come without the prefix that some programs give them. */
  open: (name: string, attributes: () => Readonly<Record<string, string | undefined>>) => void
  close: (name: string) => void
  text?: (text: string) => void
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1)

const chunksOf = async function* (zip: Uint8Array, entry: ZipEntry): AsyncIterable<Uint8Array> {
  const packed = packedBytesOf(zip, entry)
  if (!packed) throw unreadable(DAMAGED)
  if (!entry.isDeflated) return yield packed
  const once = async function* () {
    yield packed
  }
  yield* unpackedBy(createInflateRaw(), once(), DAMAGED)
}

/** Yields whenever a part of the text has been read: what the events have gathered by then can be taken. */
export const readXml = async function* (zip: Uint8Array, entry: ZipEntry, { open, close, text }: Events): AsyncGenerator<void> {
  const parser = new Parser()
  const decoder = new TextDecoder()
  let failed: Error | undefined
  parser.on('openTag', (name, attributes) => open(bare(name), attributes))
  parser.on('closeTag', (name) => close(bare(name)))
  parser.on('error', (error) => {
    failed = error
  })
  if (text) {
    parser.on('text', (raw, decode) => text(decode(raw)))
    parser.on('cdata', text)
  }
  for await (const chunk of chunksOf(zip, entry)) {
    parser.write(decoder.decode(chunk, { stream: true }))
    if (failed) throw unreadable(DAMAGED)
    yield
  }
  parser.end()
  if (failed) throw unreadable(DAMAGED)
}
