// The bucket on this machine: who gets in, by which address, and from which page.
import { createHash } from 'node:crypto'
import { request } from 'node:http'
import {
  CopyObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { expect, test } from 'vitest'
import { credentials } from '../../local/credentials.ts'
import { Bucket, bucketOfEachTest, PAGE } from '../support/served-bucket.ts'

const start = bucketOfEachTest()

const textOf = async (client: S3Client, Key: string, Range?: string) => {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key, ...(Range ? { Range } : {}) }))
  return Body?.transformToString()
}

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
