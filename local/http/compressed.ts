// Packs the page's files for whoever takes them packed, as CloudFront does in a deployment: with Brotli rather than with gzip.
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Answer } from '../web/answer.ts'

/** Its default is for files that are packed once: a hundred times slower. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }

const packBrotli = promisify<Buffer, typeof BROTLI, Buffer>(brotliCompress)
const packGzip = promisify<Buffer, Buffer>(gzip)

/** Below it packing gains nothing: CloudFront's own limit. */
const LEAST_BYTES = 1_000
const TEXT = /^(?:text\/|application\/(?:json|manifest\+json)|image\/svg)/

const PACKERS = [
  { encoding: 'br', pack: (body: Buffer) => packBrotli(body, BROTLI) },
  { encoding: 'gzip', pack: (body: Buffer) => packGzip(body) },
] as const

/** `accepted`: the header in which a client says what it takes. */
export const compressed = async (answer: Answer, accepted: string | string[] | undefined): Promise<Answer> => {
  const type = String(answer.headers['content-type'] ?? '')
  const takes = String(accepted ?? '').split(/[,;\s]+/)
  const packer = PACKERS.find(({ encoding }) => takes.includes(encoding))
  if (!packer || !TEXT.test(type) || answer.body.length < LEAST_BYTES) return answer
  const headers = { ...answer.headers, 'content-encoding': packer.encoding, vary: 'accept-encoding' }
  return { ...answer, headers, body: await packer.pack(answer.body) }
}
