import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
  type S3ClientConfig,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { afterEach, beforeEach, expect, onTestFinished, test } from 'vitest'
import { partedFilesIn } from '#store/parted-files.ts'
import { credentials } from '../../local/credentials.ts'
import { type CreatedObject, startS3 } from '../../local/s3/s3.ts'

const Bucket = 'uploads'
const PAGE = 'http://localhost:4400'

let dataDir: string
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'ringmaster-s3-'))
})
afterEach(() => rmSync(dataDir, { recursive: true }))

const start = async () => {
  const created: CreatedObject[] = []
  const lines: string[] = []
  const s3 = await startS3({
    port: 0,
    buckets: [
      { name: Bucket, corsOrigins: [PAGE], corsMethods: ['PUT'] },
      { name: 'private', corsOrigins: [], corsMethods: [] },
    ],
    dataDir,
    onCreated: (object) => created.push(object),
    log: (line) => lines.push(line),
  })
  onTestFinished(s3.close)
  // As a function makes it: its address comes from AWS_ENDPOINT_URL_S3, and nothing asks for path style.
  const clientWith = (config: S3ClientConfig) => {
    const client = new S3Client({ endpoint: s3.url, region: 'us-east-1', credentials, maxAttempts: 1, ...config })
    onTestFinished(() => client.destroy())
    return client
  }
  return { ...s3, created, lines, client: clientWith({}), clientWith }
}

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

const presignPut = (client: S3Client, input: { Key: string; Metadata?: Record<string, string> }, expiresIn = 300) =>
  getSignedUrl(client, new PutObjectCommand({ Bucket, ContentType: 'text/csv', ...input }), { expiresIn })

test('takes an upload to a presigned address, with what the address says of it', async () => {
  const { clientWith, client, created } = await start()
  const url = await presignPut(clientWith({ requestChecksumCalculation: 'WHEN_REQUIRED' }), {
    Key: 'in box/list.csv',
    Metadata: { start: 'true' },
  })
  const answer = await fetch(url, { method: 'PUT', body: 'phone', headers: { 'content-type': 'text/csv', origin: PAGE } })
  expect(answer.status).toBe(200)
  expect(answer.headers.get('access-control-allow-origin')).toBe(PAGE)
  expect(answer.headers.get('etag')).toBe(`"${createHash('md5').update('phone').digest('hex')}"`)
  expect(created).toMatchObject([{ key: 'in box/list.csv', metadata: { start: 'true' } }])
  const download = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: 'in box/list.csv' }), { expiresIn: 60 })
  expect(await (await fetch(download)).text()).toBe('phone')
})

test('refuses an upload to an address that signs the checksum of an empty body, as AWS does', async () => {
  const { client } = await start()
  const answer = await fetch(await presignPut(client, { Key: 'list' }), { method: 'PUT', body: 'phone' })
  expect(answer.status).toBe(400)
  expect(await answer.text()).toContain('<Code>BadDigest</Code>')
})

test.each([
  ['a changed key', (url: string) => url.replace('/list', '/other'), 'SignatureDoesNotMatch'],
  ['a longer life', (url: string) => url.replace('X-Amz-Expires=300', 'X-Amz-Expires=3000'), 'SignatureDoesNotMatch'],
  ['other metadata', (url: string) => `${url}&x-amz-meta-start=true`, 'SignatureDoesNotMatch'],
  ['no signature', (url: string) => url.split('?')[0] ?? '', 'AccessDenied'],
  ['another key', (url: string) => url.replace(credentials.accessKeyId, 'AKIAOTHER'), 'InvalidAccessKeyId'],
])('refuses a presigned address with %s', async (_, change, code) => {
  const { clientWith, created } = await start()
  const url = await presignPut(clientWith({ requestChecksumCalculation: 'WHEN_REQUIRED' }), { Key: 'list' })
  const answer = await fetch(change(url), { method: 'PUT', body: 'x' })
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain(`<Code>${code}</Code>`)
  expect(created).toEqual([])
})

test('refuses a presigned address whose time is over', async () => {
  const { client } = await start()
  const command = new GetObjectCommand({ Bucket, Key: 'list' })
  const url = await getSignedUrl(client, command, { expiresIn: 60, signingDate: new Date(Date.now() - 61_000) })
  const answer = await fetch(url)
  expect(answer.status).toBe(403)
  expect(await answer.text()).toContain('<Message>Request has expired</Message>')
})

test('refuses a client with another secret', async () => {
  const { clientWith } = await start()
  const client = clientWith({ credentials: { ...credentials, secretAccessKey: 'guessed' } })
  await expect(client.send(new HeadObjectCommand({ Bucket, Key: 'list' }))).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } })
})

test('lets the page upload, and pages of other origins not', async () => {
  const { url } = await start()
  const preflight = (path: string, origin: string) =>
    fetch(`${url}${path}`, {
      method: 'OPTIONS',
      headers: { origin, 'access-control-request-method': 'PUT', 'access-control-request-headers': 'content-type' },
    })
  const allowed = await preflight(`/${Bucket}/list`, PAGE)
  expect(allowed.status).toBe(200)
  expect(allowed.headers.get('access-control-allow-origin')).toBe(PAGE)
  expect(allowed.headers.get('access-control-allow-methods')).toBe('PUT')
  expect(allowed.headers.get('access-control-allow-headers')).toBe('content-type')
  expect((await preflight(`/${Bucket}/list`, 'https://evil.example')).status).toBe(403)
  expect((await preflight('/private/list', PAGE)).status).toBe(403)
})

test.each(['list', '?list-type=2'])('lets no page read what a bucket for uploads holds: %s', async (path) => {
  const { url, client } = await start()
  await client.send(new PutObjectCommand({ Bucket, Key: 'list', Body: 'phone' }))
  const preflight = await fetch(`${url}/${Bucket}/${path}`, {
    method: 'OPTIONS',
    headers: { origin: PAGE, 'access-control-request-method': 'GET' },
  })
  expect(preflight.status).toBe(403)
  const answer = await fetch(`${url}/${Bucket}/${path}`, { headers: { origin: PAGE } })
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
})

test('leaves an object as it is when only a new one is asked for', async () => {
  const { client, created } = await start()
  const put = (Body: string) => client.send(new PutObjectCommand({ Bucket, Key: 'list', Body, IfNoneMatch: '*' }))
  await put('first')
  await expect(put('second')).rejects.toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } })
  expect(await textOf(client, 'list')).toBe('first')
  expect(created).toHaveLength(1)
})

test.each([
  [
    'a condition',
    (client: S3Client) => client.send(new PutObjectCommand({ Bucket, Key: 'x', Body: 'x', IfNoneMatch: '"etag"' })),
    'if-none-match',
  ],
  [
    'a copy with other metadata',
    (client: S3Client) => client.send(new CopyObjectCommand({ Bucket, Key: 'x', CopySource: 'uploads/y', MetadataDirective: 'REPLACE' })),
    'x-amz-metadata-directive',
  ],
  [
    'a copy from another bucket',
    (client: S3Client) => client.send(new CopyObjectCommand({ Bucket, Key: 'x', CopySource: 'private/y' })),
    'same bucket',
  ],
  ['tags', (client: S3Client) => client.send(new GetObjectTaggingCommand({ Bucket, Key: 'x' })), 'tagging'],
])('refuses what it does not implement: %s', async (_, send, name) => {
  const { client, created } = await start()
  await expect(send(client)).rejects.toMatchObject({ name: 'NotImplemented', message: expect.stringContaining(name) })
  expect(created).toEqual([])
})

test('answers on this machine only', async () => {
  const { port } = await start()
  const status = await new Promise((resolve, reject) => {
    request({ host: '127.0.0.1', port, path: `/${Bucket}/x`, headers: { host: 'evil.example' } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
  expect(status).toBe(403)
})
