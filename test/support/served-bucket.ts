// A bucket of this machine for each test of a file: empty at its beginning, gone after it.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import { afterEach, beforeEach, onTestFinished } from 'vitest'
import { credentials } from '../../local/credentials.ts'
import { type CreatedObject, startS3 } from '../../local/s3/s3.ts'

export const Bucket = 'uploads'
export const PAGE = 'http://localhost:4400'

/** Starts the bucket's service; within one test again over the same objects. */
export const bucketOfEachTest = () => {
  let dataDir: string
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'ringmaster-s3-'))
  })
  afterEach(() => rmSync(dataDir, { recursive: true }))
  return async () => {
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
}
