// The bucket of contact lists.
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand, S3Client, S3ServiceException } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Clock, Files } from '#app/ports.ts'

const UPLOAD_SECONDS = 5 * 60

/** Somebody has put an object there already. */
const isThere = (error: unknown): boolean => error instanceof S3ServiceException && error.name === 'PreconditionFailed'

// WHEN_REQUIRED: a presigned PUT would otherwise carry the checksum of an empty body.
export const filesIn = (Bucket: string, clock: Clock, client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' })): Files => ({
  async uploadUrl(Key, { contentType, size }) {
    const put = new PutObjectCommand({ Bucket, Key, ContentType: contentType, ...(size === undefined ? {} : { ContentLength: size }) })
    const url = await getSignedUrl(client, put, {
      expiresIn: UPLOAD_SECONDS,
      ...(size === undefined ? {} : { signableHeaders: new Set(['host', 'content-length']) }),
    })
    return { url, expiresAt: new Date(clock.machine() + UPLOAD_SECONDS * 1_000).toISOString() }
  },

  async write(Key, Body, { contentType = 'text/csv', onlyNew = false } = {}) {
    const put = { Bucket, Key, Body, ContentType: contentType, ...(onlyNew ? { IfNoneMatch: '*' } : {}) }
    await client.send(new PutObjectCommand(put)).catch((error: unknown) => {
      if (!onlyNew || !isThere(error)) throw error
    })
  },

  async metadata(Key, VersionId) {
    const { Metadata = {} } = await client.send(new HeadObjectCommand({ Bucket, Key, ...(VersionId === undefined ? {} : { VersionId }) }))
    return Object.fromEntries(Object.entries(Metadata).map(([name, value]) => [name.toLowerCase(), value]))
  },

  async read(key) {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: key }))
    if (!Body) throw new Error(`The object ${key} has no body`)
    return Body.transformToString('utf-8')
  },
})
