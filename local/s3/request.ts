// One request to S3, taken apart: path style, with the headers that a presigned address carries in its query.
import type { IncomingMessage } from 'node:http'
import { S3Error } from './error.ts'
import type { SignedRequest } from './signature.ts'

export type S3Request = SignedRequest & {
  bucket: string
  /** Empty: the request is about the bucket. */
  key: string
  body: IncomingMessage
}

/** Everything that changes what a request means and is not listed is refused, never ignored. */
const KNOWN_PARAMETERS = new Set([
  'x-id',
  'versionId',
  'uploads',
  'uploadId',
  'partNumber',
  'list-type',
  'prefix',
  'max-keys',
  'continuation-token',
  'start-after',
  'X-Amz-Algorithm',
  'X-Amz-Content-Sha256',
  'X-Amz-Credential',
  'X-Amz-Date',
  'X-Amz-Expires',
  'X-Amz-Signature',
  'X-Amz-SignedHeaders',
  'x-amz-sdk-checksum-algorithm',
])
const REFUSED_HEADERS = ['if-match', 'if-unmodified-since', 'x-amz-metadata-directive']
/** Of a PUT: only if there is no object under that key. */
const ONLY_NEW = '*'

const refuseUnknown = (method: string, { query, headers }: Pick<SignedRequest, 'query' | 'headers'>): void => {
  for (const [name] of query) {
    if (KNOWN_PARAMETERS.has(name) || /^x-amz-(meta|checksum)-/.test(name)) continue
    throw new S3Error(501, 'NotImplemented', `The parameter ${name} is not implemented here.`)
  }
  const isKnown = method !== 'PUT' || headers['if-none-match'] === ONLY_NEW
  for (const name of [...REFUSED_HEADERS, ...(isKnown ? [] : ['if-none-match'])]) {
    if (headers[name] !== undefined) throw new S3Error(501, 'NotImplemented', `The header ${name} is not implemented here.`)
  }
}

const parse = (url: string): { path: string; query: [string, string][] } => {
  const [path = '/', text = ''] = url.split('?')
  // A plus sign is itself here: the SDK writes a space as %20.
  return { path, query: [...new URLSearchParams(text.replaceAll('+', '%2B'))] }
}

export const readS3Request = (body: IncomingMessage): S3Request => {
  const method = body.method ?? 'GET'
  const { path, query } = parse(body.url ?? '/')
  const sent = Object.entries(body.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : (value ?? '')] as const)
  const headers = Object.fromEntries(sent)
  refuseUnknown(method, { query, headers })
  const [bucket = '', ...key] = path.slice(1).split('/')
  try {
    return { method, path, query, headers, bucket: decodeURIComponent(bucket), key: decodeURIComponent(key.join('/')), body }
  } catch {
    throw new S3Error(400, 'InvalidURI', 'The address is not well-formed.')
  }
}

/** Headers, and those that the presigner moved into the query. */
export const allHeaders = ({ headers, query }: S3Request): Record<string, string> => ({
  ...Object.fromEntries(query.flatMap(([name, value]) => (name.startsWith('x-amz-') ? [[name, value]] : []))),
  ...headers,
})
