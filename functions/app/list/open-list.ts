// A contact list as records, read as its bytes come: whatever kind of file it is, and from any of its places again.

import { AppError } from '#app/errors.ts'
import type { ColumnMapping, ListShape, Place } from '#contract/list.ts'
import type { Unusable } from '#domain/list/header.ts'
import type { ListRecord } from '#domain/list/record.ts'
import { sniff } from '#domain/list/signature.ts'
import { readText } from '#domain/list/text-records.ts'
import { findTextShape, SAMPLE_BYTES, type TextShape } from '#domain/list/text-shape.ts'
import { type Bytes, lookAhead, unpacked } from './bytes.ts'
import { openSheet, resumeSheet } from './sheet.ts'

/** Each time as many records as one chunk of bytes has completed. */
export type Records = AsyncIterable<readonly ListRecord[]>
export type OpenedList =
  /** `sheets`: all that the workbook has. */
  { ok: true; shape: ListShape; records: Records; sheets?: readonly string[] } | ({ ok: false } & Unusable)

type Options = {
  /** What a person says that columns are, by name. */
  mapping?: ColumnMapping | undefined
  /** Of a spreadsheet; absent: its first. */
  sheet?: string | undefined
}

const skipBytes = async function* (bytes: Bytes, count: number): Bytes {
  let left = count
  for await (const chunk of bytes) {
    if (left < chunk.length) yield chunk.subarray(left)
    left = Math.max(0, left - chunk.length)
  }
}

const recordsOf = async function* (bytes: Bytes, shape: TextShape, from: Place): Records {
  const reader = readText(shape, from)
  for await (const chunk of bytes) {
    const records = reader.push(chunk)
    if (records.length > 0) yield records
  }
  const rest = reader.end()
  if (rest.length > 0) yield rest
}

const openText = async (bytes: Bytes, { mapping }: Options, isGzipped: boolean): Promise<OpenedList> => {
  const { head, isWhole, all } = await lookAhead(bytes, SAMPLE_BYTES)
  const shape = findTextShape({ head, isWhole, isGzipped, mapping })
  if ('problem' in shape) return { ok: false, ...shape }
  return { ok: true, shape, records: recordsOf(skipBytes(all, shape.body.offset), shape, shape.body) }
}

const HEAD_BYTES = 512

const openAny = async (bytes: Bytes, options: Options, isGzipped: boolean): Promise<OpenedList> => {
  const { head, all } = await lookAhead(bytes, HEAD_BYTES)
  const sniffed = sniff(head)
  if ('problem' in sniffed) return { ok: false, ...sniffed }
  if (sniffed.kind === 'text') return openText(all, options, isGzipped)
  if (sniffed.kind === 'zip') return openSheet(all, { ...options, isGzipped })
  if (isGzipped) return { ok: false, problem: 'The file is packed twice. Upload it unpacked, or packed once with gzip.' }
  return openAny(unpacked(all), options, true)
}

/** What is wrong with the whole file is said. One that turns out to be damaged further on throws an AppError while its records are read. */
export const openList = async (bytes: Bytes, options: Options = {}): Promise<OpenedList> => {
  try {
    return await openAny(bytes, options, false)
  } catch (error) {
    if (error instanceof AppError) return { ok: false, problem: error.message }
    throw error
  }
}

/** The first byte of the file that is needed to go on at a place: what is packed has to be unpacked from its beginning. */
export const firstByteFor = (shape: ListShape, { offset }: Place): number => (shape.isGzipped || shape.format === 'xlsx' ? 0 : offset)

/** `bytes`: the file from `firstByteFor` on. */
export const resumeList = (bytes: Bytes, shape: ListShape, from: Place): Records => {
  const text = shape.isGzipped ? unpacked(bytes) : bytes
  if (shape.format === 'xlsx') return resumeSheet(text, shape, from)
  return recordsOf(shape.isGzipped ? skipBytes(text, from.offset) : text, shape, from)
}
