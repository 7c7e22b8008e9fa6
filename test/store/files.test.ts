// The bucket as the importer reads it: in ranges, from where it stood, and never two files as one.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { S3Client } from '@aws-sdk/client-s3'
import { expect, onTestFinished, test } from 'vitest'
import { clock } from '#app/clock.ts'
import type { Files } from '#app/ports/files.ts'
import { filesIn } from '#store/files.ts'
import { credentials } from '../../local/credentials.ts'
import { startS3 } from '../../local/s3/s3.ts'

const Bucket = 'lists'
/** Three ranges, the last of them short. */
const SIZE = 9 * 1024 ** 2
const made = (letter: string): Buffer => Buffer.alloc(SIZE, `${letter}bcdefg\n`)

const openFiles = async (): Promise<Files> => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ringmaster-files-'))
  const buckets = [{ name: Bucket, corsOrigins: [], corsMethods: [] }]
  const s3 = await startS3({ port: 0, buckets, dataDir, onCreated: () => {}, log: () => {} })
  const client = new S3Client({ endpoint: s3.url, region: 'us-east-1', credentials, requestChecksumCalculation: 'WHEN_REQUIRED' })
  onTestFinished(async () => {
    client.destroy()
    await s3.close()
    rmSync(dataDir, { recursive: true })
  })
  return filesIn(Bucket, clock, client)
}

const writeWhole = (files: Files, bytes: Buffer): Promise<void> => {
  const chunks = async function* () {
    for (let at = 0; at < bytes.length; at += 100_000) yield bytes.subarray(at, at + 100_000)
  }
  return files.writeFrom('list.csv', { bytes: chunks(), size: bytes.length, contentType: 'text/csv' })
}

const collected = async (bytes: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const chunks: Uint8Array[] = []
  for await (const chunk of bytes) chunks.push(chunk)
  return Buffer.concat(chunks)
}

test('a file that is written in pieces is read as it was, from any place of it', async () => {
  const [files, whole] = [await openFiles(), made('a')]
  await writeWhole(files, whole)
  const opened = await files.open({ key: 'list.csv' })
  expect(opened.size).toBe(SIZE)
  expect((await collected(opened.bytes)).equals(whole)).toBe(true)
  const from = 5 * 1024 ** 2 + 3
  const { bytes } = await files.open({ key: 'list.csv', from })
  expect((await collected(bytes)).equals(whole.subarray(from))).toBe(true)
})

test('nothing is left behind the end of a file', async () => {
  const files = await openFiles()
  await writeWhole(files, made('a'))
  const { size, bytes } = await files.open({ key: 'list.csv', from: SIZE })
  expect([size, (await collected(bytes)).length]).toEqual([SIZE, 0])
})

test('a file that is replaced while it is read is refused, not continued with the other one’s rows', async () => {
  const files = await openFiles()
  await writeWhole(files, made('a'))
  const { bytes } = await files.open({ key: 'list.csv' })
  const reading = bytes[Symbol.asyncIterator]()
  await reading.next()
  await writeWhole(files, made('z'))
  await expect(reading.next()).rejects.toThrow('The file was replaced while it was read. Upload the list again.')
})

test('a file that is not there is told as one to upload again', async () => {
  const files = await openFiles()
  await expect(files.open({ key: 'never.csv' })).rejects.toMatchObject({
    code: 'not_found',
    message: expect.stringContaining('Upload the list again'),
  })
})
