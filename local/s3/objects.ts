// What S3 does with one object: put, get or part of it, head, delete.

import type { ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import { decodeAwsChunked } from './aws-chunked.ts'
import { checked } from './checksum.ts'
import { S3Error } from './error.ts'
import { allHeaders, type S3Request } from './request.ts'
import type { ObjectStore, OpenObject, Properties, StoredObject } from './store.ts'

const META = 'x-amz-meta-'

export const propertiesOf = (headers: Record<string, string>): Properties => {
  const encodings = (headers['content-encoding'] ?? '').split(',').map((part) => part.trim())
  const contentEncoding = encodings.filter((part) => part !== '' && part !== 'aws-chunked').join(',')
  const metadata = Object.entries(headers).flatMap(([name, value]) => (name.startsWith(META) ? [[name.slice(META.length), value]] : []))
  return {
    contentType: headers['content-type'] ?? 'binary/octet-stream',
    ...(contentEncoding ? { contentEncoding } : {}),
    ...(headers['content-disposition'] ? { contentDisposition: headers['content-disposition'] } : {}),
    metadata: Object.fromEntries(metadata),
  }
}

const sized = async function* (bytes: AsyncIterable<Buffer>, expected: string | undefined): AsyncGenerator<Buffer, void, undefined> {
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    yield chunk
  }
  if (expected !== undefined && size !== Number(expected)) {
    throw new S3Error(400, 'IncompleteBody', `The body has ${size} bytes, not ${expected}.`)
  }
}

const refuseIfThere = async (store: ObjectStore, key: string): Promise<void> => {
  const found = await store.open(key)
  await found?.file.close()
  if (found) throw new S3Error(412, 'PreconditionFailed', 'At least one of the pre-conditions you specified did not hold.')
}

export const putObject = async (store: ObjectStore, request: S3Request): Promise<StoredObject> => {
  const headers = allHeaders(request)
  if (headers['if-none-match'] !== undefined) await refuseIfThere(store, request.key)
  const isChunked = headers['x-amz-content-sha256']?.startsWith('STREAMING-') ?? false
  // Destroying the request would take the connection away from the answer that says what is wrong.
  const body = { [Symbol.asyncIterator]: () => request.body.iterator({ destroyOnReturn: false }) }
  const { bytes, trailers } = isChunked ? decodeAwsChunked(body) : { bytes: body, trailers: {} }
  const trailerNames = isChunked && headers['x-amz-trailer'] ? headers['x-amz-trailer'].toLowerCase().split(',') : []
  const complete = sized(bytes, isChunked ? headers['x-amz-decoded-content-length'] : undefined)
  return store.put(request.key, checked(complete, { headers, trailers, trailerNames }), propertiesOf(headers))
}

export const writtenHeaders = ({ etag, versionId }: StoredObject) => ({ etag: `"${etag}"`, 'x-amz-version-id': versionId })

const headersOf = (object: StoredObject): Record<string, string> => ({
  ...writtenHeaders(object),
  'accept-ranges': 'bytes',
  'content-type': object.contentType,
  ...(object.contentEncoding ? { 'content-encoding': object.contentEncoding } : {}),
  ...(object.contentDisposition ? { 'content-disposition': object.contentDisposition } : {}),
  'last-modified': new Date(object.lastModified).toUTCString(),
  ...Object.fromEntries(Object.entries(object.metadata).map(([name, value]) => [META + name, value])),
})

type Range = { start: number; end: number }

/** Undefined: the whole object. The end is included, as in the header. */
const rangeOf = (header: string | undefined, size: number): Range | undefined => {
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  const range =
    from === ''
      ? { start: Math.max(0, size - Number(to)), end: size - 1 }
      : { start: Number(from), end: to === '' ? size - 1 : Math.min(Number(to), size - 1) }
  if (range.start > range.end) throw new S3Error(416, 'InvalidRange', 'The requested range is not satisfiable.')
  return range
}

export const openObject = async (store: ObjectStore, { key, query }: S3Request): Promise<OpenObject> => {
  const found = await store.open(key)
  const versionId = new Map(query).get('versionId')
  if (found && (versionId === undefined || versionId === found.object.versionId)) return found
  await found?.file.close()
  throw versionId === undefined
    ? new S3Error(404, 'NoSuchKey', 'The specified key does not exist.')
    : new S3Error(404, 'NoSuchVersion', 'Only the newest version of an object is kept here.')
}

/** Closes the file when the bytes are sent or the client has gone. */
export const sendObject = async ({ object, file }: OpenObject, request: S3Request, response: ServerResponse): Promise<void> => {
  await using _ = file
  const range = rangeOf(request.headers.range, object.size)
  const { start, end } = range ?? { start: 0, end: object.size - 1 }
  response.writeHead(range ? 206 : 200, {
    ...headersOf(object),
    'content-length': end - start + 1,
    ...(range ? { 'content-range': `bytes ${start}-${end}/${object.size}` } : {}),
  })
  if (request.method === 'HEAD' || end < start) response.end()
  else await pipeline(file.createReadStream({ start, end, autoClose: false }), response)
}
