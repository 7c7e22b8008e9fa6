// CopyObject within one bucket: another object's bytes and properties under a new key.

import type { Answer } from '../web/answer.ts'
import { escapeXml, S3Error, xml } from './error.ts'
import { allHeaders, type S3Request } from './request.ts'
import type { ObjectStore, StoredObject } from './store.ts'

const SOURCE = 'x-amz-copy-source'

export const isCopy = ({ headers }: S3Request): boolean => headers[SOURCE] !== undefined

/** The key in `bucket/key`, as a URL would write it. */
const sourceKey = (request: S3Request): string => {
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/.exec(allHeaders(request)[SOURCE] ?? '') ?? []
  if (key === undefined) throw new S3Error(400, 'InvalidArgument', 'The copy source must be a bucket and a key.')
  if (bucket !== request.bucket || key.includes('?')) {
    throw new S3Error(501, 'NotImplemented', 'Only the newest version of an object of the same bucket is copied here.')
  }
  return decodeURIComponent(key)
}

export const copyObject = async (store: ObjectStore, request: S3Request): Promise<StoredObject> => {
  const source = await store.open(sourceKey(request))
  if (!source) throw new S3Error(404, 'NoSuchKey', 'The specified key does not exist.')
  await using file = source.file
  const { size, contentType, contentEncoding, metadata } = source.object
  const bytes = size === 0 ? [] : file.createReadStream({ start: 0, end: size - 1, autoClose: false })
  const properties = { contentType, metadata, ...(contentEncoding === undefined ? {} : { contentEncoding }) }
  return await store.put(request.key, asBuffers(bytes), properties)
}

const asBuffers = async function* (bytes: AsyncIterable<unknown> | Iterable<unknown>): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of bytes) if (Buffer.isBuffer(chunk)) yield chunk
}

export const copied = ({ etag, lastModified }: StoredObject): Pick<Answer, 'status' | 'body' | 'headers'> =>
  xml(
    200,
    `<CopyObjectResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><LastModified>${new Date(lastModified).toISOString()}</LastModified>` +
      `<ETag>&quot;${escapeXml(etag)}&quot;</ETag></CopyObjectResult>`,
  )
