// Checks an upload against the checksums that came with it.
import { createHash, type Hash } from 'node:crypto'
import { crc32 } from 'node:zlib'
import { S3Error } from './error.ts'

type Running = { update(chunk: Buffer): void; digest(): string }

const runningHash = (hash: Hash, encoding: 'base64' | 'hex'): Running => ({
  update: (chunk) => void hash.update(chunk),
  digest: () => hash.digest(encoding),
})

const runningCrc32 = (): Running => {
  let value = 0
  return {
    update: (chunk) => {
      value = crc32(chunk, value)
    },
    digest: () => {
      const bytes = Buffer.alloc(4)
      bytes.writeUInt32BE(value)
      return bytes.toString('base64')
    },
  }
}

const ALGORITHMS: Record<string, () => Running> = {
  'content-md5': () => runningHash(createHash('md5'), 'base64'),
  'x-amz-checksum-crc32': runningCrc32,
  'x-amz-checksum-sha1': () => runningHash(createHash('sha1'), 'base64'),
  'x-amz-checksum-sha256': () => runningHash(createHash('sha256'), 'base64'),
  'x-amz-content-sha256': () => runningHash(createHash('sha256'), 'hex'),
}

const isClaim = (name: string, value: string): boolean =>
  name === 'content-md5' ||
  (name.startsWith('x-amz-checksum-') && name !== 'x-amz-checksum-mode') ||
  // The other values of this header say that the body is not part of the signature.
  (name === 'x-amz-content-sha256' && /^[0-9a-f]{64}$/.test(value))

const badDigest = (name: string) =>
  name === 'x-amz-content-sha256'
    ? new S3Error(400, 'XAmzContentSHA256Mismatch', 'The bytes are not those that were signed.')
    : new S3Error(400, 'BadDigest', `The bytes do not have the ${name} that came with them.`)

/**
 * Passes the bytes on and fails at their end when one claim does not hold. `trailers` fill up while the bytes are read;
 * `trailerNames` says beforehand which of them will be claims.
 */
export const checked = async function* (
  bytes: AsyncIterable<Buffer>,
  { headers, trailers, trailerNames }: { headers: Record<string, string>; trailers: Record<string, string>; trailerNames: string[] },
): AsyncGenerator<Buffer, void, undefined> {
  const names = Object.entries(headers).flatMap(([name, value]) => (isClaim(name, value) ? [name] : []))
  const running = [...names, ...trailerNames].map((name) => {
    const begin = ALGORITHMS[name]
    if (!begin) throw new S3Error(501, 'NotImplemented', `${name} is not implemented here.`)
    return { name, sum: begin() }
  })
  for await (const chunk of bytes) {
    for (const { sum } of running) sum.update(chunk)
    yield chunk
  }
  for (const { name, sum } of running) if (sum.digest() !== (headers[name] ?? trailers[name])) throw badDigest(name)
}
