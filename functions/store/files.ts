// The bucket of contact lists.
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Clock, Files } from '#app/ports.ts'

const UPLOAD_SECONDS = 5 * 60
const CSV = 'text/csv'

// WHEN_REQUIRED: a presigned PUT would otherwise carry the checksum of an empty body.
export const filesIn = (Bucket: string, clock: Clock, client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' })): Files => ({
  async uploadUrl(key) {
    const url = await getSignedUrl(client, new PutObjectCommand({ Bucket, Key: key, ContentType: CSV }), { expiresIn: UPLOAD_SECONDS })
    return { url, expiresAt: new Date(clock.machine() + UPLOAD_SECONDS * 1_000).toISOString() }
  },

  async write(key, text) {
    await client.send(new PutObjectCommand({ Bucket, Key: key, Body: text, ContentType: CSV }))
  },

  async read(key) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }))
    if (!Body) throw new Error(`The object ${key} has no body`)
    return Body.transformToString('utf-8')
  },
})
