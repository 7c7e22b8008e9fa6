// Verifies Signature Version 4, in the headers or in a presigned address.
import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { S3Error } from './error.ts'

export type SignedRequest = {
  method: string
  /** Percent-encoded, as it was sent. */
  path: string
  query: [string, string][]
  /** Names in lower case. */
  headers: Record<string, string>
}

export type Keys = { accessKeyId: string; secretAccessKey: string }

type Claim = { accessKeyId: string; scope: string[]; signedHeaders: string[]; signature: string; time: string; expiresSeconds: number }

const CLOCK_SKEW_SECONDS = 15 * 60
const ALGORITHM = 'AWS4-HMAC-SHA256'

const denied = (message: string) => new S3Error(403, 'AccessDenied', message)
const malformed = () => new S3Error(400, 'AuthorizationHeaderMalformed', 'The signature is not well-formed.')

const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()
const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** RFC 3986: encodeURIComponent leaves five characters too many. */
const encode = (text: string): string =>
  encodeURIComponent(text).replaceAll(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`)

const inOrder = (a: string, b: string): number => (a < b ? -1 : Number(a > b))

const credentialOf = (text: string): Pick<Claim, 'accessKeyId' | 'scope'> => {
  const [accessKeyId = '', ...scope] = text.split('/')
  if (scope.length !== 4) throw malformed()
  return { accessKeyId, scope }
}

const claimOf = ({ query, headers }: SignedRequest): Claim => {
  const named = new Map(query)
  const presigned = (name: string) => named.get(`X-Amz-${name}`) ?? ''
  if (named.has('X-Amz-Signature')) {
    return {
      ...credentialOf(presigned('Credential')),
      signedHeaders: presigned('SignedHeaders').split(';'),
      signature: presigned('Signature'),
      time: presigned('Date'),
      expiresSeconds: Number(presigned('Expires')),
    }
  }
  const authorization = headers.authorization
  if (!authorization) throw denied('The request is not signed.')
  const [, credential, signedHeaders, signature] =
    /^AWS4-HMAC-SHA256 Credential=([^,]+), ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]+)$/.exec(authorization) ?? []
  if (!credential || !signedHeaders || !signature) throw malformed()
  const time = headers['x-amz-date'] ?? ''
  return { ...credentialOf(credential), signedHeaders: signedHeaders.split(';'), signature, time, expiresSeconds: CLOCK_SKEW_SECONDS }
}

/** When it was signed: 20261122T145834Z. */
const signedAt = (time: string): number => {
  const at = Date.parse(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (Number.isNaN(at)) throw malformed()
  return at
}

const canonicalRequest = ({ method, path, query, headers }: SignedRequest, signedHeaders: string[]): string => {
  const encodedQuery = query.filter(([name]) => name !== 'X-Amz-Signature').map(([name, value]) => `${encode(name)}=${encode(value)}`)
  const payload = headers['x-amz-content-sha256'] ?? new Map(query).get('X-Amz-Content-Sha256') ?? 'UNSIGNED-PAYLOAD'
  return [
    method,
    path.split('/').map(decodeURIComponent).map(encode).join('/'),
    encodedQuery.toSorted(inOrder).join('&'),
    ...signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim().replaceAll(/ +/g, ' ')}`),
    '',
    signedHeaders.join(';'),
    payload,
  ].join('\n')
}

/** Fails as S3 does: a wrong key, a wrong signature, one from too long ago or from the future. */
export const verifySignature = (request: SignedRequest, { accessKeyId, secretAccessKey }: Keys, now: number): void => {
  const claim = claimOf(request)
  if (claim.accessKeyId !== accessKeyId) throw new S3Error(403, 'InvalidAccessKeyId', 'This access key is not known here.')
  const age = (now - signedAt(claim.time)) / 1_000
  if (!(age <= claim.expiresSeconds)) throw denied('Request has expired')
  if (age < -CLOCK_SKEW_SECONDS) throw new S3Error(403, 'RequestTimeTooSkewed', 'The request was signed in the future.')
  const toSign = [ALGORITHM, claim.time, claim.scope.join('/'), sha256(canonicalRequest(request, claim.signedHeaders))].join('\n')
  const key = claim.scope.reduce<string | Buffer>(hmac, `AWS4${secretAccessKey}`)
  const expected = hmac(key, toSign)
  const given = Buffer.from(claim.signature, 'hex')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new S3Error(403, 'SignatureDoesNotMatch', 'The signature is not that of this request.')
  }
}
