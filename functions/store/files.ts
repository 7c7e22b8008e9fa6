// The bucket of contact lists.
import { Readable } from 'node:stream'
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import { AppError } from '#app/errors.ts'
import type { Clock } from '#app/ports/clock.ts'
import type { Files } from '#app/ports/files.ts'

const UPLOAD_SECONDS = 5 * 60
/** Somebody reads a report before they follow it. */
const DOWNLOAD_SECONDS = 60 * 60
/** Whoever writes each row into a table reads for minutes: no connection stays open for so long, and none is held back. */
const RANGE_BYTES = 4 * 1024 ** 2

/** Somebody has put an object there already. */
const isThere = (error: unknown): boolean => error instanceof S3ServiceException && error.name === 'PreconditionFailed'

type Part = { bytes: Uint8Array; size: number; etag: string | undefined }

/** Who may not list a bucket is told that access to what is not there is denied. */
const MISSING = ['NoSuchKey', 'AccessDenied']
const GONE = 'The file has not arrived, or is there no more. Upload the list again.'

/** Nothing is left from `from` on. */
const nothing = (from: number): Part => ({ bytes: new Uint8Array(), size: from, etag: undefined })

// WHEN_REQUIRED: a presigned PUT would otherwise carry the checksum of an empty body.
export const filesIn = (Bucket: string, clock: Clock, client = new S3Client({ requestChecksumCalculation: 'WHEN_REQUIRED' })): Files => {
  const readPart = async (Key: string, from: number, VersionId: string | undefined): Promise<Part> => {
    try {
      const Range = `bytes=${from}-${from + RANGE_BYTES - 1}`
      const { Body, ContentRange, ETag } = await client.send(new GetObjectCommand({ Bucket, Key, Range, VersionId }))
      if (!Body) throw new Error(`The object ${Key} has no body`)
      const bytes = await Body.transformToByteArray()
      return { bytes, size: Number(ContentRange?.split('/')[1] ?? from + bytes.length), etag: ETag }
    } catch (error) {
      if (error instanceof S3ServiceException && error.name === 'InvalidRange') return nothing(from)
      if (error instanceof S3ServiceException && MISSING.includes(error.name)) throw new AppError('not_found', GONE)
      throw error
    }
  }

  return {
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

    async downloadUrl(key) {
      const url = await getSignedUrl(client, new GetObjectCommand({ Bucket, Key: key }), { expiresIn: DOWNLOAD_SECONDS })
      return { url, expiresAt: new Date(clock.machine() + DOWNLOAD_SECONDS * 1_000).toISOString() }
    },

    async copy(from, to) {
      await client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource: `${Bucket}/${from}` }))
    },

    async remove(Key) {
      await client.send(new DeleteObjectCommand({ Bucket, Key }))
    },

    async writeFrom(key, { bytes, size, contentType }) {
      const Body = Readable.from(bytes, { objectMode: false })
      await client.send(new PutObjectCommand({ Bucket, Key: key, Body, ContentLength: size, ContentType: contentType }))
    },

    async open({ key, versionId, from = 0 }) {
      const first = await readPart(key, from, versionId)
      const rest = async function* () {
        yield first.bytes
        for (let at = from + first.bytes.length; at < first.size; ) {
          const { bytes, etag } = await readPart(key, at, versionId)
          if (etag !== first.etag) throw new AppError('unprocessable', 'The file was replaced while it was read. Upload the list again.')
          yield bytes
          at += bytes.length
        }
      }
      return { size: first.size, bytes: rest() }
    },
  }
}
