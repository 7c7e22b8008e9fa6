// The bucket on this machine: what it keeps, gives, copies, lists and forgets.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { expect, test } from 'vitest'
import { partedFilesIn } from '#store/parted-files.ts'
import { Bucket, bucketOfEachTest } from '../support/served-bucket.ts'

const start = bucketOfEachTest()

const textOf = async (client: S3Client, Key: string, Range?: string) => {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, ...(Range ? { Range } : {}) }))
  return Body?.transformToString()
}

test('keeps an object with its type and metadata, and tells of it', async () => {
  const { client, created } = await start()
  const Key = 'inbox/cmp 1/ü+contacts&co.csv'
  await client.send(new PutObjectCommand({ Bucket, Key, Body: 'phone\n1', ContentType: 'text/csv', Metadata: { start: 'true' } }))
  const got = await client.send(new GetObjectCommand({ Bucket, Key }))
  const etag = createHash('md5').update('phone\n1').digest('hex')
  expect(got).toMatchObject({ ContentType: 'text/csv', Metadata: { start: 'true' }, ContentLength: 7, ETag: `"${etag}"` })
  expect(await got.Body?.transformToString()).toBe('phone\n1')
  expect(created).toEqual([{ bucket: Bucket, key: Key, size: 7, etag, versionId: got.VersionId, metadata: { start: 'true' } }])
})

test('puts an object together from its parts, and tells of it only then', async () => {
  const { client, created } = await start()
  const files = partedFilesIn(Bucket, client)
  const [Key, large] = ['exports/x.csv', 'a,b\n'.repeat(2 * 1024 ** 2)]
  const uploadId = await files.begin(Key, { contentType: 'text/csv', fileName: 'x.csv' })
  const tags: string[] = []
  for (const [i, part] of [large, 'the end'].entries()) {
    tags.push(await files.writePart(Key, { uploadId, number: i + 1, bytes: Buffer.from(part) }))
  }
  expect(created).toEqual([])
  await files.complete(Key, { uploadId, tags })
  expect(created).toMatchObject([{ key: Key, size: large.length + 7 }])
  const got = await client.send(new GetObjectCommand({ Bucket, Key, Range: `bytes=${large.length - 2}-` }))
  expect(got).toMatchObject({ ContentType: 'text/csv', ContentDisposition: 'attachment; filename="x.csv"' })
  expect(await got.Body?.transformToString()).toBe('b\nthe end')
})

test.each([
  ['a part that is too small and not the last', ['small', 'the end'], (tags: string[]) => tags, 'EntityTooSmall'],
  ['a part with another tag', ['the end'], () => ['"another"'], 'InvalidPart'],
])('puts nothing together with %s', async (_, bodies, listed, name) => {
  const { client, created } = await start()
  const files = partedFilesIn(Bucket, client)
  const uploadId = await files.begin('x', { contentType: 'text/csv', fileName: 'x.csv' })
  const tags: string[] = []
  for (const [i, body] of bodies.entries()) {
    tags.push(await files.writePart('x', { uploadId, number: i + 1, bytes: Buffer.from(body) }))
  }
  await expect(files.complete('x', { uploadId, tags: listed(tags) })).rejects.toMatchObject({ name })
  expect(created).toEqual([])
})

test('takes the framing off a streamed upload, whose length is known only in chunks', async () => {
  const { client } = await start()
  const chunks = Array.from({ length: 50 }, (_, i) => Buffer.from(`${i},`.repeat(i * 40)))
  const whole = Buffer.concat(chunks)
  await client.send(new PutObjectCommand({ Bucket, Key: 'big', Body: Readable.from(chunks), ContentLength: whole.length }))
  expect(await textOf(client, 'big')).toBe(whole.toString())
  const { ContentEncoding } = await client.send(new HeadObjectCommand({ Bucket, Key: 'big' }))
  expect(ContentEncoding).toBeUndefined()
})

test('refuses bytes that do not have the checksum that came with them, and keeps what was there', async () => {
  const { client, created } = await start()
  await client.send(new PutObjectCommand({ Bucket, Key: 'list', Body: 'old' }))
  const wrong = new PutObjectCommand({ Bucket, Key: 'list', Body: 'new', ChecksumCRC32: 'AAAAAA==' })
  await expect(client.send(wrong)).rejects.toMatchObject({ name: 'BadDigest', $metadata: { httpStatusCode: 400 } })
  expect(await textOf(client, 'list')).toBe('old')
  expect(created).toHaveLength(1)
})

test.each([
  ['bytes=2-4', '234', 'bytes 2-4/10'],
  ['bytes=7-', '789', 'bytes 7-9/10'],
  ['bytes=-2', '89', 'bytes 8-9/10'],
  ['bytes=8-99', '89', 'bytes 8-9/10'],
])('gives the part %s of an object', async (Range, part, range) => {
  const { client } = await start()
  await client.send(new PutObjectCommand({ Bucket, Key: 'digits', Body: '0123456789' }))
  const got = await client.send(new GetObjectCommand({ Bucket, Key: 'digits', Range }))
  expect(got).toMatchObject({ ContentRange: range, ContentLength: part.length })
  expect(await got.Body?.transformToString()).toBe(part)
})

test('refuses a part beyond the end', async () => {
  const { client } = await start()
  await client.send(new PutObjectCommand({ Bucket, Key: 'digits', Body: '01' }))
  await expect(textOf(client, 'digits', 'bytes=2-')).rejects.toMatchObject({ name: 'InvalidRange' })
})

test('keeps and gives an empty object', async () => {
  const { client } = await start()
  await client.send(new PutObjectCommand({ Bucket, Key: 'empty', Body: Buffer.alloc(0) }))
  expect(await textOf(client, 'empty')).toBe('')
})

test.each(['', 'phone'])('copies an object of “%s” with what is known of it, and tells of the copy', async (Body) => {
  const { client, created } = await start()
  await client.send(new PutObjectCommand({ Bucket, Key: 'staged/a list', Body, ContentType: 'text/csv', Metadata: { start: 'true' } }))
  const { CopyObjectResult } = await client.send(new CopyObjectCommand({ Bucket, Key: 'inbox/b', CopySource: `${Bucket}/staged/a%20list` }))
  expect(await textOf(client, 'inbox/b')).toBe(Body)
  expect(await client.send(new HeadObjectCommand({ Bucket, Key: 'inbox/b' }))).toMatchObject({
    ...{ ContentType: 'text/csv', Metadata: { start: 'true' }, ETag: CopyObjectResult?.ETag },
  })
  expect(created.map(({ key }) => key)).toEqual(['staged/a list', 'inbox/b'])
})

test('copies nothing that is not there', async () => {
  const { client } = await start()
  const copy = client.send(new CopyObjectCommand({ Bucket, Key: 'x', CopySource: `${Bucket}/nothing` }))
  await expect(copy).rejects.toMatchObject({ name: 'NoSuchKey' })
})

test('knows only the newest version of an object', async () => {
  const { client } = await start()
  const old = await client.send(new PutObjectCommand({ Bucket, Key: 'list', Body: 'old' }))
  const { VersionId } = await client.send(new PutObjectCommand({ Bucket, Key: 'list', Body: 'new' }))
  expect(await (await client.send(new GetObjectCommand({ Bucket, Key: 'list', VersionId }))).Body?.transformToString()).toBe('new')
  await expect(client.send(new GetObjectCommand({ Bucket, Key: 'list', VersionId: old.VersionId }))).rejects.toMatchObject({
    name: 'NoSuchVersion',
  })
})

test('says that an object or a bucket is not there', async () => {
  const { client } = await start()
  await expect(textOf(client, 'gone')).rejects.toMatchObject({ name: 'NoSuchKey' })
  await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'gone' }))).rejects.toMatchObject({ name: 'NotFound' })
  await expect(client.send(new GetObjectCommand({ Bucket: 'other', Key: 'x' }))).rejects.toMatchObject({ name: 'NoSuchBucket' })
})

test('deletes, also what is not there', async () => {
  const { client } = await start()
  await client.send(new PutObjectCommand({ Bucket, Key: 'list', Body: 'x' }))
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'list' }))
  await client.send(new DeleteObjectCommand({ Bucket, Key: 'list' }))
  await expect(textOf(client, 'list')).rejects.toMatchObject({ name: 'NoSuchKey' })
})

test('lists the keys of a prefix in order, page by page', async () => {
  const { client } = await start()
  for (const Key of ['inbox/b', 'inbox/a&b', 'inbox', 'outbox/a', 'inbox/c/d'])
    await client.send(new PutObjectCommand({ Bucket, Key, Body: Key }))
  const first = await client.send(new ListObjectsV2Command({ Bucket, Prefix: 'inbox/', MaxKeys: 2 }))
  expect(first).toMatchObject({ IsTruncated: true, KeyCount: 2, Contents: [{ Key: 'inbox/a&b', Size: 9 }, { Key: 'inbox/b' }] })
  const second = await client.send(
    new ListObjectsV2Command({ Bucket, Prefix: 'inbox/', MaxKeys: 2, ContinuationToken: first.NextContinuationToken }),
  )
  expect(second).toMatchObject({ IsTruncated: false, Contents: [{ Key: 'inbox/c/d' }] })
})

test('keeps objects for the next run', async () => {
  const first = await start()
  await first.client.send(new PutObjectCommand({ Bucket, Key: 'list', Body: 'kept', Metadata: { a: 'b' } }))
  await first.close()
  const second = await start()
  const got = await second.client.send(new GetObjectCommand({ Bucket, Key: 'list' }))
  expect(got.Metadata).toEqual({ a: 'b' })
  expect(await got.Body?.transformToString()).toBe('kept')
})
