// An S3 endpoint for uploads, as much of it as the functions and the page use; it refuses the rest.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import { credentials } from '../credentials.ts'
import type { LocalBucket } from '../system.ts'
import { type Answer, send } from '../web/answer.ts'
import { listen } from '../web/listen.ts'
import { isLocalHost } from '../web/loopback.ts'
import { copied, copyObject, isCopy } from './copy.ts'
import { corsHeaders } from './cors.ts'
import { errorAnswer, S3Error } from './error.ts'
import { listObjects } from './listing.ts'
import { openObject, putObject, sendObject, writtenHeaders } from './objects.ts'
import { completed, createPartedUploads } from './parted-upload.ts'
import { readS3Request, type S3Request } from './request.ts'
import { verifySignature } from './signature.ts'
import { type ObjectStore, openStore, type StoredObject } from './store.ts'

export type CreatedObject = Pick<StoredObject, 'key' | 'size' | 'etag' | 'versionId' | 'metadata'> & { bucket: string }

export type S3Options = {
  /** 0 takes any free port. */
  port: number
  buckets: LocalBucket[]
  dataDir: string
  /** Is told of each object once it is stored, before the client is; when it throws, the upload has failed. */
  onCreated: (created: CreatedObject) => void
  log: (line: string) => void
}

export type S3 = { port: number; url: string; close(): Promise<void> }

const EMPTY = Buffer.alloc(0)

export const startS3 = async ({ port, buckets, dataDir, onCreated, log }: S3Options): Promise<S3> => {
  const stores = new Map(buckets.map(({ name }) => [name, openStore(join(dataDir, 's3', name))]))

  const parted = createPartedUploads(openStore(join(dataDir, 's3-parts')))

  const told = (request: S3Request, object: StoredObject): StoredObject => {
    const { key, size, etag, versionId, metadata } = object
    onCreated({ bucket: request.bucket, key, size, etag, versionId, metadata })
    return object
  }

  /** Undefined: the request has nothing to do with parts. */
  const putInParts = async (store: ObjectStore, request: S3Request): Promise<Answer | undefined> => {
    const names = new Set(request.query.map(([name]) => name))
    if (request.method === 'POST' && names.has('uploads')) return parted.begin(request)
    if (request.method === 'POST' && names.has('uploadId')) return completed(told(request, await parted.complete(store, request)))
    if (request.method !== 'PUT' || !names.has('uploadId')) return undefined
    return { status: 200, headers: writtenHeaders(await parted.put(request)), body: EMPTY }
  }

  const put = async (store: ObjectStore, request: S3Request): Promise<Answer> => {
    const object = isCopy(request) ? await copyObject(store, request) : await putObject(store, request)
    told(request, object)
    return isCopy(request) ? copied(object) : { status: 200, headers: writtenHeaders(object), body: EMPTY }
  }

  /** Undefined: the answer was sent as a stream. */
  const answer = async (request: S3Request, response: ServerResponse): Promise<Answer | undefined> => {
    verifySignature(request, credentials, Date.now())
    const { method, bucket, key, query } = request
    const store = stores.get(bucket)
    if (!store) throw new S3Error(404, 'NoSuchBucket', 'The specified bucket does not exist.')
    if (key === '' && method === 'GET' && new Map(query).get('list-type') === '2') return listObjects(store, request)
    const inParts = key === '' ? undefined : await putInParts(store, request)
    if (inParts) return inParts
    if (key !== '' && method === 'PUT') return put(store, request)
    if (key !== '' && (method === 'GET' || method === 'HEAD')) {
      await sendObject(await openObject(store, request), request, response)
      return undefined
    }
    if (key !== '' && method === 'DELETE') {
      await store.remove(key)
      return { status: 204, headers: {}, body: EMPTY }
    }
    throw new S3Error(501, 'NotImplemented', `${method} of ${key === '' ? 'a bucket' : 'an object'} is not implemented here.`)
  }

  const refused = (error: unknown, request: IncomingMessage): Answer => {
    if (error instanceof S3Error) return errorAnswer(error)
    log(`S3 ${request.method} failed: ${error}`)
    return errorAnswer(new S3Error(500, 'InternalError', 'We encountered an internal error. Please try again.'))
  }

  const handle = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const asked = incoming.url?.split(/[/?]/)[1]
    const bucket = buckets.find(({ name }) => name === asked)
    const cors = corsHeaders(bucket, incoming)
    for (const [name, value] of Object.entries(cors)) response.setHeader(name, value)
    try {
      if (!isLocalHost(incoming.headers.host)) throw new S3Error(403, 'AccessDenied', 'This endpoint answers on this machine only.')
      if (incoming.method === 'OPTIONS') return send(response, { status: 'vary' in cors ? 200 : 403, headers: {}, body: EMPTY })
      const result = await answer(readS3Request(incoming), response)
      if (result) send(response, result)
    } catch (error) {
      // A client that has gone, or that has part of the object already, cannot be told.
      if (response.destroyed || response.headersSent) response.destroy()
      else send(response, refused(error, incoming))
    }
  }

  const server = createServer((request, response) => void handle(request, response))
  const listening = await listen(server, port)
  return { port: listening.port, url: `http://127.0.0.1:${listening.port}`, close: listening.close }
}
