// ListObjectsV2: the objects of a bucket in the order of their keys, page by page.
import type { Answer } from '../web/answer.ts'
import { escapeXml, xml } from './error.ts'
import type { S3Request } from './request.ts'
import { compareKeys, type ObjectStore, type StoredObject } from './store.ts'

const MOST = 1_000

const encodeToken = (key: string): string => Buffer.from(key).toString('base64url')
const decodeToken = (token: string): string => Buffer.from(token, 'base64url').toString()

const contents = ({ key, size, etag, lastModified }: StoredObject): string =>
  `<Contents><Key>${escapeXml(key)}</Key><LastModified>${new Date(lastModified).toISOString()}</LastModified>` +
  `<ETag>&quot;${etag}&quot;</ETag><Size>${size}</Size><StorageClass>STANDARD</StorageClass></Contents>`

export const listObjects = async (store: ObjectStore, { bucket, query }: S3Request): Promise<Answer> => {
  const asked = new Map(query)
  const prefix = asked.get('prefix') ?? ''
  const token = asked.get('continuation-token')
  const after = token === undefined ? asked.get('start-after') : decodeToken(token)
  const most = Math.min(Number(asked.get('max-keys') ?? MOST), MOST)
  const matching = (await store.list()).filter(({ key }) => key.startsWith(prefix) && (after === undefined || compareKeys(key, after) > 0))
  const page = matching.slice(0, most)
  const last = page.at(-1)
  const hasMore = matching.length > page.length && last !== undefined
  return xml(
    200,
    `<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>${escapeXml(bucket)}</Name><Prefix>${escapeXml(prefix)}</Prefix>` +
      `<KeyCount>${page.length}</KeyCount><MaxKeys>${most}</MaxKeys><IsTruncated>${hasMore}</IsTruncated>` +
      (hasMore ? `<NextContinuationToken>${encodeToken(last.key)}</NextContinuationToken>` : '') +
      `${page.map(contents).join('')}</ListBucketResult>`,
  )
}
